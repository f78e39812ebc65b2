import { findOutcome } from '../../lib/calls/outcomes';
import { textIn } from '../../lib/model/schemas';
import { useLocale } from '../i18n';

/** The name of an outcome in the surface's language; its id where Baton no longer has it. */
export function useOutcomeName(): (outcomeId: string) => string {
  const locale = useLocale();
  return (outcomeId) => {
    const outcome = findOutcome(outcomeId);
    return outcome === undefined ? outcomeId : textIn(outcome.label, locale);
  };
}
