import { ArrowRight } from 'lucide-react';
import type { CrmProblem } from '../../lib/crm/result';
import type { HandoffPreview } from '../../lib/messaging/views';
import { refOfKey } from '../../lib/model/record';
import { ErrorNote } from '../data/ErrorNote';
import { crmProblemText, useFormats, useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { problemOf } from '../sidebar/Notices';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Skeleton } from '../ui/Skeleton';
import styles from './HandoffPlan.module.css';
import type { Handover } from './use-handover';

export interface HandoffPlanProps {
  readonly lead: ShownLead;
  readonly handover: Handover;
}

/** Exactly what will be written to the CRM, and the button that does it. */
export function HandoffPlan({ lead, handover }: HandoffPlanProps) {
  const t = useT('handoff');
  const { ae, preview, obstacle, pending, error, submit } = handover;
  const crm = t(`lead:crm.${refOfKey(lead.key).crm}`);
  return (
    <Card title={t('plan.title', { crm })}>
      {ae !== null && preview.data !== undefined && (
        <PlanLines
          preview={preview.data}
          aeName={ae.name}
          crm={crm}
          connected={lead.view?.connection != null}
          known={lead.view === undefined ? null : problemOf(lead.view)}
        />
      )}
      {preview.pending && <Skeleton heightPx={44} />}
      {preview.error !== null && <ErrorNote error={preview.error} onRetry={preview.refetch} />}
      {obstacle !== null && obstacle !== '' && !preview.pending && <p className={styles['obstacle']}>{obstacle}</p>}
      <Button
        variant="primary"
        wide
        disabled={obstacle !== null}
        busy={pending}
        kbd={hintOf('handOver')}
        aria-keyshortcuts="Control+Enter"
        onClick={submit}
      >
        {pending ? t('sending') : ae === null ? t('submit') : t('submitTo', { ae: ae.name })}
      </Button>
      {error !== null && <ErrorNote error={error} onRetry={submit} />}
    </Card>
  );
}

interface PlanLinesProps {
  readonly preview: HandoffPreview;
  readonly aeName: string;
  readonly crm: string;
  readonly connected: boolean;
  /** What the page says already. */
  readonly known: CrmProblem | null;
}

function PlanLines({ preview, aeName, crm, connected, known }: PlanLinesProps) {
  const t = useT('handoff');
  const formats = useFormats();
  const { plan, planProblem, taskSubject, dueAt } = preview;
  const task = t('plan.task', { subject: taskSubject, ae: aeName, due: formats.moment(dueAt) });
  return (
    <>
      <ul className={styles['lines']}>
        {plan !== null && <Line text={statusLine()} />}
        {plan === null && <Line text={t('plan.later')} />}
        <Line text={ownerLine()} />
        <Line text={task} />
      </ul>
      {!connected && <p className={styles['obstacle']}>{t('plan.notConnected', { crm })}</p>}
      {planProblem !== null && connected && planProblem.kind !== known?.kind && (
        <p className={styles['obstacle']}>{crmProblemText(t, planProblem).title}</p>
      )}
    </>
  );

  function statusLine(): string {
    const { from, to } = plan?.status ?? { from: null, to: null };
    if (to === null || to === from) return t('plan.statusStays');
    return from === null ? t('plan.statusTo', { to }) : t('plan.status', { from, to });
  }

  function ownerLine(): string {
    const from = plan?.owner.from ?? null;
    const to = plan?.owner.to ?? aeName;
    if (from === to) return t('plan.ownerStays', { to });
    return from === null ? t('plan.ownerTo', { to }) : t('plan.owner', { from, to });
  }
}

function Line({ text }: { readonly text: string }) {
  return (
    <li className={styles['line']} dir="auto">
      <ArrowRight className={styles['arrow']} aria-hidden="true" />
      <span>{text}</span>
    </li>
  );
}
