import { findOutcome } from '../../lib/calls/outcomes';
import type { CrmWrite } from '../../lib/crm/write';
import { type Locale, textIn } from '../../lib/model/schemas';
import type { Formats } from '../i18n/formats';
import type { Translate } from '../i18n/translate';

/** What a CRM is to be told, as a person would say it. */
export function writeWords(t: Translate, formats: Formats, locale: Locale, write: CrmWrite): string {
  switch (write.kind) {
    case 'logCall':
    case 'editCall': {
      // In the language of now; what the CRM gets is in the language it was logged in.
      const outcome = findOutcome(write.outcomeId);
      return t(`sync:write.${write.kind}`, {
        outcome: outcome === undefined ? write.outcomeLabel : textIn(outcome.label, locale),
      });
    }
    case 'followUp':
      return t('sync:write.followUp', { when: formats.moment(write.dueAt) });
    case 'handoff':
      return t('sync:write.handoff', { ae: write.ae.name });
    case 'handoffAnswer':
      return t(`sync:write.handoffAnswer.${write.answer}`);
    case 'undoCall':
    case 'editFollowUp':
    case 'undoFollowUp':
      return t(`sync:write.${write.kind}`);
  }
}
