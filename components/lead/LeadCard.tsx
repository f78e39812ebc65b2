import { Undo2 } from 'lucide-react';
import { CallingLine } from '../call/CallingLine';
import type { CallPermission } from '../call/use-permission';
import { knownText, reasonText } from '../handoff/known-text';
import { type TranslateIn, useLocale, useT } from '../i18n';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { ClampText } from '../ui/ClampText';
import { Skeleton } from '../ui/Skeleton';
import { Colleagues } from './Colleagues';
import styles from './LeadCard.module.css';
import { LeadPast, type LeadPastProps } from './LeadPast';
import { type LeadTimeText, leadTimeText } from './lead-time-text';
import { Opportunities } from './Opportunities';
import { PersonNote } from './PersonNote';
import { PhoneList, type PhoneListProps } from './PhoneList';
import { callsSoFar } from './past';

export interface LeadCardProps {
  readonly lead: ShownLead;
  readonly now: number;
  readonly permissionOf: CallPermission;
  readonly calling: Pick<PhoneListProps, 'onCall' | 'onRestore' | 'callable' | 'lineNumber'>;
  readonly past: Pick<LeadPastProps, 'onUndo' | 'onEdit' | 'onFollowUpDone' | 'shownAtFirst'>;
}

/** Who this is, whether they may be called now, and what happened before. */
export function LeadCard({ lead, now, permissionOf, calling, past }: LeadCardProps) {
  const t = useT('lead');
  const locale = useLocale();
  const { view } = lead;
  const record = view?.record ?? null;
  return (
    <Card aria-label={t('region')} aria-busy={view === undefined}>
      <div className={styles['who']}>
        {lead.isNamed ? (
          <ClampText as="h1" text={lead.name} lines={2} className={styles['name']} />
        ) : (
          <Skeleton width="58%" heightPx={22} />
        )}
        <RoleLine title={record?.title ?? null} company={record?.company ?? null} />
      </div>
      <div className={styles['chips']}>
        {view !== undefined && <DoNotCallChip said={view.doNotCall} crm={record?.doNotCall === true} />}
        {record?.isMql === true && <Chip title={t('mqlTitle')}>{t('mql')}</Chip>}
        {view !== undefined && <TimeChip text={leadTimeText(t, locale, lead.zones, now)} />}
        {record?.status != null && record.status !== '' && <Chip title={t('status')}>{record.status}</Chip>}
        {view !== undefined && <CallsChip count={callsSoFar(view, now)} crmKnown={record?.from === 'crm'} />}
      </div>
      {view !== undefined && <CallingLine view={view} permissionOf={permissionOf} now={now} />}
      {view !== undefined && <BackLine view={view} />}
      {view !== undefined && <PhoneList view={view} {...calling} />}
      {view !== undefined && <Facts view={view} t={t} />}
      <Opportunities record={record} />
      {view !== undefined && (
        <PersonNote key={view.key} recordKey={view.key} leadName={lead.knownName} note={view.personNote ?? ''} />
      )}
      {view !== undefined && <LeadPast view={view} now={now} {...past} />}
      {view !== undefined && record?.company != null && record.company.trim() !== '' && (
        <Colleagues recordKey={view.key} company={record.company} />
      )}
    </Card>
  );
}

/** Why an AE gave the lead back: to have in mind before the next call. */
function BackLine({ view: { handoff } }: { readonly view: NonNullable<ShownLead['view']> }) {
  const t = useT('handoff');
  const answer = handoff?.history.at(-1);
  if (handoff?.state !== 'returned' || answer === undefined) return null;
  const why = reasonText(t, answer) ?? knownText(t, answer, handoff.ae);
  return (
    <p className={styles['back']} role="note" dir="auto">
      <Undo2 aria-hidden="true" />
      <span>
        <b>{t('back.line', { ae: handoff.ae.name })}</b>
        {why !== null && ` · ${why}`}
      </span>
    </p>
  );
}

function RoleLine({ title, company }: { readonly title: string | null; readonly company: string | null }) {
  const parts = [title, company].filter((part): part is string => part !== null && part.trim() !== '');
  if (parts.length === 0) return null;
  return (
    <div className={styles['role']}>
      <ClampText text={parts.join(' · ')} lines={2} />
    </div>
  );
}

function TimeChip({ text }: { readonly text: LeadTimeText }) {
  return (
    <Chip tone={text.tone} dot={text.tone !== 'neutral'} title={text.basis}>
      {text.text}
    </Chip>
  );
}

/** That nobody called yet can only be said where the CRM was asked. */
function CallsChip({ count, crmKnown }: { readonly count: number; readonly crmKnown: boolean }) {
  const t = useT('lead');
  return <Chip>{count === 0 && !crmKnown ? t('noCallKnown') : t('attempts', { count })}</Chip>;
}

function DoNotCallChip({ said, crm }: { readonly said: boolean; readonly crm: boolean }) {
  const t = useT('lead');
  if (!said && !crm) return null;
  return (
    <Chip tone="stop" dot>
      {t('doNotCall')}
    </Chip>
  );
}

function Facts({ view, t }: { view: NonNullable<ShownLead['view']>; t: TranslateIn<'lead'> }) {
  const { record } = view;
  const facts = [
    [t('owner'), record?.owner?.name ?? null],
    [t('source'), record?.source ?? null],
  ] as const;
  const known = facts.filter(([, value]) => value !== null && value.trim() !== '');
  if (known.length === 0) return null;
  return (
    <dl className={styles['facts']} aria-label={t('facts')}>
      {known.map(([label, value]) => (
        <div key={label} className={styles['fact']}>
          <dt>{label}</dt>
          <dd dir="auto" title={value ?? undefined}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
