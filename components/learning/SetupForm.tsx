import { type FormEvent, useState } from 'react';
import { type ReadReply, rowOrder, type StudyRequest } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Field, Select, TextInput } from '../ui/Field';
import styles from './LearningPage.module.css';
import { type Meaning, OutcomeValues } from './OutcomeValues';
import type { FixedSetup } from './use-own-leads';

export interface SetupFormProps {
  readonly read: ReadReply;
  /** What is settled already, because the rows were made here. */
  readonly fixed: FixedSetup | null;
  readonly busy: boolean;
  readonly onLearn: (request: StudyRequest) => void;
}

const none = '';
/** Columns with more values are no outcomes a person would sort one by one: one value is chosen as success. */
const mostSorted = 15;
const mostDays = 3650;

/** Which column is the outcome, what counts as success, what tells the order, and which columns to learn from. */
export function SetupForm({ read, fixed, busy, onLearn }: SetupFormProps) {
  const t = useT('learning');
  const formats = useFormats();
  const [outcome, setOutcome] = useState(fixed?.outcome ?? read.guessedOutcome ?? read.columns[0]?.name ?? '');
  const [meant, setMeant] = useState<Readonly<Record<string, Meaning>>>({});
  const [order, setOrder] = useState(fixed === null ? none : rowOrder);
  const [compare, setCompare] = useState(fixed?.compare ?? none);
  const [days, setDays] = useState('');
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const column = read.columns.find(({ name }) => name === outcome);
  const others = read.columns.filter(({ name }) => name !== outcome);
  const learnable = others.filter(({ name }) => name !== order && name !== compare);
  const orderIsDate = read.columns.some(({ name, isDate }) => name === order && isDate);
  const meaningOf = (value: string): Meaning => {
    const guessed = column?.guessedUndecided.includes(value) ? 'open' : 'failure';
    return (
      (Object.hasOwn(meant, value) ? meant[value] : undefined) ??
      (value === column?.guessedPositive ? 'success' : guessed)
    );
  };
  const sorted = (column?.values.length ?? 0) <= mostSorted;
  const valuesOf = (meaning: Meaning) =>
    (column?.values ?? []).map(({ text }) => text).filter((text) => meaningOf(text) === meaning);
  const chooseOutcome = (name: string) => {
    setOutcome(name);
    setMeant({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    onLearn({
      outcome,
      positives: [...(fixed?.positives ?? valuesOf('success'))],
      undecided: valuesOf('open'),
      minAgeDays: orderIsDate ? daysIn(days) : 0,
      leaveOut: [...leftOut],
      order: order === none ? null : order,
      compare: compare === none ? null : compare,
    });
  };
  const toggle = (name: string) => {
    const next = new Set(leftOut);
    if (!next.delete(name)) next.add(name);
    setLeftOut(next);
  };
  return (
    <Card title={t('setup.title')}>
      <form className={styles['form']} onSubmit={submit}>
        <div className={styles['fields']}>
          {fixed === null && (
            <Field label={t('setup.outcome')} hint={t('setup.outcomeHint')}>
              {(control) => (
                <Select
                  {...control}
                  value={outcome}
                  onChange={(event) => chooseOutcome(event.target.value)}
                  options={read.columns.map(({ name }) => ({ value: name, label: name }))}
                />
              )}
            </Field>
          )}
          {fixed === null && !sorted && column !== undefined && (
            <Field label={t('setup.positive')}>
              {(control) => (
                <Select
                  {...control}
                  value={valuesOf('success')[0] ?? ''}
                  onChange={({ target }) =>
                    setMeant({ [column.guessedPositive ?? '']: 'failure', [target.value]: 'success' })
                  }
                  options={column.values.map(({ text, leads }) => ({
                    value: text,
                    label: t('setup.positiveOption', { value: text, leads: formats.number(leads) }),
                  }))}
                />
              )}
            </Field>
          )}
          <Field label={t('setup.order')} hint={t('setup.orderHint')}>
            {(control) => (
              <Select
                {...control}
                value={order}
                onChange={(event) => setOrder(event.target.value)}
                options={[
                  { value: none, label: t('setup.orderNone') },
                  { value: rowOrder, label: t('setup.orderRows') },
                  ...others.filter(({ canOrder }) => canOrder).map(({ name }) => ({ value: name, label: name })),
                ]}
              />
            )}
          </Field>
          {orderIsDate && (
            <Field label={t('setup.age')} hint={t('setup.ageHint')}>
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="numeric"
                  value={days}
                  onChange={({ target }) => setDays(target.value.replace(/\D/g, '').slice(0, 4))}
                />
              )}
            </Field>
          )}
          <Field label={t('setup.compare')} hint={t('setup.compareHint')}>
            {(control) => (
              <Select
                {...control}
                value={compare}
                onChange={(event) => setCompare(event.target.value)}
                options={[
                  { value: none, label: t('setup.compareNone') },
                  ...others.filter(({ isNumber }) => isNumber).map(({ name }) => ({ value: name, label: name })),
                ]}
              />
            )}
          </Field>
        </div>
        {fixed === null && sorted && column !== undefined && (
          <OutcomeValues
            column={column}
            meaningOf={meaningOf}
            onChange={(value, meaning) => setMeant({ ...meant, [value]: meaning })}
          />
        )}
        <details className={styles['details']}>
          <summary>
            {t('setup.columns', {
              used: formats.number(learnable.filter(({ name }) => !leftOut.has(name)).length),
              all: formats.number(others.length),
            })}
          </summary>
          <p className={styles['hint']}>{t('setup.columnsHint')}</p>
          <ul className={styles['columns']}>
            {learnable.slice(0, shownColumns).map(({ name }) => (
              <li key={name}>
                <label>
                  <input type="checkbox" checked={!leftOut.has(name)} onChange={() => toggle(name)} /> {name}
                </label>
              </li>
            ))}
          </ul>
        </details>
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {t('setup.learn')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** More check boxes than this are no help; the most telling columns can still be left out from the warnings. */
const shownColumns = 500;

function daysIn(text: string): number {
  return text === '' ? 0 : Math.min(mostDays, Number(text));
}
