import type { Handoff, StateChange } from '../../lib/handoff/handoff';
import type { TranslateIn } from '../i18n';

/** How Baton knows of a change of state, as a sentence; null for what was done here by handing over. */
export function knownText(
  t: TranslateIn<'handoff'>,
  { from }: StateChange,
  { name: ae }: Handoff['ae'],
): string | null {
  switch (from?.kind) {
    case undefined:
      return null;
    case 'person':
      return from.by === 'sdr' && from.name === null ? t('known.sdr') : t('known.ae', { name: from.name ?? ae });
    case 'takenBack':
      return from.name === null ? t('known.takenBack') : t('known.takenBackBy', { name: from.name });
    case 'field':
      return t('known.field', { value: from.value });
    case 'opportunity':
      return t('known.opportunity', { ae, name: from.name });
    case 'status':
      return t('known.status', { status: from.status });
    case 'converted':
    case 'owner':
      return t(`known.${from.kind}`);
    case 'task':
      return t('known.task', { ae });
  }
}

/** Why it came back: the reason by its name and the words beside it; null where nobody said. */
export function reasonText(
  t: TranslateIn<'handoff'>,
  { reason, reasonId }: Pick<StateChange, 'reason' | 'reasonId'>,
): string | null {
  const parts = [reasonId === undefined ? null : t(`reason.${reasonId}`), reason].filter(
    (part) => part !== null && part !== '',
  );
  return parts.length === 0 ? null : parts.join(' · ');
}
