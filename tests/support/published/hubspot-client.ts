import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const root = join(dirname(require.resolve('@hubspot/api-client/package.json')), 'lib/codegen/crm');

/** One operation of HubSpot's public API, as the client that HubSpot generates from its specifications has it. */
export interface Operation {
  readonly method: string;
  /** Of the path, `{name}` standing for any one segment. */
  readonly path: RegExp;
  readonly query: ReadonlySet<string>;
  /** The model of its body; null where it takes none. */
  readonly body: Model | null;
}

/** A shape of the client: what its own serializer calls a type, looked up among the models of one API. */
export interface Model {
  readonly type: string;
  readonly folder: string;
}

/** The folders of the client that have to do with what Baton asks for. Those of one kind of object say the same as `objects`. */
const apis = ['objects', 'associations/v4', 'lists', 'owners', 'pipelines', 'properties'];

const operationSource =
  /const localVarPath = '([^']+)'[^;]*;\s+const requestContext = [^;]*HttpMethod\.([A-Z]+)\);([\s\S]*?)let authMethod/g;

/** Every operation of these APIs, read from the client's own code. */
export function clientOperations(): readonly Operation[] {
  return apis.flatMap((api) => {
    const folder = join(root, api);
    const files = readdirSync(join(folder, 'apis')).filter((name) => name.endsWith('Api.js'));
    return files.flatMap((name) => {
      const source = readFileSync(join(folder, 'apis', name), 'utf8');
      return [...source.matchAll(operationSource)].map(([, path = '', method = '', rest = '']) => {
        const query = [...rest.matchAll(/(?:set|append)QueryParam\("(\w+)"/g)].map(([, param = '']) => param);
        const [, type] = /stringify\(\S+\.serialize\(\w+, "(\w+)"/.exec(rest) ?? [];
        const body = type === undefined ? null : { type, folder: join(folder, 'models') };
        return { method, path: patternOf(path), query: new Set(query), body };
      });
    });
  });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\/$/, '').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

const attribute = z.object({ baseName: z.string(), type: z.string() });
const modelClass = z.custom<{ readonly attributeTypeMap: unknown }>((value) => typeof value === 'function');
const attributes = z.array(attribute);

/** What is wrong with a value, by the client's model of it: unknown and missing attributes, values of another type. */
export function faultsIn(value: unknown, { type, folder }: Model, at: string): readonly string[] {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((one, index) => faultsIn(one, { type: list, folder }, `${at}[${index}]`));
  }
  const inMap = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (inMap !== undefined) {
    const map = z.record(z.string(), z.unknown()).safeParse(value).data;
    if (map === undefined) return [`${at} is no object`];
    return Object.entries(map).flatMap(([key, one]) => faultsIn(one, { type: inMap, folder }, `${at}.${key}`));
  }
  if (['string', 'number', 'boolean'].includes(type)) {
    return typeof value === type ? [] : [`${at} is ${typeof value}, not ${type}`];
  }
  return type.endsWith('Enum')
    ? faultsInChoice(value, { type, folder }, at)
    : faultsInModel(value, { type, folder }, at);
}

function faultsInModel(value: unknown, { type, folder }: Model, at: string): readonly string[] {
  const file = join(folder, `${type}.js`);
  const model = modelClass.parse(z.record(z.string(), z.unknown()).parse(require(file))[type]);
  const known = attributes.parse(model.attributeTypeMap);
  const given = z.record(z.string(), z.unknown()).safeParse(value).data;
  if (given === undefined) return [`${at} is no ${type}`];
  const optional = optionalOf(file.replace(/\.js$/, '.d.ts'));
  const unknown = Object.keys(given).filter((name) => !known.some(({ baseName }) => baseName === name));
  return [
    ...unknown.map((name) => `${at}.${name} is not in ${type}`),
    ...known.flatMap(({ baseName: name, type: own }) => {
      if (given[name] !== undefined) return faultsIn(given[name], { type: own, folder }, `${at}.${name}`);
      return optional.has(name) ? [] : [`${at}.${name} is missing in ${type}`];
    }),
  ];
}

function optionalOf(declaration: string): ReadonlySet<string> {
  const source = readFileSync(declaration, 'utf8');
  return new Set([...source.matchAll(/^ {4}'(\w+)'\?:/gm)].map(([, name = '']) => name));
}

/** The values of a choice stand in the file of the model that owns it, whose name the choice's begins with. */
function faultsInChoice(value: unknown, { type, folder }: Model, at: string): readonly string[] {
  const owners = readdirSync(folder).filter(
    (name) => name.endsWith('.js') && type.startsWith(name.slice(0, -'.js'.length)),
  );
  const values = owners.flatMap((name) =>
    Object.values(
      z
        .record(z.string(), z.unknown())
        .catch({})
        .parse(require(join(folder, name))[type]),
    ),
  );
  return values.includes(value) ? [] : [`${at} is ${JSON.stringify(value)}, not one of ${type}`];
}
