import { useMemo } from 'react';
import { suggestFollowUps } from '../../lib/calls/follow-up';
import { followUpAfterReturn } from '../../lib/handoff/after-return';
import type { StateChange } from '../../lib/handoff/handoff';
import { minuteMs, ownTimeZone } from '../../lib/model/time';
import { followUpLabel } from '../call/follow-up-label';
import { useCommand, useProgress } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useLocale, useT } from '../i18n';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { useWorkspaceStore } from '../sidebar/workspace';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import styles from './AnswerForm.module.css';

interface TakeUpAgainProps {
  readonly lead: ShownLead;
  readonly now: number;
}

/** When to call a returned lead again, by why it came back; one press sets the follow-up. Nothing where one is set already. */
export function TakeUpAgain({ lead, now }: TakeUpAgainProps) {
  const { view } = lead;
  const handoff = view?.handoff ?? null;
  if (view === undefined || handoff?.state !== 'returned' || view.nextFollowUp !== null || view.doNotCall) return null;
  return <Days lead={lead} now={now} answer={handoff.history.at(-1)} />;
}

function Days({ lead, now, answer }: TakeUpAgainProps & { readonly answer: StateChange | undefined }) {
  const t = useT('handoff');
  const locale = useLocale();
  const formats = useFormats();
  const store = useWorkspaceStore();
  const plan = useCommand('planFollowUp', lead.key);
  const workingTime = useProgress()?.workingTime;
  const { zones } = lead.zones;
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const reasonId = answer?.reasonId ?? null;
  const suggestions = useMemo(
    () =>
      workingTime === undefined
        ? []
        : suggestFollowUps({
            ...{ outcome: { followUp: followUpAfterReturn(reasonId) }, now: minute, zones },
            ...{ ownZone: ownTimeZone(), workingTime, triedAt: [] },
          }),
    [reasonId, minute, zones, workingTime],
  );
  const set = async (dueAt: number, timeZone: string) => {
    const note = answer?.reason ?? '';
    const ask = { recordKey: lead.key, leadName: lead.knownName, dueAt, timeZone, note, at: Date.now() };
    const reply = await plan.run(ask);
    if (reply.ok) store.getState().say(t('back.againLabel', { when: formats.moment(dueAt) }));
  };
  return (
    <Card title={t('back.again')}>
      {suggestions.length === 0 && <p>{t('back.none')}</p>}
      <div className={styles['buttons']}>
        {suggestions.map(({ dueAt, timeZone }) => (
          <Button
            key={dueAt}
            size="s"
            busy={plan.pending}
            aria-label={t('back.againLabel', { when: formats.moment(dueAt, timeZone) })}
            onClick={() => void set(dueAt, timeZone)}
          >
            {followUpLabel(locale, dueAt, timeZone, now)}
          </Button>
        ))}
      </div>
      {plan.error !== null && <ErrorNote error={plan.error} />}
    </Card>
  );
}
