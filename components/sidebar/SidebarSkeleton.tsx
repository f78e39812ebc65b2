import { useT } from '../i18n';
import { Card } from '../ui/Card';
import { Skeleton } from '../ui/Skeleton';
import styles from './SidebarSkeleton.module.css';

/** What stands in the cards' places until this browser's own copy was read. */
export function SidebarSkeleton({ withLead }: { readonly withLead: boolean }) {
  const t = useT('lead');
  return (
    <div className={styles['cards']} role="status" aria-busy="true" aria-label={t('loading')}>
      {withLead && (
        <Card aria-hidden="true">
          <Skeleton width="58%" heightPx={22} />
          <Skeleton width="76%" />
          <Skeleton width="44%" heightPx={22} />
        </Card>
      )}
      <Card aria-hidden="true">
        <Skeleton width="34%" heightPx={28} />
        <Skeleton heightPx={12} />
      </Card>
      <Card aria-hidden="true">
        <Skeleton width="88%" heightPx={20} />
        <Skeleton heightPx={76} />
      </Card>
    </div>
  );
}
