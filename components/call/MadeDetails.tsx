import { loggedWithinMs } from '../../lib/calls/call';
import { useFormats, useT } from '../i18n';
import { phonesOf } from '../lead/phones';
import { focusIds } from '../sidebar/focus';
import { hintOf } from '../sidebar/keymap';
import type { CallMade } from '../sidebar/workspace';
import { Kbd } from '../ui/Kbd';
import { CallFields } from './CallFields';
import styles from './MadeDetails.module.css';
import type { OutcomeDraft } from './use-outcome';
import type { CallTarget } from './use-target';

export interface MadeDetailsProps {
  readonly target: CallTarget;
  readonly draft: OutcomeDraft;
  readonly now: number;
}

/** Of a call without timer: when it was, how long, who called and on which number. Folded, because mostly it was just now. */
export function MadeDetails({ target, draft, now }: MadeDetailsProps) {
  const t = useT('call');
  const { made, setMade } = draft;
  const shown: CallMade = made ?? { startedAt: now, durationMs: null, direction: 'out', number: null };
  return (
    <details
      className={styles['details']}
      open={draft.madeOpen}
      onToggle={(event) => draft.openMade(event.currentTarget.open)}
    >
      <summary id={focusIds.callDetails} className={styles['summary']} aria-keyshortcuts={hintOf('callDetails')}>
        <Kbd>{hintOf('callDetails')}</Kbd>
        <MadeWords made={made} />
      </summary>
      {draft.madeOpen && (
        <CallFields
          made={shown}
          now={now}
          earliest={now - loggedWithinMs}
          phones={phonesOf(target.view)}
          onChange={setMade}
          timeId={focusIds.callTime}
        />
      )}
      {draft.madeOpen && made === null && <p className={styles['hint']}>{t('made.justNow')}</p>}
    </details>
  );
}

function MadeWords({ made }: { readonly made: CallMade | null }) {
  const t = useT('call');
  const formats = useFormats();
  const facts =
    made === null
      ? [t('made.now')]
      : [
          formats.moment(made.startedAt),
          made.durationMs === null ? null : formats.duration(made.durationMs),
          made.direction === 'in' ? t('fields.in') : null,
          made.number,
        ].filter((fact) => fact !== null);
  return (
    <span>
      {t('made.title')} <span className={styles['facts']}>{facts.join(' · ')}</span>
    </span>
  );
}
