import { ArrowUp, Trash2 } from 'lucide-react';
import type { PlayStats } from '../../lib/messaging/views';
import { useT } from '../i18n';
import { IconButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { Field, TextArea, TextInput } from '../ui/Field';
import styles from './PlaysPage.module.css';
import { type PlayDraft, wrongStep } from './play-form';

export interface PlayEditorProps {
  readonly draft: PlayDraft;
  readonly stats: PlayStats | undefined;
  readonly onChange: (part: Partial<PlayDraft>) => void;
  readonly onRemove: () => void;
  readonly onUp?: () => void;
}

type TextField = 'name' | 'sources' | 'steps' | 'opening' | 'questions' | 'objections' | 'voicemail' | 'goals';

/** One play: whom it fits, its steps, and what is said. */
export function PlayEditor({ draft, stats, onChange, onRemove, onUp }: PlayEditorProps) {
  const t = useT('plays');
  const wrong = wrongStep(draft);
  const text = (field: TextField) => ({
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [field]: event.currentTarget.value }),
  });
  const lines = (field: TextField) => (
    <Field label={t(`page.${field === 'sources' ? 'fits' : field}`)}>
      {(control) => <TextArea {...control} {...text(field)} />}
    </Field>
  );
  return (
    <Card
      title={draft.name === '' ? t('page.add') : draft.name}
      aside={
        <>
          {onUp !== undefined && (
            <IconButton label={`${t('page.up')}: ${draft.name}`} onClick={onUp}>
              <ArrowUp aria-hidden="true" />
            </IconButton>
          )}
          <IconButton label={`${t('page.remove')}: ${draft.name}`} onClick={onRemove}>
            <Trash2 aria-hidden="true" />
          </IconButton>
        </>
      }
    >
      <div className={styles['fields']}>
        {stats !== undefined && stats.leads > 0 && <Results stats={stats} />}
        <Field label={t('page.name')}>{(control) => <TextInput {...control} {...text('name')} />}</Field>
        <Field label={t('page.fits')} hint={t('page.fitsHint')}>
          {(control) => <TextInput {...control} {...text('sources')} />}
        </Field>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={draft.speed}
            onChange={(event) => onChange({ speed: event.currentTarget.checked })}
          />
          {t('page.speed')}
        </label>
        <Field
          label={t('page.steps')}
          hint={t('page.stepsHint')}
          error={wrong === null ? undefined : t('page.stepsWrong', { line: wrong })}
        >
          {(control) => <TextArea {...control} rows={4} {...text('steps')} />}
        </Field>
        {lines('opening')}
        {lines('questions')}
        {lines('objections')}
        {lines('voicemail')}
        <Field label={t('page.goals')} hint={t('page.goalsHint')}>
          {(control) => <TextArea {...control} rows={4} {...text('goals')} />}
        </Field>
      </div>
    </Card>
  );
}

/** What came of the play of late. */
function Results({ stats }: { readonly stats: PlayStats }) {
  const t = useT('plays');
  const { leads, judged, adherent, attempts, connects, qualified } = stats;
  const parts = [
    t('page.leads', { count: leads }),
    t('page.adherent', { adherent, judged }),
    t('page.connects', { connects, attempts }),
    t('page.qualified', { qualified }),
  ];
  return (
    <p className={styles['results']}>
      <b>{t('page.results')}</b> {parts.join(' · ')}
    </p>
  );
}
