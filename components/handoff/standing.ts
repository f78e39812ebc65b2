import type { LeadView } from '../../lib/messaging/views';

/** The lead was handed over, and the AE has not given it back. */
export function isWithAe({ handoff }: Pick<LeadView, 'handoff'>): boolean {
  return handoff?.state === 'submitted' || handoff?.state === 'accepted';
}

/** Every agreed rule is met, and nobody was given the lead yet. */
export function isToHandOver(view: Pick<LeadView, 'handoff' | 'readiness'>): boolean {
  return view.readiness.ready && !isWithAe(view);
}
