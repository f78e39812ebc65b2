import {
  BookOpenText,
  CalendarCheck,
  GraduationCap,
  Handshake,
  ListChecks,
  ListTodo,
  type LucideIcon,
  Phone,
  PlugZap,
  RefreshCw,
  Scale,
  Settings,
  Target,
} from 'lucide-react';
import { useProgress } from '../data/live-values';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import styles from './Nav.module.css';
import { type DashboardPage, dashboardPages } from './route';

const icons: Record<DashboardPage, LucideIcon> = {
  today: CalendarCheck,
  queue: ListTodo,
  calls: Phone,
  handoffs: Handshake,
  plays: BookOpenText,
  rules: Scale,
  learning: GraduationCap,
  scorecards: ListChecks,
  sync: RefreshCw,
  targets: Target,
  connections: PlugZap,
  settings: Settings,
};

/** Pages that begin a group. */
const begins: readonly DashboardPage[] = ['scorecards', 'sync'];

/** The dashboard's pages at the left, or above the content where there is little room. */
export function Nav({ page }: { readonly page: DashboardPage | null }) {
  const t = useT('common');
  const progress = useProgress();
  const sync = progress?.sync;
  const attention: Partial<Record<DashboardPage, number>> = {
    sync: sync?.failed ?? 0,
    connections: (sync?.needsSignIn ?? 0) + (sync?.blocked ?? 0),
    handoffs: (progress?.handoffs?.overdue ?? 0) + (progress?.handoffs?.returnedCount ?? 0),
  };
  return (
    <header className={styles['header']}>
      <p className={styles['brand']}>
        <img src="/icon/48.png" alt="" />
        {t('appName')}
      </p>
      <nav aria-label={t('nav.label')}>
        <ul className={styles['pages']}>
          {dashboardPages.map((each) => (
            <li key={each} className={begins.includes(each) ? styles['begins'] : undefined}>
              <NavLink page={each} current={each === page} attention={attention[each] ?? 0} />
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

interface NavLinkProps {
  readonly page: DashboardPage;
  readonly current: boolean;
  readonly attention: number;
}

function NavLink({ page, current, attention }: NavLinkProps) {
  const t = useT('common');
  const formats = useFormats();
  const Icon = icons[page];
  return (
    <a className={styles['link']} href={`#/${page}`} aria-current={current ? 'page' : undefined}>
      <Icon aria-hidden="true" />
      <span className={styles['label']}>{t(`nav.${page}`)}</span>
      {attention > 0 && (
        <>
          <span className={styles['count']} aria-hidden="true">
            {formats.number(attention)}
          </span>
          <VisuallyHidden>, {t('nav.needsAttention', { count: attention })}</VisuallyHidden>
        </>
      )}
    </a>
  );
}
