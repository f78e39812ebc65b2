import { ask } from '../../lib/messaging/client';
import type { ColleagueView } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';
import { localDayOf, ownTimeZone, startOfLocalDay } from '../../lib/model/time';
import { useOutcomeName } from '../call/use-outcome-name';
import { useColleagues, useNow } from '../data';
import { useFormats, useT } from '../i18n';
import { ClampText } from '../ui/ClampText';
import styles from './Colleagues.module.css';

export interface ColleaguesProps {
  readonly recordKey: RecordKey;
  readonly company: string;
}

/** Who else of this company is known here, and what was said to them: before the same door is knocked at twice. */
export function Colleagues({ recordKey, company }: ColleaguesProps) {
  const t = useT('lead');
  const known = useColleagues(recordKey).data ?? [];
  if (known.length === 0) return null;
  return (
    <section className={styles['colleagues']} aria-labelledby="colleagues">
      <h2 id="colleagues" className={styles['title']}>
        <ClampText text={t('colleagues.title', { company })} lines={1} />
      </h2>
      <CalledToday known={known} />
      <ul className={styles['people']}>
        {known.map((each) => (
          <Colleague key={each.recordKey} colleague={each} />
        ))}
      </ul>
    </section>
  );
}

/** Whoever of the company was called today, by the SDR or a team-mate: said before the next call there. */
function CalledToday({ known }: { readonly known: readonly ColleagueView[] }) {
  const t = useT('lead');
  const formats = useFormats();
  const now = useNow(60_000);
  const zone = ownTimeZone();
  const dayStart = startOfLocalDay(localDayOf(now, zone), zone);
  const [latest] = known
    .map(({ name, last, othersCallAt }) => ({ name, at: Math.max(last?.startedAt ?? 0, othersCallAt ?? 0) }))
    .filter(({ at }) => at >= dayStart)
    .toSorted((a, b) => b.at - a.at);
  if (latest === undefined) return null;
  const name = latest.name.trim() === '' ? t('common:someone') : latest.name;
  return (
    <p className={styles['today']} dir="auto">
      {t('colleagues.calledToday', { name, time: formats.time(latest.at) })}
    </p>
  );
}

function Colleague({ colleague }: { readonly colleague: ColleagueView }) {
  const t = useT('lead');
  const { recordKey, doNotCall, last } = colleague;
  const name = colleague.name.trim() === '' ? t('common:someone') : colleague.name;
  return (
    <li>
      <button
        type="button"
        className={styles['name']}
        dir="auto"
        title={t('colleagues.open', { name })}
        onClick={() => void ask('openRecord', { recordKey, newTab: false })}
      >
        {name}
      </button>
      <span className={styles['said']}>
        {[useLastSaid(colleague), doNotCall ? t('doNotCall') : null].filter(Boolean).join(' · ')}
      </span>
      {last !== null && last.note !== '' && <ClampText text={last.note} lines={2} className={styles['note']} />}
    </li>
  );
}

/** What is known of the last call to somebody, whoever made it. */
function useLastSaid({ last, othersCallAt }: ColleagueView): string {
  const t = useT('lead');
  const outcomeName = useOutcomeName();
  const formats = useFormats();
  if (othersCallAt !== null && othersCallAt > (last?.startedAt ?? 0)) {
    return t('colleagues.byTeammate', { when: formats.moment(othersCallAt) });
  }
  if (last === null) return t('colleagues.notCalled');
  return [outcomeName(last.outcomeId), formats.moment(last.startedAt)].join(' · ');
}
