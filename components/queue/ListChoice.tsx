import { useEffect, useRef } from 'react';
import type { LeadList } from '../../lib/crm/lead-list';
import type { QueueRead, QueueSource } from '../../lib/messaging/views';
import { useCommand, useLeadLists, useNow, useQueueSources } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { formatRelative, useLocale, useT } from '../i18n';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { SearchedChoice } from '../ui/SearchedChoice';
import styles from './ListChoice.module.css';

/** The option that stands for the SDR's own leads. */
const ownValue = '';

/** Whom the queue takes from in one org: one's own leads, the list the page shows, or another list of the CRM. */
export function ListChoice({ source }: { readonly source: QueueSource }) {
  const t = useT('queue');
  const crm = source.org.startsWith('hubspot:') ? 'hubspot' : 'salesforce';
  const asked = useLeadLists(source.org);
  const choose = useCommand('chooseLeadList');
  const askAgain = useRef(useQueueSources().refetch);
  // The page at hand may show another list than when this was asked last.
  useEffect(() => askAgain.current(), []);
  const { chosen, own, here } = source;
  const lists = listsOf(asked.data?.lists ?? [], chosen?.list ?? null);
  const shown = here?.list == null ? undefined : lists.find(({ id, alias }) => [id, alias].includes(here.list));
  const take = (list: LeadList | null) => void choose.run({ org: source.org, list });
  const problem = asked.data?.problem ?? null;
  const choice = chosen?.list.id ?? ownValue;
  return (
    <div className={styles['choice']}>
      {shown !== undefined && shown.id !== chosen?.list.id && (
        <Button busy={choose.pending} onClick={() => take(shown)}>
          {t(`source.here.${crm}`, { name: shown.name })}
        </Button>
      )}
      <Field label={t(`source.label.${crm}`)} hint={t('source.hint')}>
        {(control) => (
          <SearchedChoice
            {...control}
            value={choice}
            placeholder={t('source.search')}
            labels={{
              none: t('source.none'),
              more: (count) => t('source.more', { count }),
              found: (count) => t('source.found', { count }),
            }}
            options={[{ value: ownValue, label: t('source.own') }, ...lists.map((list) => optionOf(list, t))]}
            onChange={(id) => id !== choice && take(lists.find((list) => list.id === id) ?? null)}
          />
        )}
      </Field>
      {chosen === null ? (
        <State read={own ?? neverRead} words="ownRead" busy={choose.pending} onAgain={() => take(null)} />
      ) : (
        <State read={chosen} words="read" busy={choose.pending} onAgain={() => take(chosen.list)} />
      )}
      {here !== null && here.list === null && <Banner tone="neutral">{t('source.savedView')}</Banner>}
      {problem !== null && <ErrorNote error={{ kind: 'crm', problem }} onRetry={asked.refetch} />}
      {asked.error !== null && <ErrorNote error={asked.error} onRetry={asked.refetch} />}
      {choose.error !== null && <ErrorNote error={choose.error} />}
    </div>
  );
}

/** The list chosen stays to be seen although the CRM does not tell of it just now. */
function listsOf(lists: readonly LeadList[], chosen: LeadList | null): readonly LeadList[] {
  return chosen === null || lists.some(({ id }) => id === chosen.id) ? lists : [chosen, ...lists];
}

function optionOf({ id, name, size }: LeadList, t: ReturnType<typeof useT<'queue'>>) {
  return { value: id, label: name, ...(size === null ? {} : { detail: t('source.size', { count: size }) }) };
}

const neverRead: QueueRead = { readAt: null, count: 0, isWhole: true, problem: null };

interface StateProps {
  readonly read: QueueRead;
  readonly words: 'ownRead' | 'read';
  readonly busy: boolean;
  readonly onAgain: () => void;
}

/** How many the list holds or the SDR owns, and how old that is. */
function State({ read: { count, readAt, isWhole, problem }, words, busy, onAgain }: StateProps) {
  const t = useT('queue');
  const locale = useLocale();
  const now = useNow(15_000);
  return (
    <>
      <div className={styles['state']}>
        <span role="status">
          {readAt === null
            ? t(busy ? 'page.loading' : 'source.neverRead')
            : t(`source.${words}`, { count, when: formatRelative(locale, readAt, now) })}
          {!isWhole && ` ${t('source.cut', { count })}`}
        </span>
        <Button size="s" busy={busy} onClick={onAgain}>
          {t('source.again')}
        </Button>
      </div>
      {problem !== null &&
        (problem.kind === 'gone' ? (
          <Banner tone="warn">{t('source.gone')}</Banner>
        ) : (
          <ErrorNote error={{ kind: 'crm', problem }} onRetry={onAgain} />
        ))}
    </>
  );
}
