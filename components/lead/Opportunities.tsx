import type { LeadRecord, Opportunity } from '../../lib/crm/lead-record';
import { formatMoney, useLocale, useT } from '../i18n';
import { Chip } from '../ui/Chip';
import styles from './Opportunities.module.css';

/** So many fit beside a call; an account with more is looked at in the CRM. */
const shownAtMost = 3;

/** The opportunity that the record is, and those that are open beside it: stage, amount, who sourced it. */
export function Opportunities({ record }: { readonly record: LeadRecord | null }) {
  const t = useT('lead');
  const open = (record?.openOpportunities ?? []).filter(({ id }) => id !== record?.ref.id);
  const all = [...(record?.deal == null ? [] : [record.deal]), ...open];
  if (all.length === 0) return null;
  const more = all.length - shownAtMost;
  return (
    <section className={styles['all']} aria-label={t('opportunities.title')}>
      <h2 className={styles['title']}>{t('opportunities.title')}</h2>
      <ul className={styles['list']}>
        {all.slice(0, shownAtMost).map((each) => (
          <OpportunityRow key={each.id} opportunity={each} />
        ))}
      </ul>
      {more > 0 && <p className={styles['more']}>{t('opportunities.more', { count: more })}</p>}
    </section>
  );
}

function OpportunityRow({ opportunity }: { readonly opportunity: Opportunity }) {
  const t = useT('lead');
  const locale = useLocale();
  const { name, stage, amount, sourcedBy, isStage2 } = opportunity;
  const facts = [
    stage,
    amount === null ? '' : formatMoney(locale, amount.amount, amount.currency),
    sourcedBy == null ? '' : t('opportunities.sourcedBy', { name: sourcedBy }),
  ].filter((part) => part !== '');
  return (
    <li className={styles['row']}>
      <span className={styles['name']} dir="auto">
        {name}
      </span>
      {isStage2 === true && <Chip title={t('opportunities.stage2Title')}>{t('opportunities.stage2')}</Chip>}
      <span className={styles['facts']} dir="auto">
        {facts.join(' · ')}
      </span>
    </li>
  );
}
