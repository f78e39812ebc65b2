import { useMemo } from 'react';
import type { RecordKey } from '../../lib/model/record';
import type { NextLead } from '../call/use-logging';
import { useNextInQueue } from '../data';
import { useT } from '../i18n';

/** The lead to go on to: the queue's next, other than those at hand. */
export function useNextLead(atHand: readonly (RecordKey | undefined)[]): NextLead | null {
  const t = useT('common');
  const next = useNextInQueue(atHand.filter((key) => key !== undefined)).data?.next ?? null;
  return useMemo(
    () =>
      next === null
        ? null
        : { recordKey: next.recordKey, name: next.name.trim() === '' ? t('someone') : next.name, item: next },
    [next, t],
  );
}
