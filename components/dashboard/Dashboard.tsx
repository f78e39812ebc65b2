import { type ReactNode, useEffect, useRef } from 'react';
import { RulesPage } from '../call/RulesPage';
import { useFreshHandoffs } from '../data/fresh-handoffs';
import { HandoffsPage } from '../handoff/HandoffsPage';
import { CallsPage } from '../history/CallsPage';
import { useT } from '../i18n/translate';
import { LearningPage } from '../learning/LearningPage';
import { PlaysPage } from '../plays/PlaysPage';
import { QueuePage } from '../queue/QueuePage';
import { ScorecardsPage } from '../scorecard-editor/ScorecardsPage';
import { ConnectionsPage } from '../settings/ConnectionsPage';
import { SettingsPage } from '../settings/SettingsPage';
import { TargetsPage } from '../settings/TargetsPage';
import { SyncPage } from '../sync/SyncPage';
import styles from './Dashboard.module.css';
import { LeaveDialog } from './LeaveDialog';
import { Nav } from './Nav';
import type { DashboardPage, Route } from './route';
import { TodayPage } from './TodayPage';
import { useLeaving } from './use-leaving';

/** Baton's own tab: today, history, sync, targets, connections and settings. */
export function Dashboard() {
  const t = useT('common');
  const { route, isAsked, leave, stay } = useLeaving();
  useFreshHandoffs({ opened: true });
  const { page } = route;
  const title = page === null ? t('pageNotFound.title') : t(`nav.${page}`);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    document.title = t('documentTitle', { page: title });
  }, [t, title]);
  useEffect(() => {
    // A page opened by a link is announced by its heading; the first page leaves the focus where the browser put it.
    if (shown.current !== page && !document.activeElement?.closest('main')) heading.current?.focus();
    shown.current = page;
    window.scrollTo(0, 0);
  }, [page]);
  const skip = () => heading.current?.focus();
  return (
    <div className={styles['layout']}>
      {/* A fragment link would be taken for a page, so the skip link is a button. */}
      <button type="button" className={styles['skip']} onClick={skip}>
        {t('skipToContent')}
      </button>
      <Nav page={page} />
      <main className={styles['main']}>
        <h1 ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h1>
        {contentOf(page, route)}
      </main>
      <LeaveDialog open={isAsked} onLeave={leave} onStay={stay} />
    </div>
  );
}

function contentOf(page: DashboardPage | null, route: Route): ReactNode {
  switch (page) {
    case 'today':
      return <TodayPage />;
    case 'calls':
      return <CallsPage />;
    case 'handoffs':
      return <HandoffsPage />;
    case 'queue':
      return <QueuePage />;
    case 'plays':
      return <PlaysPage />;
    case 'rules':
      return <RulesPage />;
    case 'learning':
      return <LearningPage />;
    case 'scorecards':
      return <ScorecardsPage draft={route.parameters.get('draft')} />;
    case 'sync':
      return <SyncPage />;
    case 'targets':
      return <TargetsPage />;
    case 'connections':
      return <ConnectionsPage focus={route.parameters.get('org')} />;
    case 'settings':
      return <SettingsPage />;
    case null:
      return <NoPage />;
  }
}

function NoPage() {
  const t = useT('common');
  return (
    <p>
      {t('pageNotFound.text')} <a href="#/today">{t('pageNotFound.action')}</a>
    </p>
  );
}
