import { outcomes } from '../../lib/calls/outcomes';
import { unfilled } from '../../lib/crm/org-fields';
import { outcomesWithout, ownOutcomeList } from '../../lib/crm/outcome-values';
import type { OrgFieldsView } from '../../lib/messaging/views';
import { listFormat } from '../../lib/model/formatters';
import { useOutcomeName } from '../call/use-outcome-name';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';

/** What an org asks for with every call that nothing fills, and the outcomes it has no value for: said before any call. */
export function OrgNeeds({ view: { fields, map }, name }: { readonly view: OrgFieldsView; readonly name: string }) {
  const t = useT('settings');
  const locale = useLocale();
  const outcomeName = useOutcomeName();
  const open = unfilled(fields.required, map);
  const named = outcomes.map(({ id, label }) => ({ id, labels: Object.values(label) }));
  const without = outcomesWithout(named, fields.outcome, map).map(outcomeName);
  const own = ownOutcomeList(fields, map);
  const ownWithout = own === null ? [] : outcomesWithout(named, own, map).map(outcomeName);
  return (
    <>
      {open.length > 0 && (
        <Banner tone="warn">
          {t('fields.callNeeds', { fields: open.map(({ label }) => label).join(', '), org: name })}
        </Banner>
      )}
      {without.length > 0 && (
        <Banner tone="warn">
          {t('fields.outcomes.needs', { outcomes: listFormat(locale).format(without), org: name })}
        </Banner>
      )}
      {own !== null && ownWithout.length > 0 && (
        <Banner tone="warn">
          {t('fields.outcomes.ownNeeds', {
            ...{ field: own.label, org: name },
            outcomes: listFormat(locale).format(ownWithout),
          })}
        </Banner>
      )}
    </>
  );
}
