import { type FormEvent, useState } from 'react';
import { type ReadReply, rowOrder, type StudyRequest } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Field, Select } from '../ui/Field';
import styles from './LearningPage.module.css';

export interface SetupFormProps {
  readonly read: ReadReply;
  readonly busy: boolean;
  readonly onLearn: (request: StudyRequest) => void;
}

const none = '';

/** Which column is the outcome, what counts as success, what tells the order, and which columns to learn from. */
export function SetupForm({ read, busy, onLearn }: SetupFormProps) {
  const t = useT('learning');
  const formats = useFormats();
  const first = read.guessedOutcome ?? read.columns[0]?.name ?? '';
  const [outcome, setOutcome] = useState(first);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [order, setOrder] = useState(none);
  const [compare, setCompare] = useState(none);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const column = read.columns.find(({ name }) => name === outcome);
  const positive = chosen[outcome] ?? column?.guessedPositive ?? '';
  const others = read.columns.filter(({ name }) => name !== outcome);
  const learnable = others.filter(({ name }) => name !== order && name !== compare);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    onLearn({
      outcome,
      positive,
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
  const values = column?.values ?? [];
  return (
    <Card title={t('setup.title')}>
      <form className={styles['form']} onSubmit={submit}>
        <div className={styles['fields']}>
          <Field label={t('setup.outcome')} hint={t('setup.outcomeHint')}>
            {(control) => (
              <Select
                {...control}
                value={outcome}
                onChange={(event) => setOutcome(event.target.value)}
                options={read.columns.map(({ name }) => ({ value: name, label: name }))}
              />
            )}
          </Field>
          <Field label={t('setup.positive')}>
            {(control) => (
              <Select
                {...control}
                value={positive}
                onChange={(event) => setChosen({ ...chosen, [outcome]: event.target.value })}
                options={
                  values.length === 0
                    ? [{ value: '', label: t('setup.noValue') }]
                    : values.map(({ text, leads }) => ({
                        value: text,
                        label: t('setup.positiveOption', { value: text, leads: formats.number(leads) }),
                      }))
                }
              />
            )}
          </Field>
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
