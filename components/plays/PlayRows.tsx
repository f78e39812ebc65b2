import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { type PlayStep, playChannel } from '../../lib/plays/play';
import { useT } from '../i18n';
import { Button, IconButton } from '../ui/Button';
import { Field, Select, TextArea, TextInput } from '../ui/Field';
import { NumberField } from '../ui/NumberField';
import styles from './PlayRows.module.css';
import { nextStepOf, type PairDraft } from './play-form';

interface RowsProps {
  readonly title: string;
  readonly error: string | undefined;
  readonly add: string;
  readonly onAdd: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A list one adds to and takes from. */
function Rows({ title, error, add, onAdd, children }: RowsProps) {
  return (
    <fieldset className={styles['rows']}>
      <legend className={styles['title']}>{title}</legend>
      {children}
      {error !== undefined && (
        <p className={styles['error']} role="alert">
          {error}
        </p>
      )}
      {onAdd !== undefined && (
        <Button size="s" variant="quiet" className={styles['add']} icon={<Plus aria-hidden="true" />} onClick={onAdd}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}

function Remove({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <IconButton label={label} onClick={onRemove}>
      <Trash2 aria-hidden="true" />
    </IconButton>
  );
}

const mostSteps = 30;
const lastDay = 365;
const mostMinutes = 1440;

export interface StepRowsProps {
  readonly steps: readonly PlayStep[];
  readonly error: string | undefined;
  readonly onChange: (steps: readonly PlayStep[]) => void;
}

/** On which day after the start, how, and on the first day how long after it. */
export function StepRows({ steps, error, onChange }: StepRowsProps) {
  const t = useT('plays');
  const change = (id: string, part: Partial<PlayStep>) =>
    onChange(steps.map((step) => (step.id === id ? { ...step, ...part } : step)));
  const channels = playChannel.options.map((value) => ({ value, label: t(`channel.${value}`) }));
  return (
    <Rows
      title={t('page.steps')}
      error={error}
      add={t('page.addStep')}
      onAdd={steps.length < mostSteps ? () => onChange([...steps, nextStepOf(steps)]) : undefined}
    >
      {steps.map((step, index) => (
        <div key={step.id} className={styles['step']}>
          <span className={styles['number']} aria-hidden="true">
            {index + 1}
          </span>
          <NumberField
            label={t('page.day')}
            value={step.day}
            min={0}
            max={lastDay}
            onChange={(day = 0) =>
              change(step.id, { day: Math.round(day), afterMinutes: day === 0 ? step.afterMinutes : 0 })
            }
          />
          <Field label={t('page.channel')}>
            {(control) => (
              <Select
                {...control}
                value={step.channel}
                options={channels}
                onChange={(event) => change(step.id, { channel: playChannel.parse(event.currentTarget.value) })}
              />
            )}
          </Field>
          {step.day === 0 ? (
            <NumberField
              label={t('page.after')}
              value={step.afterMinutes}
              min={0}
              max={mostMinutes}
              onChange={(minutes = 0) => change(step.id, { afterMinutes: Math.round(minutes) })}
            />
          ) : (
            <span />
          )}
          <Remove
            label={t('page.removeStep', { number: index + 1 })}
            onRemove={() => onChange(steps.filter(({ id }) => id !== step.id))}
          />
        </div>
      ))}
    </Rows>
  );
}

export interface LineRowsProps {
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}

/** What to ask, one below the other. */
export function LineRows({ lines, onChange }: LineRowsProps) {
  const t = useT('plays');
  return (
    <Rows
      title={t('page.questions')}
      error={undefined}
      add={t('page.addQuestion')}
      onAdd={lines.length < 20 ? () => onChange([...lines, '']) : undefined}
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place in the list, and its field holds no state of its own
        <div key={index} className={styles['line']}>
          <TextInput
            aria-label={t('page.question', { number: index + 1 })}
            value={line}
            onChange={(event) => onChange(lines.with(index, event.currentTarget.value))}
          />
          <Remove
            label={t('page.removeQuestion', { number: index + 1 })}
            onRemove={() => onChange(lines.toSpliced(index, 1))}
          />
        </div>
      ))}
    </Rows>
  );
}

export interface PairRowsProps {
  readonly kind: 'objections' | 'goals';
  readonly pairs: readonly PairDraft[];
  readonly error: string | undefined;
  readonly onChange: (pairs: readonly PairDraft[]) => void;
}

const mostPairs = { objections: 20, goals: 30 } as const;

/** What one hears, and beside it what to answer or to show. */
export function PairRows({ kind, pairs, error, onChange }: PairRowsProps) {
  const t = useT('plays');
  const change = (index: number, part: Partial<PairDraft>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...part } : pair)));
  return (
    <Rows
      title={t(`page.${kind}`)}
      error={error}
      add={t(`page.pair.${kind}.add`)}
      onAdd={pairs.length < mostPairs[kind] ? () => onChange([...pairs, { heard: '', said: '' }]) : undefined}
    >
      {pairs.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place in the list, and its fields hold no state of their own
        <div key={index} className={styles['pair']}>
          <Field label={t(`page.pair.${kind}.heard`)}>
            {(control) => (
              <TextArea
                {...control}
                value={pair.heard}
                onChange={(event) => change(index, { heard: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t(`page.pair.${kind}.said`)}>
            {(control) => (
              <TextArea
                {...control}
                value={pair.said}
                onChange={(event) => change(index, { said: event.currentTarget.value })}
              />
            )}
          </Field>
          <Remove
            label={t(`page.pair.${kind}.remove`, { number: index + 1 })}
            onRemove={() => onChange(pairs.toSpliced(index, 1))}
          />
        </div>
      ))}
    </Rows>
  );
}
