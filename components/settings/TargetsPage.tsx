import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { FormProvider, useForm, useFormState } from 'react-hook-form';
import type { z } from 'zod';
import type { AppError } from '../../lib/messaging/app-error';
import type { Settings } from '../../lib/messaging/protocol';
import type { ProgressSnapshot } from '../../lib/progress/progress';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useProgress } from '../data/live-values';
import { useSettings } from '../data/settings';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { PageIntro } from '../ui/PageIntro';
import { Skeleton } from '../ui/Skeleton';
import { useToasts } from '../ui/Toast';
import { useUnsaved } from '../ui/unsaved';
import styles from './TargetsPage.module.css';
import { TargetsTable } from './TargetsTable';
import { formOf, type TargetsForm, targetsForm } from './targets-form';
import { WorkingTimeFields } from './WorkingTimeFields';

/** `resetOptions` below would otherwise keep what was typed in a reset of ours, too. */
const allAnew = { keepDirtyValues: false };

type SavedForm = z.output<typeof targetsForm>;

/** Targets per day and month, and the working time over which pace is counted. */
export function TargetsPage() {
  const t = useT('common');
  const snapshot = useProgress();
  const settings = useSettings();
  if (!snapshot || !settings) {
    return (
      <div role="status" aria-label={t('loading')}>
        <Skeleton heightPx={260} />
      </div>
    );
  }
  return <Targets snapshot={snapshot} settings={settings} />;
}

function Targets({ snapshot, settings }: { readonly snapshot: ProgressSnapshot; readonly settings: Settings }) {
  const t = useT('settings');
  const stored = formOf(snapshot.targets, settings.workingTime);
  // The stored values follow a change made elsewhere, and what is being typed stays.
  const form = useForm<TargetsForm, unknown, SavedForm>({
    resolver: zodResolver(targetsForm),
    values: stored,
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
  });
  const { save, error } = useSave(settings);
  const submit = form.handleSubmit(async (values, event) => {
    event?.preventDefault();
    if (!(await save(values))) return;
    form.reset(formOf(values.targets, values.workingTime), allAnew);
    useToasts.getState().show({ tone: 'good', text: t('targets.saved'), staysMs: 4000 });
  });
  return (
    <FormProvider {...form}>
      <form className={styles['page']} noValidate onSubmit={(event) => void submit(event)}>
        <PageIntro>{t('targets.intro')}</PageIntro>
        <Card title={t('targets.title')}>
          <TargetsTable />
          <p className={styles['source']}>{t('targets.source')}</p>
        </Card>
        <Card title={t('targets.workingTime')}>
          <WorkingTimeFields />
        </Card>
        {error !== null && <ErrorNote error={error} onRetry={() => void submit()} />}
        <SaveBar onReset={() => form.reset(stored, allAnew)} />
      </form>
    </FormProvider>
  );
}

/** Saves targets, and the working time where it changed; false where either was not saved. */
function useSave(settings: Settings): { save: (values: SavedForm) => Promise<boolean>; error: AppError | null } {
  const saveTargets = useCommand('saveTargets');
  const saveSettings = useCommand('saveSettings');
  const save = async ({ targets, workingTime }: SavedForm) => {
    const saved = await saveTargets.run({ targets });
    if (!saved.ok) return false;
    if (JSON.stringify(workingTime) === JSON.stringify(settings.workingTime)) return true;
    return (await saveSettings.run({ change: { workingTime } })).ok;
  };
  return { save, error: saveTargets.error ?? saveSettings.error };
}

function SaveBar({ onReset }: { readonly onReset: () => void }) {
  const t = useT('settings');
  const { isDirty, isSubmitting } = useFormState<TargetsForm>();
  useUnsaved(isDirty);
  return (
    <div className={styles['saveBar']}>
      <Button type="submit" variant="primary" busy={isSubmitting}>
        {t('common:save')}
      </Button>
      {isDirty && (
        <Button variant="quiet" onClick={onReset}>
          {t('targets.reset')}
        </Button>
      )}
      <State>{isDirty ? t('common:notSaved') : t('common:saved')}</State>
    </div>
  );
}

function State({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles['state']} role="status">
      {children}
    </p>
  );
}
