import { Keyboard, LayoutDashboard, PanelRightClose } from 'lucide-react';
import { memo } from 'react';
import { ask } from '../../lib/messaging/client';
import type { ProgressSnapshot } from '../../lib/progress/progress';
import { useProgress } from '../data';
import { type TranslateIn, useT } from '../i18n';
import { IconButton } from '../ui/Button';
import type { Tone } from '../ui/Chip';
import { hintOf } from './keymap';
import styles from './SidebarHeader.module.css';
import { useWorkspaceStore } from './workspace';

export interface SidebarHeaderProps {
  /** False where the sidebar is a page of its own, which cannot be collapsed. */
  readonly docked: boolean;
}

/** Whose sidebar this is, whether the CRM has everything, and the ways out. */
export const SidebarHeader = memo(function SidebarHeader({ docked }: SidebarHeaderProps) {
  const t = useT('ui');
  const store = useWorkspaceStore();
  const sync = useProgress()?.sync ?? null;
  return (
    <header className={styles['header']}>
      <span className={styles['mark']} aria-hidden="true" />
      <b className={styles['brand']}>Baton</b>
      {sync !== null && <SyncState sync={sync} />}
      <div className={styles['tools']}>
        <IconButton label={t('header.dashboard')} onClick={() => void ask('openDashboard', { page: 'today' })}>
          <LayoutDashboard aria-hidden="true" />
        </IconButton>
        <IconButton
          label={`${t('header.keys')} (${hintOf('help')})`}
          aria-keyshortcuts="?"
          onClick={() => store.getState().setHelp(true)}
        >
          <Keyboard aria-hidden="true" />
        </IconButton>
        {docked && (
          <IconButton label={t('header.collapse')} onClick={() => void ask('dock', { collapsed: true })}>
            <PanelRightClose aria-hidden="true" />
          </IconButton>
        )}
      </div>
    </header>
  );
});

function SyncState({ sync }: { readonly sync: ProgressSnapshot['sync'] }) {
  const t = useT('ui');
  const { text, tone, page } = syncText(t, sync);
  return (
    <button
      type="button"
      className={styles['sync']}
      data-tone={tone}
      aria-label={t('header.showSync', { state: text })}
      onClick={() => void ask('openDashboard', { page })}
    >
      <span className={styles['dot']} aria-hidden="true" />
      <span role="status">{text}</span>
    </button>
  );
}

/** The one thing about sync worth saying: a needed sign-in before an org that lets nothing in before a refusal before what simply waits. */
export function syncText(
  t: TranslateIn<'ui'>,
  { waiting, failed, needsSignIn, blocked = 0 }: ProgressSnapshot['sync'],
): { readonly text: string; readonly tone: Tone; readonly page: string } {
  if (needsSignIn > 0) return { text: t('header.signIn'), tone: 'warn', page: 'connections' };
  if (blocked > 0) return { text: t('header.blocked'), tone: 'stop', page: 'connections' };
  if (failed > 0) return { text: t('header.failed', { count: failed }), tone: 'stop', page: 'sync' };
  if (waiting > 0) return { text: t('header.waiting', { count: waiting }), tone: 'neutral', page: 'sync' };
  return { text: t('header.saved'), tone: 'good', page: 'sync' };
}
