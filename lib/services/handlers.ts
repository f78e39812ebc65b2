import type { Handlers } from '../messaging/server';
import type { ConnectionView } from '../messaging/views';
import { findAes, listAes } from './aes';
import { giveAnswer } from './answers';
import { callingRules, importCallingRules } from './calling-rules';
import { colleagues } from './colleagues';
import { readDraft, saveDraft } from './drafts';
import { editCall } from './edit-call';
import { completeFollowUp, followUps } from './follow-ups';
import { handOver, previewHandoff } from './handoff';
import { answerHandoff, takeAnswerBack } from './handoff-answers';
import { handoffs } from './handoff-list';
import { refreshHandoffs } from './handoff-signs';
import { callHistory } from './history';
import { leadFates } from './lead-fates';
import { chooseLeadList, leadLists, queueSources } from './lead-lists';
import { leadView } from './lead-view';
import { pastHandoffs } from './learning';
import { logCall } from './log-call';
import { createNamed, findNamed, linkNamed, unlinkNamed } from './named-person';
import { fieldsOfOrg, saveFieldMap } from './org-fields';
import { readOwned } from './owned-leads';
import { savePersonNote } from './person-note';
import { planFollowUp } from './plan-follow-up';
import { plays, savePlays } from './plays';
import { nextLead, queue } from './queue';
import { restoreNumber } from './restore-number';
import { reviewCall, reviews } from './reviews';
import { discardCall, endCall, startCall } from './running-call';
import {
  answerModel,
  discardScorecardDraft,
  publishScorecard,
  saveScorecardDraft,
  scorecards,
  tryScorecard,
  useScorecard,
} from './scorecards';
import type { Services } from './services';
import { saveSettings, saveTargets } from './settings';
import { markStep } from './step-done';
import { entryState, syncReasons, syncState } from './sync-list';
import { discardEntry, editEntry, retryEntry, retryFailed, syncNow, wakened } from './syncing';
import { dock, openDashboard, openRecord, sidebarReady, whichTab } from './tabs';
import { undoCall } from './undo-call';

/** What the background does for each message of the protocol; a new message is a new line here. */
export function createHandlers(services: Services): Handlers {
  const { connections, docking } = services;
  return {
    whichTab: (_, asker) => whichTab(asker),
    sidebarReady: (_, asker) => sidebarReady(services, asker),
    dock: (ask, asker) => dock(services, ask, asker),
    openRecord: (ask, asker) => openRecord(services, ask, asker),
    openDashboard: (ask) => openDashboard(ask),

    leadView: async (ask) => {
      const view = await leadView(services, ask);
      void services.foresight.look(ask.recordKey);
      return view;
    },
    listAes: (ask) => listAes(services, ask),
    findAes: (ask) => findAes(services, ask),
    previewHandoff: (ask) => previewHandoff(services, ask),
    callHistory: (ask) => callHistory(services, ask),
    syncState: (ask) => syncState(services, ask),
    syncReasons: () => syncReasons(services),
    entryState: (ask) => entryState(services, ask),
    connections: async () => [...(await connections.list())],
    settings: () => services.settings.read(),
    drafts: (ask) => readDraft(services, ask),
    followUps: (ask) => followUps(services, ask),

    colleagues: (ask) => colleagues(services, ask),
    nextLead: (ask) => nextLead(services, ask),
    queue: (ask) => queue(services, ask),
    queueSources: (_, asker) => queueSources(services, asker),
    leadLists: (ask) => leadLists(services, ask),
    chooseLeadList: (ask, asker) => chooseLeadList(services, ask, asker),
    plays: () => plays(services),
    savePlays: (ask) => savePlays(services, ask),
    reviewCall: (ask) => reviewCall(services, ask),
    reviews: () => reviews(services),
    callingRules: (ask) => callingRules(services, ask),
    importCallingRules: (ask) => importCallingRules(services, ask),

    giveAnswer: (ask) => giveAnswer(services, ask),
    startCall: (ask) => startCall(services, ask),
    endCall: (ask) => endCall(services, ask),
    discardCall: (ask) => discardCall(services, ask),
    logCall: (ask) => logCall(services, ask),
    undoCall: (ask) => undoCall(services, ask),
    editCall: (ask) => editCall(services, ask),
    markStep: (ask) => markStep(services, ask),
    savePersonNote: (ask) => savePersonNote(services, ask),
    restoreNumber: (ask) => restoreNumber(services, ask),
    findNamed: (ask) => findNamed(services, ask),
    createNamed: (ask) => createNamed(services, ask),
    linkNamed: (ask) => linkNamed(services, ask),
    unlinkNamed: (ask) => unlinkNamed(services, ask),
    completeFollowUp: (ask) => completeFollowUp(services, ask),
    saveDraft: async (ask) => {
      await saveDraft(services, ask);
      void services.foresight.look(ask.recordKey);
      return null;
    },
    handOver: (ask) => handOver(services, ask),
    answerHandoff: (ask) => answerHandoff(services, ask),
    takeAnswerBack: (ask) => takeAnswerBack(services, ask),
    handoffs: (ask) => handoffs(services, ask),
    refreshHandoffs: (ask) => refreshHandoffs(services, ask),
    planFollowUp: (ask) => planFollowUp(services, ask),
    saveTargets: (ask) => saveTargets(services, ask),
    saveSettings: (ask) => saveSettings(services, ask),

    pastHandoffs: () => pastHandoffs(services),
    leadFates: (ask) => leadFates(services, ask),
    scorecards: () => scorecards(services),
    answerModel: (ask) => answerModel(services, ask),
    tryScorecard: (ask) => tryScorecard(services, ask),
    saveScorecardDraft: (ask) => saveScorecardDraft(services, ask),
    discardScorecardDraft: (ask) => discardScorecardDraft(services, ask),
    publishScorecard: (ask) => publishScorecard(services, ask),
    useScorecard: (ask) => useScorecard(services, ask),

    connectSalesforce: async ({ org }) => begun(services, await connections.connectSalesforce(org)),
    signInSalesforce: async ({ org, clientId }) => begun(services, await connections.signInSalesforce(org, clientId)),
    orgFields: (ask) => fieldsOfOrg(services, ask),
    requestCounts: ({ org }) => services.requests.counts(org),
    saveFieldMap: (ask) => saveFieldMap(services, ask),
    connectWays: ({ org }) => connections.ways(org),
    checkConnection: async ({ org }) => wakened(services, await connections.check(org)),
    connectHubspot: async ({ key, ownerEmail, expectPortal }) =>
      begun(services, await connections.connectHubspot(key, ownerEmail, expectPortal)),
    disconnect: async ({ org }) => {
      await connections.disconnect(org);
      return null;
    },
    seenOrgs: () => docking.seenOrgs(),
    syncNow: () => syncNow(services),
    retryEntry: (ask) => retryEntry(services, ask),
    retryFailed: (ask) => retryFailed(services, ask),
    editEntry: (ask) => editEntry(services, ask),
    discardEntry: (ask) => discardEntry(services, ask),
  };
}

/** An org was connected: what waited is sent, and the queue gets the leads the SDR owns there. */
function begun(services: Services, connection: ConnectionView): Promise<ConnectionView> {
  void services.anew(`owned:${connection.org}`, () => readOwned(services, connection.org)).catch(() => undefined);
  return wakened(services, connection);
}
