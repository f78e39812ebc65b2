import type { CallOverride } from '../../lib/calls/call';
import type { CallControls } from './use-call-controls';

/** Reasons to call although the rules do not allow it, in the order of their digits. */
export const reasons = ['asked', 'agreed', 'fairThere'] as const satisfies readonly CallOverride['reason'][];

/** Calls for the reason on this digit; answers false where there is none. */
export function chooseReason(digit: number, controls: CallControls): boolean {
  const reason = reasons[digit - 1];
  if (reason === undefined) return false;
  controls.startAsked({ reason, note: '' });
  return true;
}
