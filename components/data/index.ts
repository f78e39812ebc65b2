export { useCommand } from './command';
export { useFreshHandoffs } from './fresh-handoffs';
export {
  recordOfTab,
  type TabRecord,
  useNow,
  useOnline,
  useProgress,
  useReminders,
  useRunningCall,
  useTabRecord,
  useWanted,
} from './live-values';
export { useNotifications } from './notifications';
export {
  type Loaded,
  type LoadedLead,
  useAes,
  useCallingRules,
  useColleagues,
  useDraft,
  useFoundAes,
  useHandoffPreview,
  useHandoffs,
  useKnownLead,
  useLeadLists,
  useLeadView,
  useNextInQueue,
  usePlays,
  useQueue,
  useQueueSources,
  useReviews,
  useSync,
} from './queries';
export { useSettings } from './settings';
