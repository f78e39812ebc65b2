import { Handshake } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { standingAnswer } from '../../lib/handoff/answer-figures';
import { ask } from '../../lib/messaging/client';
import { type HandoffFilter, handoffFilters, type ListedHandoff } from '../../lib/messaging/views';
import { useHandoffs, useNow } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useT } from '../i18n';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip, type Tone } from '../ui/Chip';
import { EmptyState } from '../ui/EmptyState';
import { Field, Select } from '../ui/Field';
import { PageIntro } from '../ui/PageIntro';
import { Skeleton } from '../ui/Skeleton';
import { AnswerFiguresCard } from './AnswerFiguresCard';
import styles from './HandoffsPage.module.css';
import { knownText, reasonText } from './known-text';

/** So many are shown at first, and as many more each time more are asked for. */
const pageSize = 200;

/** Every handoff with what became of it, and how AEs answer. */
export function HandoffsPage() {
  const t = useT('handoff');
  const now = useNow(60_000);
  const formats = useFormats();
  const [filter, setFilter] = useState<HandoffFilter>('all');
  const [limit, setLimit] = useState(pageSize);
  const { data, error, fetching, pending, refetch } = useHandoffs(filter, limit);
  const shown = data?.handoffs ?? [];
  const total = data?.total ?? 0;
  const list = useRef<HTMLUListElement>(null);
  const goOnAt = useRef<number | null>(null);
  useEffect(() => {
    // The button goes once all are shown: reading goes on with the first that came.
    const at = goOnAt.current;
    if (at === null || shown.length <= at) return;
    goOnAt.current = null;
    list.current?.children[at]?.querySelector('button')?.focus();
  }, [shown.length]);
  return (
    <div className={styles['page']}>
      <PageIntro>{t('list.intro')}</PageIntro>
      {error !== null && <ErrorNote error={error} onRetry={refetch} />}
      {pending && (
        <div role="status" aria-label={t('common:loading')}>
          <Skeleton heightPx={160} />
        </div>
      )}
      {data !== undefined && (
        <>
          {(total > 0 || filter !== 'all') && <AnswerFiguresCard figures={data.figures} />}
          <Card
            title={t('list.count', { count: total, number: formats.number(total) })}
            aside={
              <Field label={t('list.filter')} labelHidden>
                {(control) => (
                  <Select
                    {...control}
                    value={filter}
                    options={handoffFilters.map((value) => ({ value, label: t(`list.${value}`) }))}
                    onChange={({ currentTarget }) => {
                      setFilter(handoffFilters.find((one) => one === currentTarget.value) ?? 'all');
                      setLimit(pageSize);
                    }}
                  />
                )}
              </Field>
            }
          >
            {shown.length === 0 ? (
              <EmptyState icon={<Handshake />} title={t('list.empty')}>
                {t('list.emptyText')}
              </EmptyState>
            ) : (
              <ul className={styles['rows']} ref={list}>
                {shown.map((handoff) => (
                  <li key={handoff.id} className={styles['row']}>
                    <HandoffRow handoff={handoff} now={now} />
                  </li>
                ))}
              </ul>
            )}
            {shown.length < total && (
              <div className={styles['more']}>
                <span>{t('list.shown', { shown: formats.number(shown.length), total: formats.number(total) })}</span>
                <Button
                  busy={fetching}
                  onClick={() => {
                    goOnAt.current = shown.length;
                    setLimit(limit + pageSize);
                  }}
                >
                  {t('list.more', { number: formats.number(Math.min(pageSize, total - shown.length)) })}
                </Button>
              </div>
            )}
          </Card>
        </>
      )}
    </div>
  );
}

function HandoffRow({ handoff, now }: { readonly handoff: ListedHandoff; readonly now: number }) {
  const t = useT('handoff');
  const formats = useFormats();
  const { recordKey, leadName, company, ae, submittedAt, dueAt, state } = handoff;
  const name = leadName.trim() === '' ? t('common:someone') : leadName;
  const answer = standingAnswer(handoff);
  const isLate = state === 'submitted' && dueAt < now;
  const due =
    state === 'submitted' ? t(isLate ? 'list.overdueSince' : 'list.due', { when: formats.moment(dueAt) }) : null;
  const facts = [
    due,
    answer === null ? null : formats.moment(answer.at),
    answer === null ? null : knownText(t, answer, ae),
    answer === null ? null : reasonText(t, answer),
  ].filter((fact) => fact !== null);
  return (
    <>
      <button
        type="button"
        className={styles['lead']}
        aria-label={t('list.openRecord', { name: [name, company].filter(Boolean).join(' ') })}
        onClick={() => void ask('openRecord', { recordKey, newTab: true })}
      >
        <b dir="auto">{name}</b>
        <span dir="auto">{company}</span>
      </button>
      <span className={styles['given']} dir="auto">
        {t('list.given', { ae: ae.name, when: formats.moment(submittedAt) })}
      </span>
      <span className={styles['state']}>
        <Chip tone={isLate ? 'warn' : tones[state]} dot>
          {t(isLate ? 'list.overdue' : state === 'submitted' ? 'list.open' : `list.${state}`)}
        </Chip>
        {facts.length > 0 && <span dir="auto">{facts.join(' · ')}</span>}
      </span>
    </>
  );
}

const tones: Readonly<Record<ListedHandoff['state'], Tone>> = {
  submitted: 'accent',
  accepted: 'good',
  returned: 'warn',
  withdrawn: 'neutral',
};
