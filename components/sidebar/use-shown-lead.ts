import { useMemo } from 'react';
import { type LeadZones, leadZones } from '../../lib/calls/lead-time';
import { pagesOf } from '../../lib/crm/pages';
import type { LeadView } from '../../lib/messaging/views';
import type { RecordKey, RecordRef } from '../../lib/model/record';
import type { Answers } from '../../lib/qualification/answer';
import { withCrmKnown } from '../../lib/qualification/crm-known';
import type { Score } from '../../lib/qualification/score';
import { scoreLead } from '../../lib/qualification/scoring';
import { type LoadedLead, type TabRecord, useLeadView, useRecordOfTab, useTabId } from '../data';
import { useT } from '../i18n';
import { mergedAnswers } from '../scorecard/merged-answers';
import { useWork } from './workspace';

const nowhere: LeadZones = { zones: [], basis: 'unknown' };

/** A lead as the sidebar shows it. */
export interface ShownLead {
  readonly key: RecordKey;
  readonly ref: RecordRef;
  /** As best known: the record's, else the page's; never empty. */
  readonly name: string;
  /** The name as it is known, for what is kept and written; empty where it is not. */
  readonly knownName: string;
  /** False for the moment in which neither is known yet. */
  readonly isNamed: boolean;
  readonly loaded: LoadedLead;
  /** Undefined until this browser's own copy was read. */
  readonly view: LeadView | undefined;
  readonly zones: LeadZones;
  readonly answers: Answers;
  /** By the answers as just given. */
  readonly score: Score | null;
}

/** What the page beside the sidebar shows: undefined until known, null where it is no record. */
export function useShownLead(): ShownLead | null | undefined {
  const tab = useShownTab();
  const key = tab?.key ?? null;
  const loaded = useLeadView(key);
  const { pending } = useWork(key);
  const t = useT('common');
  // A result of the record before is never shown.
  const view = loaded.data?.key === key ? loaded.data : undefined;
  const answers = useMemo(
    () => (view === undefined ? {} : withCrmKnown(mergedAnswers(view.answers, pending), view.crmKnown)),
    [view, pending],
  );
  // Answers age by the day: when the view was read is near enough.
  const score = useMemo(
    () => (view === undefined ? null : scoreLead(view.scorecard, answers, Date.now())),
    [view, answers],
  );
  const zones = useMemo(() => zonesOfView(view), [view]);
  if (tab === undefined) return undefined;
  if (tab.ref === null || key === null) return null;
  const known = nameOf(view, pagesOf(tab.ref.crm).nameFromTitle(tab.title));
  const isNamed = known !== null || !tab.isUnnamedYet;
  return {
    key,
    ref: tab.ref,
    name: known ?? t('someone'),
    knownName: known ?? '',
    isNamed,
    loaded,
    view,
    zones,
    answers,
    score,
  };
}

/** The record of the tab beside this sidebar; of the tab named by `?tab=` where the sidebar is a page of its own. */
function useShownTab(): TabRecord | undefined {
  const around = useTabId();
  const named = useMemo(() => tabNamedBy(window.location.search, window.parent === window), []);
  return useRecordOfTab(named ?? around);
}

/** The tab id in `?tab=` (Chromium counts them from any number of up to 10 digits), for a page of its own; a frame shows the tab it is in. */
export function tabNamedBy(search: string, isTopPage: boolean): number | null {
  const named = new URLSearchParams(search).get('tab');
  return isTopPage && named !== null && /^\d{1,10}$/.test(named) ? Number(named) : null;
}

/** The zones a lead may live by, by all that is known of it. */
export function zonesOfView(view: LeadView | undefined): LeadZones {
  return view?.record == null ? nowhere : leadZones(view.record);
}

/** The CRM's word, else the page's as it stands now, else what the page said when the view was read. */
function nameOf(view: LeadView | undefined, fromPage: string | null): string | null {
  const record = view?.record;
  const inView = record?.name.trim() || null;
  return record?.from === 'crm' ? (inView ?? fromPage) : (fromPage ?? inView);
}
