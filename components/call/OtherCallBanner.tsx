import type { RunningCall } from '../../lib/calls/call';
import { useNow } from '../data';
import { useFormats, useT } from '../i18n';
import { nameInSentence } from '../lead/name-in-sentence';
import { hintOf } from '../sidebar/keymap';
import { Button } from '../ui/Button';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import styles from './OtherCallBanner.module.css';

export interface OtherCallBannerProps {
  readonly running: RunningCall;
  /** Whose page this is, or null where it is no record. */
  readonly here: string | null;
  readonly onJump: () => void;
}

/** Says that the call belongs to another lead than the one on screen, and goes back to it. */
export function OtherCallBanner({ running, here, onJump }: OtherCallBannerProps) {
  const t = useT('call');
  const formats = useFormats();
  const now = useNow(500);
  const { startedAt, endedAt } = running;
  const whole = running.leadName || t('common:someone');
  const lead = nameInSentence(whole);
  return (
    <section className={styles['banner']} aria-label={t('otherCallRegion')} data-ended={endedAt !== null || undefined}>
      <div className={styles['head']}>
        <p className={styles['title']} title={whole} dir="auto">
          {endedAt === null
            ? `${t('otherCall', { lead })} ${formats.duration(Math.max(0, now - startedAt))}`
            : t('otherCallEnded', { lead })}
        </p>
        <Button size="s" kbd={hintOf('jumpToCall')} aria-keyshortcuts="J" onClick={onJump}>
          {t('back')}
          <VisuallyHidden> {whole}</VisuallyHidden>
        </Button>
      </div>
      <p className={styles['where']} dir="auto">
        {here === null ? t('otherCallNoRecord', { lead }) : t('otherCallHere', { here: nameInSentence(here), lead })}
      </p>
    </section>
  );
}
