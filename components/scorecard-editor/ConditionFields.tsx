import { Plus, Trash2 } from 'lucide-react';
import { textIn } from '../../lib/model/schemas';
import type { KnownValue } from '../../lib/qualification/answer';
import { answerLabel } from '../../lib/qualification/answer-label';
import type { Condition, Criterion } from '../../lib/qualification/criterion';
import { choicesOf } from '../../lib/qualification/criterion-kinds';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Button, IconButton } from '../ui/Button';
import { Field, Select } from '../ui/Field';
import { Percent } from './AnswerFields';
import styles from './editor.module.css';

export interface ConditionFieldsProps {
  readonly conditions: readonly Condition[];
  /** The criteria a condition may be about. */
  readonly criteria: readonly Criterion[];
  readonly onChange: (conditions: readonly Condition[]) => void;
}

const mostConditions = 10;

/** Conditions that must all hold, each on the answer to one criterion: which answer it is, or how good it is. */
export function ConditionFields({ conditions, criteria, onChange }: ConditionFieldsProps) {
  const t = useT('scorecardEditor');
  const next = criteria.find(({ id }) => conditions.every(({ criterionId }) => criterionId !== id)) ?? criteria[0];
  const list = [...conditions];
  return (
    <>
      {conditions.map((condition, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the list
        <fieldset key={index} className={styles['condition']}>
          <legend>{t('condition.number', { number: index + 1 })}</legend>
          <ConditionRow
            condition={condition}
            criteria={criteria}
            onChange={(changed) => onChange(list.with(index, changed))}
          />
          <IconButton
            label={t('condition.remove', { number: index + 1 })}
            onClick={() => onChange(list.filter((_, at) => at !== index))}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        </fieldset>
      ))}
      <Button
        size="s"
        icon={<Plus aria-hidden="true" />}
        disabled={next === undefined || conditions.length >= mostConditions}
        onClick={() => next !== undefined && onChange([...conditions, newCondition(next)])}
      >
        {t('condition.add')}
      </Button>
    </>
  );
}

type Form = 'answers' | 'atLeast' | 'atMost';

interface ConditionRowProps {
  readonly condition: Condition;
  readonly criteria: readonly Criterion[];
  readonly onChange: (condition: Condition) => void;
}

function ConditionRow({ condition, criteria, onChange }: ConditionRowProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const on = criteria.find(({ id }) => id === condition.criterionId);
  const hasChoices = on !== undefined && choicesOf(on).length > 0;
  const form = formOf(condition);
  const forms: readonly Form[] =
    hasChoices || form === 'answers' ? ['answers', 'atLeast', 'atMost'] : ['atLeast', 'atMost'];
  return (
    <>
      <Field label={t('condition.on')}>
        {(control) => (
          <Select
            {...control}
            value={condition.criterionId}
            options={[
              ...(on === undefined ? [{ value: condition.criterionId, label: t('gone') }] : []),
              ...criteria.map((other) => ({ value: other.id, label: textIn(other.name, locale) || t('unnamed') })),
            ]}
            onChange={(event) => {
              const other = criteria.find(({ id }) => id === event.currentTarget.value);
              if (other !== undefined) onChange(newCondition(other));
            }}
          />
        )}
      </Field>
      <Field label={t('condition.form')}>
        {(control) => (
          <Select
            {...control}
            value={form}
            options={forms.map((each) => ({ value: each, label: t(`condition.${each}`) }))}
            onChange={(event) => {
              const chosen = forms.find((each) => each === event.currentTarget.value);
              if (chosen !== undefined) onChange(inForm(condition, chosen, on));
            }}
          />
        )}
      </Field>
      {'optionIds' in condition ? (
        on !== undefined && (
          <Choices on={on} ids={condition.optionIds} onChange={(optionIds) => onChange({ ...condition, optionIds })} />
        )
      ) : (
        <Percent
          label={t('condition.level')}
          level={'minLevel' in condition ? condition.minLevel : condition.maxLevel}
          onChange={(level) =>
            onChange(
              'minLevel' in condition
                ? { criterionId: condition.criterionId, minLevel: level }
                : { criterionId: condition.criterionId, maxLevel: level },
            )
          }
        />
      )}
    </>
  );
}

interface ChoicesProps {
  readonly on: Criterion;
  readonly ids: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** The answers of which one must be given. */
function Choices({ on, ids, onChange }: ChoicesProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  return (
    <fieldset className={styles['checks']}>
      <legend>{t('condition.oneOf')}</legend>
      {choicesOf(on).map(({ id }, index) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={ids.includes(id)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...ids, id] : ids.filter((each) => each !== id))
            }
          />
          {choiceLabel(on, id, locale) || t('answerNumber', { number: index + 1 })}
        </label>
      ))}
    </fieldset>
  );
}

/** A choice of a criterion in words; empty where nothing is written yet. */
export function choiceLabel(criterion: Criterion, id: string, locale: ReturnType<typeof useLocale>): string {
  const value: KnownValue =
    criterion.kind === 'multi' ? { kind: 'options', optionIds: [id] } : { kind: 'option', optionId: id };
  return answerLabel(criterion, value, locale) ?? '';
}

function formOf(condition: Condition): Form {
  if ('optionIds' in condition) return 'answers';
  return 'minLevel' in condition ? 'atLeast' : 'atMost';
}

/** A first condition on a criterion: any of its answers, or one worth half. */
function newCondition(on: Criterion): Condition {
  const ids = choicesOf(on).map(({ id }) => id);
  return ids.length > 0 ? { criterionId: on.id, optionIds: ids } : { criterionId: on.id, minLevel: 0.5 };
}

function inForm(condition: Condition, form: Form, on: Criterion | undefined): Condition {
  const { criterionId } = condition;
  if (form === 'answers') {
    return { criterionId, optionIds: on === undefined ? [] : choicesOf(on).map(({ id }) => id) };
  }
  const level = 'minLevel' in condition ? condition.minLevel : 'maxLevel' in condition ? condition.maxLevel : 0.5;
  return form === 'atLeast' ? { criterionId, minLevel: level } : { criterionId, maxLevel: level };
}
