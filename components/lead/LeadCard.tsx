import { Undo2 } from 'lucide-react';
import { findOutcome } from '../../lib/calls/outcomes';
import type { Locale } from '../../lib/model/schemas';
import { CallingLine } from '../call/CallingLine';
import { useOutcomeName } from '../call/use-outcome-name';
import type { CallPermission } from '../call/use-permission';
import { knownText, reasonText } from '../handoff/known-text';
import { isWithAe } from '../handoff/standing';
import { formatMoment, type TranslateIn, useLocale, useT } from '../i18n';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { ClampText } from '../ui/ClampText';
import { FoldLine } from '../ui/FoldLine';
import { Skeleton } from '../ui/Skeleton';
import { Colleagues } from './Colleagues';
import styles from './LeadCard.module.css';
import { LeadPast, type LeadPastProps } from './LeadPast';
import { type LeadTimeText, leadTimeText } from './lead-time-text';
import { NamedPeople } from './NamedPeople';
import { Opportunities } from './Opportunities';
import { PersonNote } from './PersonNote';
import { PhoneList, type PhoneListProps } from './PhoneList';
import { latestCall, type PastItem, pastOf } from './past';

export interface LeadCardProps {
  readonly lead: ShownLead;
  readonly now: number;
  readonly permissionOf: CallPermission;
  readonly calling: Pick<PhoneListProps, 'onCall' | 'onRestore' | 'callable' | 'lineNumber'>;
  readonly past: Pick<LeadPastProps, 'onUndo' | 'onEdit' | 'onFollowUpDone'>;
  /** They are on the line: who they are and one line of the rest is enough, so that score and question are in sight. */
  readonly folded: boolean;
}

/** Who this is, whether they may be called now, and what happened before. */
export function LeadCard(props: LeadCardProps) {
  const { lead, now, folded } = props;
  const t = useT('lead');
  const locale = useLocale();
  const { view } = lead;
  const record = view?.record ?? null;
  return (
    <Card aria-label={t('region')} aria-busy={view === undefined}>
      <div key={lead.key} className={styles['who']}>
        {lead.isNamed ? (
          <ClampText as="h1" text={lead.name} lines={2} className={styles['name']} />
        ) : (
          <Skeleton width="58%" heightPx={22} />
        )}
        <RoleLine title={record?.title ?? null} company={record?.company ?? null} />
      </div>
      <div className={styles['chips']}>
        {view !== undefined && <DoNotCallChip said={view.doNotCall} crm={record?.doNotCall === true} />}
        {view !== undefined && <StandingChip view={view} />}
        {!folded && record?.isMql === true && <Chip title={t('mqlTitle')}>{t('mql')}</Chip>}
        {view !== undefined && <TimeChip text={leadTimeText(t, locale, lead.zones, now)} />}
        {!folded && record?.status != null && record.status !== '' && <Chip title={t('status')}>{record.status}</Chip>}
      </div>
      {view !== undefined && (folded ? <Folded {...props} view={view} /> : <Rest {...props} view={view} />)}
    </Card>
  );
}

type PartProps = LeadCardProps & { readonly view: NonNullable<ShownLead['view']> };

/** What to have in mind while they talk; the rest behind one line. */
function Folded(props: PartProps) {
  const { view, lead, now } = props;
  const t = useT('lead');
  const outcomeName = useOutcomeName();
  const locale = useLocale();
  const [latest] = pastOf(view, now);
  return (
    <>
      <BackLine view={view} />
      {view.personNote !== undefined && view.personNote !== '' && <PersonNoteOf lead={lead} view={view} />}
      <FoldLine
        title={t('past.title')}
        text={latest === undefined ? t('attempts', { count: 0 }) : latestLine(latest, locale, outcomeName)}
      >
        <Rest {...props} />
      </FoldLine>
    </>
  );
}

function latestLine(item: PastItem, locale: Locale, outcomeName: (id: string) => string): string {
  const [what, more] =
    item.kind === 'call'
      ? [outcomeName(item.call.outcomeId), item.call.note]
      : [item.activity.subject, item.activity.body];
  return [what, more.replaceAll(/\s+/g, ' '), formatMoment(locale, item.at)]
    .filter((part) => part.trim() !== '')
    .join(' · ');
}

function Rest({ lead, view, now, permissionOf, calling, past, folded }: PartProps) {
  const t = useT('lead');
  const { record } = view;
  return (
    <>
      <CallingLine view={view} permissionOf={permissionOf} now={now} />
      {!folded && <BackLine view={view} />}
      <PhoneList view={view} {...calling} />
      <NamedPeople key={view.key} view={view} />
      <Facts view={view} t={t} />
      <Opportunities record={record} />
      {(!folded || (view.personNote ?? '') === '') && <PersonNoteOf lead={lead} view={view} />}
      <LeadPast view={view} now={now} {...past} />
      {record?.company != null && record.company.trim() !== '' && (
        <Colleagues recordKey={view.key} company={record.company} />
      )}
    </>
  );
}

function PersonNoteOf({ lead, view }: Pick<PartProps, 'lead' | 'view'>) {
  return <PersonNote key={view.key} recordKey={view.key} leadName={lead.knownName} note={view.personNote ?? ''} />;
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

/** Whose the lead is after a handoff, or what ended the work on it. */
function StandingChip({ view }: { readonly view: NonNullable<ShownLead['view']> }) {
  const t = useT('handoff');
  const outcomeName = useOutcomeName();
  const { handoff } = view;
  if (handoff !== null && isWithAe(view)) {
    return (
      <Chip tone={handoff.state === 'accepted' ? 'good' : 'accent'} dot>
        {t(`state.${handoff.state}`, { ae: handoff.ae.name })}
      </Chip>
    );
  }
  const last = latestCall(view);
  const ends = last === undefined ? undefined : findOutcome(last.outcomeId)?.ends;
  if (last === undefined || (ends !== 'contact' && ends !== 'lead')) return null;
  return (
    <Chip dot title={t(`call:panel.ends.${ends}`)}>
      {outcomeName(last.outcomeId)}
    </Chip>
  );
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
