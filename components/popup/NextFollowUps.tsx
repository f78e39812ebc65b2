import { useCallback, useEffect } from 'react';
import { ask } from '../../lib/messaging/client';
import type { RecordKey } from '../../lib/model/record';
import type { ProgressSnapshot } from '../../lib/progress/progress';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { followUpTime } from '../progress/follow-up-time';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import styles from './NextFollowUps.module.css';

/** The follow-ups due next; a click or its digit opens the record. */
export function NextFollowUps({ snapshot, now }: { readonly snapshot: ProgressSnapshot; readonly now: number }) {
  const t = useT('progress');
  const formats = useFormats();
  const followUps = snapshot.nextFollowUps;
  const open = useCallback((recordKey: RecordKey) => {
    void ask('openRecord', { recordKey, newTab: true }).then((reply) => {
      if (reply.ok) window.close();
    });
  }, []);
  useDigitKeys((digit) => {
    const followUp = followUps[digit - 1];
    if (followUp !== undefined) open(followUp.recordKey);
  });
  if (followUps.length === 0) return null;
  return (
    <section aria-labelledby="next-follow-ups" className={styles['section']}>
      <h2 id="next-follow-ups" className={styles['title']}>
        {t('followUps.title')}
      </h2>
      <ul className={styles['list']}>
        {followUps.map((followUp, index) => {
          const time = followUpTime(t, formats, followUp, now, snapshot.timeZone);
          const lead = followUp.leadName || t('common:someone');
          const name = followUp.person ?? lead;
          const via = followUp.person === undefined ? null : t('followUps.namedBy', { lead });
          const details = [via, followUp.company, time.theirs].filter((detail) => detail !== null && detail !== '');
          return (
            <li key={`${followUp.recordKey} ${followUp.dueAt}`}>
              <Button
                variant="quiet"
                wide
                className={styles['row']}
                kbd={String(index + 1)}
                aria-keyshortcuts={String(index + 1)}
                icon={
                  <Chip tone={time.tone} title={time.full}>
                    {time.label}
                  </Chip>
                }
                onClick={() => open(followUp.recordKey)}
              >
                {/* A name written from right to left begins at the same edge as the others. */}
                <span className={styles['name']} title={name}>
                  <span dir="auto">{name}</span>
                </span>
                {details.length > 0 && (
                  <span className={styles['details']} title={details.join(' · ')}>
                    <span dir="auto">{details.join(' · ')}</span>
                  </span>
                )}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Calls back with a digit 1 to 9 pressed by itself; never with one typed into a field or composed by an input method. */
function useDigitKeys(onDigit: (digit: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]')) {
        return;
      }
      if (/^[1-9]$/.test(event.key)) onDigit(Number(event.key));
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onDigit]);
}
