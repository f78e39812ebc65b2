import { Plus, Trash2 } from 'lucide-react';
import { textIn } from '../../lib/model/schemas';
import type { Criterion, CriterionKind } from '../../lib/qualification/criterion';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Button, IconButton } from '../ui/Button';
import { Field, Select } from '../ui/Field';
import { NumberField } from '../ui/NumberField';
import { AnswerFields, Percent } from './AnswerFields';
import { ConditionFields } from './ConditionFields';
import { CrmFields } from './CrmFields';
import styles from './editor.module.css';
import { LocalTextFields, orNone } from './LocalTextFields';
import { asKind, criterionKinds } from './new-parts';

export interface CriterionFieldsProps {
  readonly criterion: Criterion;
  readonly others: readonly Criterion[];
  readonly onChange: (criterion: Criterion) => void;
  readonly onRemove: () => void;
}

/** Everything about one criterion. */
export function CriterionFields({ criterion, others, onChange, onRemove }: CriterionFieldsProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const name = textIn(criterion.name, locale) || t('unnamed');
  return (
    <section className={styles['fields']} aria-label={t('criterionRegion', { name })}>
      <LocalTextFields
        label={t('name')}
        text={criterion.name}
        onChange={(text) => onChange({ ...criterion, name: text })}
      />
      <Field label={t('kind')} hint={t(`kindHint.${criterion.kind}`)}>
        {(control) => (
          <Select
            {...control}
            value={criterion.kind}
            options={criterionKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            onChange={(event) => onChange(asKind(criterion, kindOf(event.currentTarget.value)))}
          />
        )}
      </Field>
      <Questions criterion={criterion} onChange={onChange} />
      <AnswerFields key={`${criterion.id} ${criterion.kind}`} criterion={criterion} onChange={onChange} />
      <Counting criterion={criterion} onChange={onChange} />
      <AskIf criterion={criterion} others={others} onChange={onChange} />
      <CrmFields key={`crm ${criterion.id}`} criterion={criterion} onChange={onChange} />
      <InBrief criterion={criterion} onChange={onChange} />
      <Button variant="quiet" size="s" icon={<Trash2 aria-hidden="true" />} onClick={onRemove}>
        {t('removeCriterion', { name })}
      </Button>
    </section>
  );
}

function kindOf(value: string): CriterionKind {
  return criterionKinds.find((kind) => kind === value) ?? 'scale';
}

type PartProps = Pick<CriterionFieldsProps, 'criterion' | 'onChange'>;

function Questions({ criterion, onChange }: PartProps) {
  const t = useT('scorecardEditor');
  const { questions } = criterion;
  const withQuestions = (changed: Criterion['questions']) => onChange({ ...criterion, questions: changed });
  return (
    <fieldset className={styles['group']}>
      <legend>{t('questions')}</legend>
      {questions.map((question, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place in the list
        <div key={index} className={styles['entry']}>
          <span className={styles['place']} aria-hidden="true">
            {index + 1}
          </span>
          <LocalTextFields
            listed
            label={t('questionNumber', { number: index + 1 })}
            text={question}
            long
            onChange={(text) => withQuestions(questions.with(index, text))}
          />
          <IconButton
            label={t('removeQuestion', { number: index + 1 })}
            onClick={() => withQuestions(questions.filter((_, at) => at !== index))}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button
        size="s"
        icon={<Plus aria-hidden="true" />}
        disabled={questions.length >= 9}
        onClick={() => withQuestions([...questions, {}])}
      >
        {t('addQuestion')}
      </Button>
    </fieldset>
  );
}

function AskIf({ criterion, others, onChange }: Pick<CriterionFieldsProps, 'criterion' | 'others' | 'onChange'>) {
  const t = useT('scorecardEditor');
  const { askIf = [], ...rest } = criterion;
  return (
    <fieldset className={styles['group']}>
      <legend>{t('askIf')}</legend>
      <p className={styles['hint']}>{t(askIf.length === 0 ? 'askAlways' : 'askIfHint')}</p>
      <ConditionFields
        conditions={askIf}
        criteria={others}
        onChange={(conditions) => onChange(conditions.length === 0 ? rest : { ...criterion, askIf: [...conditions] })}
      />
    </fieldset>
  );
}

const topics = ['whyCall', 'pain', 'today', 'success', 'decision', 'date'] as const;

/** Where the AE finds the answer, and what they need of it. */
function InBrief({ criterion, onChange }: PartProps) {
  const t = useT('scorecardEditor');
  const { topic = 'whyCall', role, ...rest } = criterion;
  return (
    <fieldset className={styles['group']}>
      <legend>{t('brief.title')}</legend>
      <Field label={t('brief.topic')}>
        {(control) => (
          <Select
            {...control}
            value={topic}
            options={topics.map((value) => ({ value, label: t(`brief.topics.${value}`) }))}
            onChange={(event) => {
              const chosen = topics.find((each) => each === event.currentTarget.value);
              if (chosen !== undefined) onChange({ ...criterion, topic: chosen });
            }}
          />
        )}
      </Field>
      <LocalTextFields
        label={t('forAe')}
        text={criterion.forAe ?? {}}
        onChange={(text) => {
          const { forAe: _, ...others } = criterion;
          const forAe = orNone(text);
          onChange(forAe === undefined ? others : { ...others, forAe });
        }}
      />
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={role === 'goal'}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? { ...criterion, role: 'goal' }
                : { ...rest, ...(criterion.topic === undefined ? {} : { topic }) },
            )
          }
        />
        {t('brief.goal')}
      </label>
    </fieldset>
  );
}

function Counting({ criterion, onChange }: PartProps) {
  const t = useT('scorecardEditor');
  const { gate, staleAfterDays, effort = 'normal', stage = 'coldCall' } = criterion;
  return (
    <fieldset className={styles['group']}>
      <legend>{t('counting')}</legend>
      <div className={styles['pair']}>
        <NumberField
          label={t('weight')}
          hint={t('weightHint')}
          value={criterion.weight}
          min={0}
          max={1_000_000}
          onChange={(weight) => weight !== undefined && onChange({ ...criterion, weight })}
        />
        <Percent label={t('prior')} level={criterion.prior} onChange={(prior) => onChange({ ...criterion, prior })} />
        <NumberField
          label={t('gate')}
          hint={t('gateHint')}
          value={gate === undefined ? undefined : Math.round(gate.minLevel * 1000) / 10}
          min={0}
          max={100}
          optional
          onChange={(percent) => {
            const { gate: _, ...rest } = criterion;
            onChange(percent === undefined ? rest : { ...rest, gate: { minLevel: percent / 100 } });
          }}
        />
        <NumberField
          label={t('stale')}
          hint={t('staleHint')}
          value={staleAfterDays}
          min={1}
          max={3650}
          optional
          onChange={(days) => {
            const { staleAfterDays: _, ...rest } = criterion;
            onChange(days === undefined ? rest : { ...rest, staleAfterDays: Math.round(days) });
          }}
        />
        <Field label={t('effort')}>
          {(control) => (
            <Select
              {...control}
              value={effort}
              options={(['easy', 'normal', 'delicate'] as const).map((each) => ({
                value: each,
                label: t(`efforts.${each}`),
              }))}
              onChange={(event) => {
                const { value } = event.currentTarget;
                onChange({ ...criterion, effort: value === 'easy' || value === 'delicate' ? value : 'normal' });
              }}
            />
          )}
        </Field>
        <Field label={t('stage')}>
          {(control) => (
            <Select
              {...control}
              value={stage}
              options={(['coldCall', 'later'] as const).map((each) => ({ value: each, label: t(`stages.${each}`) }))}
              onChange={(event) =>
                onChange({ ...criterion, stage: event.currentTarget.value === 'later' ? 'later' : 'coldCall' })
              }
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}
