import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n';
import { nameInSentence } from '../lead/name-in-sentence';
import { Obstacle, problemOf } from '../sidebar/Notices';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { IconButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { AePicker } from './AePicker';
import { BriefEditor } from './BriefEditor';
import { HandoffGiven } from './HandoffGiven';
import styles from './HandoffPanel.module.css';
import { HandoffPlan } from './HandoffPlan';
import { HandoffState } from './HandoffState';
import { ReadinessList } from './ReadinessList';
import type { Handover } from './use-handover';

export interface HandoffPanelProps {
  readonly lead: ShownLead;
  readonly handover: Handover;
  readonly now: number;
  readonly onClose: () => void;
}

/** Without a connection the plan says so; and where nobody can be chosen for the same reason, the choice does. */
function isObstacleShown({ view }: ShownLead, { aes }: Handover, given: boolean): boolean {
  if (view?.connection == null) return false;
  if (given) return true;
  const isNobodyThere = (aes.data?.aes ?? []).length === 0;
  const said = isNobodyThere && aes.error?.kind === 'crm' ? aes.error.problem.kind : null;
  return !aes.pending && (said === null || said !== problemOf(view)?.kind);
}

/** The handoff: what the rules say, who takes over, the brief, and what will be written. */
export function HandoffPanel({ lead, handover, now, onClose }: HandoffPanelProps) {
  const t = useT('handoff');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { view } = lead;
  if (view === undefined) return null;
  const { handoff, readiness } = view;
  const given = handoff !== null && (handoff.state === 'submitted' || handoff.state === 'accepted');
  const met = readiness.clauses.filter((clause) => clause.state === 'met').length;
  return (
    <div className={styles['panel']}>
      <div className={styles['head']}>
        <IconButton label={t('panel.close')} onClick={onClose}>
          <ArrowLeft aria-hidden="true" />
        </IconButton>
        <h1 ref={title} tabIndex={-1} className={styles['title']} title={lead.name} dir="auto">
          {t(given ? 'panel.titleGiven' : 'panel.title', { lead: nameInSentence(lead.name) })}
        </h1>
      </div>
      {isObstacleShown(lead, handover, given) && <Obstacle lead={lead} />}
      {handoff !== null && <HandoffState handoff={handoff} connected={view.connection !== null} now={now} />}
      {handoff !== null && given ? (
        <HandoffGiven handoff={handoff} now={now} />
      ) : (
        <>
          <Card
            title={readiness.ready ? t('panel.readyTitle') : t('panel.notReadyTitle')}
            aside={
              <Chip tone={readiness.ready ? 'good' : 'warn'} dot>
                {t('teaser.rules', { met, total: readiness.clauses.length })}
              </Chip>
            }
          >
            <ReadinessList clauses={readiness.clauses} />
          </Card>
          <Card aria-label={t('ae.label')}>
            <AePicker lead={lead} handover={handover} />
          </Card>
          <BriefEditor handover={handover} />
          <HandoffPlan lead={lead} handover={handover} />
        </>
      )}
    </div>
  );
}
