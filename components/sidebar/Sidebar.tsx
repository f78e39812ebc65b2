import { MousePointerClick } from 'lucide-react';
import { type RefObject, type UIEventHandler, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ask } from '../../lib/messaging/client';
import type { LeadView, QueueSource } from '../../lib/messaging/views';
import { orgOfKey, type RecordKey } from '../../lib/model/record';
import { ownTimeZone } from '../../lib/model/time';
import { CallBar } from '../call/CallBar';
import { EditCallDialog } from '../call/EditCallDialog';
import { LoggedStrip } from '../call/LoggedStrip';
import { OtherCallBanner } from '../call/OtherCallBanner';
import { OutcomePanel } from '../call/OutcomePanel';
import { ReasonPanel } from '../call/ReasonPanel';
import { ReminderLine } from '../call/ReminderLine';
import { UnloggedLine } from '../call/UnloggedLine';
import { useCallControls } from '../call/use-call-controls';
import { useLogging } from '../call/use-logging';
import { useOutcome } from '../call/use-outcome';
import { useAllowedTimes, useCallPermission } from '../call/use-permission';
import { useTarget } from '../call/use-target';
import {
  useFreshHandoffs,
  useNow,
  useQueueSources,
  useReminders,
  useReturnFromSignIn,
  useTabId,
  useWanted,
} from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { HandoffPanel } from '../handoff/HandoffPanel';
import { ReadyLine } from '../handoff/ReadyLine';
import { isToHandOver } from '../handoff/standing';
import { useHandover } from '../handoff/use-handover';
import { useT } from '../i18n';
import { ReviewStrip } from '../plays/ReviewStrip';
import { usePlayOf } from '../plays/use-play';
import { useSteps } from '../plays/use-steps';
import { NextLine } from '../queue/NextLine';
import { useAnswering } from '../scorecard/use-answering';
import { useQuestion } from '../scorecard/use-question';
import { EmptyState } from '../ui/EmptyState';
import { Announcer } from './Announcer';
import { useDraftDesk, useStoredDraft } from './drafts';
import { focusIds, focusOn } from './focus';
import { KeyHelp } from './KeyHelp';
import { LeadPage } from './LeadPage';
import styles from './Sidebar.module.css';
import { SidebarHeader } from './SidebarHeader';
import { SidebarSkeleton } from './SidebarSkeleton';
import { TodayFooter } from './TodayFooter';
import { useNextLead } from './use-next-lead';
import { useReady } from './use-ready';
import { useShownLead } from './use-shown-lead';
import { type SidebarParts, useSidebarKeys } from './use-sidebar-keys';
import { createWorkspace, useWorkspace, useWorkspaceStore, WorkspaceProvider } from './workspace';

/** The sidebar beside a record page. `docked` false where it is a tab of its own. */
export function Sidebar({ docked }: { readonly docked: boolean }) {
  const [workspace] = useState(createWorkspace);
  return (
    <WorkspaceProvider value={workspace}>
      <SidebarFrame docked={docked} />
    </WorkspaceProvider>
  );
}

function SidebarFrame({ docked }: { readonly docked: boolean }) {
  const now = useNow(15_000);
  const store = useWorkspaceStore();
  const panel = useWorkspace((state) => state.panel);
  const logged = useWorkspace((state) => state.logged);
  const parts = useParts(now);
  const { shown, target, calls } = parts.parts;
  const source = useSourceOf(shown?.key ?? null);
  const toHandOver = shown?.view !== undefined && target?.running == null && isToHandOver(shown.view);
  useSidebarKeys(parts.parts);
  useReturnFromSignIn(shown?.view?.connection ?? null, () => shown?.loaded.refresh());
  const tabId = useTabId();
  useWanted(shown === undefined ? undefined : tabId, parts.parts.draft.open);
  usePanelOfRecord(shown?.key ?? null, target?.key ?? null);
  const dismiss = useCallback(() => store.getState().setLogged(null), [store]);
  return (
    <div className={styles['sidebar']}>
      <SidebarHeader docked={docked} />
      <SidebarMain {...parts} panel={panel} now={now} />
      <footer className={styles['footer']}>
        {logged !== null && (
          <LoggedStrip
            key={`${logged.call.id}${logged.undone}`}
            logged={logged}
            logging={parts.parts.logging}
            elsewhere={logged.call.recordKey !== shown?.key}
            onDismiss={dismiss}
          />
        )}
        {panel === 'lead' && toHandOver && <ReadyLine onOpen={() => store.getState().show('handoff')} />}
        {panel === 'lead' && <ReviewStrip shown={shown?.key ?? null} offers={!toHandOver} />}
        {shown != null && (
          <ReasonPanel lead={shown} permissionOf={parts.parts.permissionOf} controls={calls} now={now} />
        )}
        {calls.error !== null && <ErrorNote error={calls.error} />}
        <ReminderLine
          reminder={parts.parts.reminder}
          onOpen={() =>
            parts.parts.reminder !== null &&
            void ask('openRecord', { recordKey: parts.parts.reminder.recordKey, newTab: false })
          }
        />
        {panel === 'lead' && target?.elsewhere !== true && <UnloggedLine draft={parts.parts.draft} />}
        <CallBar shown={shown} target={target} controls={calls} panel={panel} onOutcome={parts.parts.draft.open} />
        {/* On the line nobody is next; the outcome needs the room, and its own button names the next lead. */}
        {panel !== 'outcome' && target?.running == null && (
          <NextLine next={parts.parts.next} source={source} now={now} />
        )}
        {panel !== 'outcome' && <TodayFooter now={now} />}
      </footer>
      <Editing view={shown?.view} />
      <KeyHelp />
      <Announcer />
      <Upkeep />
    </div>
  );
}

/** What runs beside what is shown; apart, so that what it watches draws nothing anew. */
function Upkeep() {
  useFreshHandoffs({ opened: false });
  useReady();
  return null;
}

/** Whom the queue takes from in the org of the record shown, else in the first one. */
function useSourceOf(key: RecordKey | null): QueueSource | null {
  const { data: sources = [] } = useQueueSources();
  const own = key === null ? undefined : sources.find(({ org }) => org === orgOfKey(key));
  return own ?? sources[0] ?? null;
}

/** The logged call being put right, if one is. */
function Editing({ view }: { readonly view: LeadView | undefined }) {
  const t = useT('call');
  const store = useWorkspaceStore();
  const call = useWorkspace((state) => state.editing);
  if (call === null) return null;
  return (
    <EditCallDialog
      key={call.id}
      call={call}
      view={view?.key === call.recordKey ? view : undefined}
      onClose={() => store.getState().setEditing(null)}
      onSaved={() => store.getState().say(t('edit.saved'))}
    />
  );
}

interface Parts {
  readonly parts: SidebarParts;
}

/** The parts of the sidebar, each about the lead shown or about the lead on the line. */
function useParts(now: number): Parts {
  const panel = useWorkspace((state) => state.panel);
  const shown = useShownLead();
  const target = useTarget(shown);
  const isAllowed = useAllowedTimes(target, now);
  const targetPlay = usePlayOf(target?.view, now);
  const draft = useOutcome(target, now, { isAllowed, play: targetPlay });
  const next = useNextLead([shown?.key, target?.key]);
  const reminder = useReminders(now).find(({ recordKey }) => recordKey !== shown?.key) ?? null;
  const play = usePlayOf(shown?.view, now);
  const steps = useSteps(shown, play, now);
  const logging = useLogging(target, draft, next, targetPlay?.callRef);
  const permissionOf = useCallPermission(shown?.view, now);
  const calls = useCallControls(shown, target, permissionOf);
  const questions = useQuestion(shown);
  const answering = useAnswering(shown);
  const handover = useHandover(shown, panel === 'handoff');
  const ownZone = ownTimeZone();
  const desk = useDraftDesk();
  useStoredDraft(desk, shown == null ? null : { ...shown, timeZone: shown.zones.zones[0] ?? ownZone });
  useStoredDraft(desk, target?.elsewhere === true ? { ...target, timeZone: draft.timeZone } : null);
  return {
    parts: {
      shown,
      target,
      draft,
      logging,
      calls,
      permissionOf,
      next,
      reminder,
      play,
      steps,
      questions,
      answering,
      handover,
    },
  };
}

/**
 * On another record the cards come first again: a panel is about the lead it was opened on. So is an outcome when the
 * call it is about is logged, or another one started, in another window.
 */
function usePanelOfRecord(shown: RecordKey | null, target: RecordKey | null): void {
  const store = useWorkspaceStore();
  const before = useRef({ shown, target });
  useEffect(() => {
    const was = before.current;
    const { panel, show } = store.getState();
    const isOther = was.shown !== null && was.shown !== shown;
    const isOtherCall = panel === 'outcome' && was.target !== null && was.target !== target;
    if (isOther || isOtherCall) show('lead');
    before.current = { shown, target };
  }, [shown, target, store]);
}

interface SidebarMainProps extends Parts {
  readonly panel: 'lead' | 'outcome' | 'handoff';
  readonly now: number;
}

function SidebarMain({ parts, panel, now }: SidebarMainProps) {
  const store = useWorkspaceStore();
  const { shown, target, draft, logging, handover, next } = parts;
  const close = () => {
    store.getState().show('lead');
    focusOn(focusIds.outcomeButton);
  };
  const running = target?.elsewhere === true ? target.running : null;
  const main = useRef<HTMLElement>(null);
  const onScroll = useTopFirst(main, panel, shown?.key);
  return (
    <main ref={main} onScroll={onScroll} className={styles['main']} data-elsewhere={running !== null || undefined}>
      {running !== null && (
        <OtherCallBanner
          running={running}
          here={shown?.name ?? null}
          onJump={() => void ask('openRecord', { recordKey: running.recordKey, newTab: false })}
        />
      )}
      {panel === 'outcome' && target !== null ? (
        <OutcomePanel target={target} draft={draft} logging={logging} next={next} now={now} onClose={close} />
      ) : panel === 'handoff' && shown != null ? (
        <HandoffPanel lead={shown} handover={handover} now={now} onClose={close} />
      ) : (
        <MainCards parts={parts} now={now} />
      )}
    </main>
  );
}

/** Another panel or another lead begins at its top. Only what was scrolled is scrolled: asking would lay the page out. */
function useTopFirst(main: RefObject<HTMLElement | null>, panel: string, key: RecordKey | undefined): UIEventHandler {
  const isScrolled = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel or another lead begins at its top
  useLayoutEffect(() => {
    if (isScrolled.current) main.current?.scrollTo(0, 0);
    isScrolled.current = false;
  }, [main, panel, key]);
  return ({ currentTarget }) => {
    isScrolled.current = currentTarget.scrollTop > 0;
  };
}

function MainCards({ parts, now }: { readonly parts: SidebarParts; readonly now: number }) {
  const t = useT('lead');
  const { shown } = parts;
  if (shown === undefined) return <SidebarSkeleton withLead />;
  if (shown === null) {
    return (
      <EmptyState icon={<MousePointerClick />} title={t('none.title')} heading="h1">
        {t('none.text')}
      </EmptyState>
    );
  }
  return <LeadPage lead={shown} parts={parts} now={now} />;
}
