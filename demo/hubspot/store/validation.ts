import { type ErrorDetail, HubspotError, validationError } from './errors.ts';
import type { ObjectType } from './object-types.ts';
import type { PropertyDefinition } from './property-definition.ts';
import type { Values } from './record-store.ts';

export interface ValidationInput {
  readonly type: ObjectType;
  readonly definitions: ReadonlyMap<string, PropertyDefinition>;
  readonly values: Values;
  readonly isOwner: (id: string) => boolean;
  readonly isDisposition: (id: string) => boolean;
}

interface Problem {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const isoPattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const maxTextLength = 65_536;

/**
 * Checks property values the way HubSpot does and gives them in the form it stores (dates as ISO UTC).
 * @throws HubspotError 400 VALIDATION_ERROR naming every bad property.
 */
export function checkedValues(input: ValidationInput): Values {
  const problems: Problem[] = [];
  const stored: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(input.values)) {
    const definition = input.definitions.get(name.toLowerCase());
    const problem = definition === undefined ? unknownProperty(name) : valueProblem(definition, value, input);
    if (problem !== null) problems.push(problem);
    else if (definition !== undefined) stored[definition.name] = storedForm(definition, value);
  }
  if (problems.length > 0) throw propertyProblems(problems);
  return stored;
}

/** @throws HubspotError 400 naming the required properties a create left out. */
export function checkRequired(type: ObjectType, required: readonly string[], values: Values): void {
  const missing = required.filter((name) => !values[name]);
  if (missing.length === 0) return;
  throw validationError(`Error creating ${type.event}. Some required properties were not set.`, [], {
    context: { properties: missing },
    errors: missing.map((name) => ({
      message: `Property "${name}" is required`,
      code: 'REQUIRED_PROPERTY',
      context: { propertyName: [name] },
    })),
  });
}

/** The refusal for a value another record already has in a unique property. */
export function duplicateValue(
  type: ObjectType,
  property: PropertyDefinition,
  value: string,
  id: string,
): HubspotError {
  if (type.name === 'contacts' && property.name === 'email') {
    return new HubspotError(409, { message: `Contact already exists. Existing ID: ${id}`, category: 'CONFLICT' });
  }
  const message = `Property value "${value}" of ${property.name} could not be set. ${id} already has that value.`;
  return validationError(message, [
    { message, code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: [property.name] } },
  ]);
}

function propertyProblems(problems: readonly Problem[]): HubspotError {
  const rows = problems.map(({ name, code, message }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
  }));
  const errors = problems.map(
    ({ name, code, message }): ErrorDetail => ({ message, code, context: { propertyName: [name] } }),
  );
  return validationError(`Property values were not valid: ${JSON.stringify(rows)}`, errors);
}

function unknownProperty(name: string): Problem {
  return { name, code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
}

function valueProblem(definition: PropertyDefinition, value: string | null, input: ValidationInput): Problem | null {
  const { name } = definition;
  const problem = (code: string, message: string): Problem => ({ name, code, message });
  if (definition.readOnlyValue)
    return problem('READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set.`);
  if (value === null || value === '') return null;
  if (name === 'hubspot_owner_id') {
    return input.isOwner(value) ? null : problem('INVALID_OWNER_ID', `The owner with id ${value} does not exist`);
  }
  if (name === 'hs_call_disposition') {
    return input.isDisposition(value) ? null : optionProblem(definition, value, []);
  }
  if (name === 'email' && !emailPattern.test(value))
    return problem('INVALID_EMAIL', `Email address ${value} is invalid`);
  return typeProblem(definition, value);
}

function typeProblem(definition: PropertyDefinition, value: string): Problem | null {
  const { name } = definition;
  switch (definition.type) {
    case 'number':
      return Number.isFinite(Number(value))
        ? null
        : { name, code: 'INVALID_DOUBLE', message: `${value} was not a valid number.` };
    case 'date':
    case 'datetime':
      return instantOf(value) === null
        ? { name, code: 'INVALID_LONG', message: `${value} was not a valid long.` }
        : null;
    case 'bool':
    case 'enumeration':
      return knownOption(definition, value)
        ? null
        : optionProblem(
            definition,
            value,
            definition.options.map((option) => option.value),
          );
    case 'string':
    case 'phone_number':
      return value.length <= maxTextLength
        ? null
        : {
            name,
            code: 'PROPERTY_VALUE_TOO_LONG',
            message: `${name} is too long (maximum ${maxTextLength} characters)`,
          };
  }
}

function knownOption(definition: PropertyDefinition, value: string): boolean {
  if (definition.externalOptions) return true;
  return definition.options.some((option) => option.value === value);
}

function optionProblem(definition: PropertyDefinition, value: string, allowed: readonly string[]): Problem {
  const message = `${value} was not one of the allowed options: [${allowed.join(', ')}]`;
  return { name: definition.name, code: 'INVALID_OPTION', message };
}

/** The instant of a date value (epoch ms in digits, or ISO 8601), or null where it is neither. */
export function instantOf(value: string): number | null {
  const text = value.trim();
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  if (!isoPattern.test(text)) return null;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

function storedForm(definition: PropertyDefinition, value: string | null): string | null {
  if (value === null || value === '') return null;
  if (definition.type === 'datetime') return new Date(instantOf(value) ?? 0).toISOString();
  if (definition.type === 'date') return new Date(instantOf(value) ?? 0).toISOString().slice(0, 10);
  return definition.name === 'email' ? value.trim().toLowerCase() : value;
}
