import { Hourglass, Undo2 } from 'lucide-react';
import { returnReason } from '../../lib/handoff/handoff';
import { ask } from '../../lib/messaging/client';
import type { RecordKey } from '../../lib/model/record';
import type { ProgressSnapshot } from '../../lib/progress/progress';
import { useOverdueAnswers } from '../data/live-values';
import { reasonText } from '../handoff/known-text';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import styles from './NextFollowUps.module.css';
import { showDashboard } from './show-dashboard';

const overdueShown = 3;

/** What AEs gave back, and which answers are overdue; a click opens the lead. */
export function HandoffNews({ snapshot, now }: { readonly snapshot: ProgressSnapshot; readonly now: number }) {
  const t = useT('progress');
  const tHandoff = useT('handoff');
  const formats = useFormats();
  const overdue = useOverdueAnswers(now);
  const { returned = [], returnedCount = 0 } = snapshot.handoffs ?? {};
  const more = returnedCount - returned.length;
  return (
    <>
      {returned.length > 0 && (
        <section aria-labelledby="returned-leads" className={styles['section']}>
          <h2 id="returned-leads" className={styles['title']}>
            {t('returned.title')}
          </h2>
          <ul className={styles['list']}>
            {returned.map(({ recordKey, leadName, aeName: ae, reasonId, note, at }) => {
              const reason = reasonText(tHandoff, { reason: note, reasonId: returnReason.safeParse(reasonId).data });
              return (
                <li key={`${recordKey} ${at}`}>
                  <Row
                    recordKey={recordKey}
                    icon={<Undo2 aria-hidden="true" />}
                    name={leadName || t('common:someone')}
                    details={reason === null ? t('returned.byPlain', { ae }) : t('returned.by', { ae, reason })}
                  />
                </li>
              );
            })}
          </ul>
          {more > 0 && (
            <Button variant="quiet" size="s" onClick={() => showDashboard('handoffs')}>
              {t('returned.more', { count: more })}
            </Button>
          )}
        </section>
      )}
      {overdue.length > 0 && (
        <section aria-labelledby="overdue-answers" className={styles['section']}>
          <h2 id="overdue-answers" className={styles['title']}>
            {t('returned.overdueTitle')}
          </h2>
          <ul className={styles['list']}>
            {overdue.slice(0, overdueShown).map(({ id, recordKey, leadName, aeName: ae, dueAt }) => (
              <li key={id}>
                <Row
                  recordKey={recordKey}
                  icon={<Hourglass aria-hidden="true" />}
                  name={leadName || t('common:someone')}
                  details={t('returned.overdue', { ae, when: formats.weekdayTime(dueAt) })}
                />
              </li>
            ))}
          </ul>
          {overdue.length > overdueShown && (
            <Button variant="quiet" size="s" onClick={() => showDashboard('handoffs')}>
              {t('handoff:figures.all')}
            </Button>
          )}
        </section>
      )}
    </>
  );
}

interface RowProps {
  readonly recordKey: RecordKey;
  readonly icon: React.ReactNode;
  readonly name: string;
  readonly details: string;
}

function Row({ recordKey, icon, name, details }: RowProps) {
  const open = () =>
    void ask('openRecord', { recordKey, newTab: true }).then((reply) => {
      if (reply.ok) window.close();
    });
  return (
    <Button variant="quiet" wide className={styles['row']} icon={icon} onClick={open}>
      <span className={styles['name']} dir="auto" title={name}>
        {name}
      </span>
      <span className={styles['details']} dir="auto" title={details}>
        {details}
      </span>
    </Button>
  );
}
