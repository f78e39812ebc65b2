import { type ReactNode, StrictMode } from 'react';
import { I18nProvider } from '../i18n/I18nProvider';
import { useMeantClicks } from '../ui/double-click';
import { Toaster } from '../ui/Toast';
import { CrashBoundary } from './CrashBoundary';
import { DataProvider } from './DataProvider';

/** What every page of Baton stands on: data, language, theme, toasts, and a way out where something breaks. */
export function Surface({ children }: { readonly children: ReactNode }) {
  useMeantClicks();
  return (
    <StrictMode>
      <DataProvider>
        <I18nProvider>
          <CrashBoundary>{children}</CrashBoundary>
          <Toaster />
        </I18nProvider>
      </DataProvider>
    </StrictMode>
  );
}
