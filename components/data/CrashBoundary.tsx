import { Component, type ReactNode } from 'react';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

/** Catches what breaks while rendering, so that a surface is never blank. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const t = useT('common');
  return (
    <main role="alert">
      <EmptyState
        title={t('crash.title')}
        action={
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t('crash.action')}
          </Button>
        }
      >
        {t('crash.text')}
      </EmptyState>
    </main>
  );
}
