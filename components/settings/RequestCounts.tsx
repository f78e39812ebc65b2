import type { Answer } from '../../lib/messaging/protocol';
import type { OrgKey } from '../../lib/model/record';
import { useRequestCounts } from '../data/queries';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { partsOfOrg } from '../sync/org-name';
import styles from './RequestCounts.module.css';

const spans = ['today', 'week', 'month'] as const;
type Count = Answer<'requestCounts'>['today'];

/** How often this browser asked an org's API, and how many of that wrote something. */
export function RequestCounts({ org }: { readonly org: OrgKey }) {
  const t = useT('settings');
  const formats = useFormats();
  const { data } = useRequestCounts(org);
  if (data === undefined) return null;
  const total = ({ reads, writes }: Count) => formats.number(reads + writes);
  return (
    <section className={styles['requests']}>
      <h4>{t('requests.title')}</h4>
      <dl className={styles['spans']}>
        {spans.map((span) => (
          <div key={span}>
            <dt>{t(`requests.${span}`)}</dt>
            <dd>
              <b>{total(data[span])}</b> {t('requests.writes', { writes: formats.number(data[span].writes) })}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles['hint']}>{t(`requests.hint.${partsOfOrg(org).crm}`)}</p>
    </section>
  );
}
