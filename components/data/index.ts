export { useCommand } from './command';
export { useFreshHandoffs } from './fresh-handoffs';
export { useAes, useFoundAes, useHandoffPreview, useHandoffs, useReadAfter } from './handoff-queries';
export {
  type TabRecord,
  useNow,
  useOnline,
  useProgress,
  useRecordOfTab,
  useReminders,
  useRunningCall,
  useTabId,
  useWanted,
} from './live-values';
export { useNotifications } from './notifications';
export {
  type Loaded,
  type LoadedLead,
  useCallingRules,
  useColleagues,
  useKnownLead,
  useLeadLists,
  useLeadView,
  useNextInQueue,
  usePlays,
  useQueue,
  useQueueSources,
  useReviews,
} from './queries';
export { useReturnFromSignIn } from './return-from-sign-in';
export { useSettings } from './settings';
export { useEntryState } from './sync-queries';
