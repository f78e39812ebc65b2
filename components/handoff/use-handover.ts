import { useRef } from 'react';
import type { AccountExecutive, BriefSection } from '../../lib/handoff/handoff';
import type { AppError } from '../../lib/messaging/app-error';
import type { HandoffPreview } from '../../lib/messaging/views';
import { orgOfKey, type RecordKey } from '../../lib/model/record';
import { type Loaded, useAes, useCommand, useHandoffPreview } from '../data';
import { clauseText, errorText, useT } from '../i18n';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { preparedCommand, useWork, useWorkspaceStore } from '../sidebar/workspace';
import { isNobodyPrescribed } from './PrescribedMissing';

type Heading = BriefSection['heading'];

/** The handoff in preparation. */
export interface Handover {
  readonly aes: ReturnType<typeof useAes>;
  readonly ae: AccountExecutive | null;
  readonly preview: Loaded<HandoffPreview>;
  /** The brief with the SDR's own words over the draft. */
  readonly sections: readonly BriefSection[];
  readonly chooseAe: (aeId: string) => void;
  readonly edit: (heading: Heading, body: string) => void;
  /** Why it cannot be handed over yet, as a sentence; null where it can. */
  readonly obstacle: string | null;
  readonly submit: () => void;
  readonly pending: boolean;
  readonly error: AppError | null;
}

/** Prepares and submits the handoff of the lead shown. `open` false asks for nothing. */
export function useHandover(lead: ShownLead | null | undefined, open: boolean): Handover {
  const store = useWorkspaceStore();
  const t = useT('handoff');
  const key = lead?.key ?? null;
  const command = useCommand('handOver', key);
  const busy = useRef(new Set<RecordKey>());
  const work = useWork(key);
  const aes = useAes(open && key !== null ? orgOfKey(key) : null);
  const list = aes.data?.aes ?? [];
  const only = list.length === 1 ? list[0] : undefined;
  const ae = list.find((each) => each.id === work.aeId) ?? only ?? null;
  const preview = useHandoffPreview(open ? key : null, open ? (ae?.id ?? null) : null);
  const sections = withOwnWords(preview.data?.brief ?? [], work.brief);
  const obstacle = obstacleOf();

  function obstacleOf(): string | null {
    if (lead?.view === undefined) return '';
    const { readiness } = lead.view;
    const open = readiness.clauses.filter((clause) => clause.required && clause.state !== 'met');
    if (!readiness.ready) return t('notReady', { what: open.map((clause) => clauseText(t, clause)).join(' · ') });
    if (ae === null) return isNobodyPrescribed(aes.data?.receivers) ? t('prescribed.obstacle') : t('chooseAe');
    return preview.data === undefined ? t('plan.loading') : null;
  }

  const submit = async () => {
    const { change, say } = store.getState();
    if (key === null || busy.current.has(key)) return;
    if (obstacle !== null || ae === null || preview.data === undefined) {
      say(obstacle ?? '');
      return;
    }
    busy.current.add(key);
    const handoffCommand = preparedCommand(work.handoffCommand, Date.now());
    change(key, () => ({ handoffCommand }));
    const reply = await command.run({
      commandId: handoffCommand.id,
      recordKey: key,
      aeId: ae.id,
      brief: sections.filter((section) => section.body.trim() !== ''),
      taskSubject: preview.data.taskSubject,
      statusValue: preview.data.plan?.statusValue ?? null,
      at: Date.now(),
    });
    busy.current.delete(key);
    if (!reply.ok) {
      say(t('announce.failed', { error: errorText(t, reply.error).title }));
      return;
    }
    change(key, () => ({ handoffCommand: null, brief: {}, aeId: null }));
    // The call it rests on is no longer what Z takes back.
    if (store.getState().logged?.call.recordKey === key) store.getState().setLogged(null);
    say(t('announce.done', { ae: ae.name }));
  };

  return {
    aes,
    ae,
    preview,
    sections,
    chooseAe: (aeId) => {
      // Another AE is another handoff: an id already sent for one must not stand for the other.
      if (key !== null) store.getState().change(key, () => ({ aeId, handoffCommand: null }));
    },
    edit: (heading, body) => {
      if (key !== null) store.getState().change(key, ({ brief }) => ({ brief: { ...brief, [heading]: body } }));
    },
    obstacle,
    submit: () => void submit(),
    pending: command.pending,
    error: command.error,
  };
}

/** The drafted brief, each section in the SDR's own words where they changed it. */
export function withOwnWords(
  drafted: readonly BriefSection[],
  own: Readonly<Partial<Record<string, string>>>,
): readonly BriefSection[] {
  return drafted.map((section) => ({ ...section, body: own[section.heading] ?? section.body }));
}
