import { ArrowUp, ChevronDown, Trash2 } from 'lucide-react';
import type { PlayStats } from '../../lib/messaging/views';
import { textIn } from '../../lib/model/schemas';
import { useScorecards } from '../data/queries';
import { useLocale, useT } from '../i18n';
import { IconButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { Field, Select, TextArea, TextInput } from '../ui/Field';
import { PlayResults } from './PlayResults';
import { LineRows, PairRows, StepRows } from './PlayRows';
import styles from './PlaysPage.module.css';
import type { Lack, PlayDraft } from './play-form';

export interface PlayEditorProps {
  readonly draft: PlayDraft;
  readonly stats: PlayStats | undefined;
  /** What keeps it from being saved; said once saving was tried. */
  readonly lacks: readonly Lack[];
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (part: Partial<PlayDraft>) => void;
  readonly onRemove: () => void;
  readonly onUp?: () => void;
}

/** One play: whom it fits, its steps, and what is said. Folded to what it is and what came of it. */
export function PlayEditor({ draft, stats, lacks, open, onOpen, onChange, onRemove, onUp }: PlayEditorProps) {
  const t = useT('plays');
  const name = draft.name.trim() === '' ? t('page.unnamed') : draft.name;
  return (
    <Card aria-label={name} className={styles['play']}>
      <div className={styles['head']}>
        <h2 className={styles['heading']}>
          <button type="button" className={styles['toggle']} aria-expanded={open} onClick={() => onOpen(!open)}>
            <ChevronDown aria-hidden="true" />
            <span dir="auto">{name}</span>
          </button>
        </h2>
        {onUp !== undefined && (
          <IconButton label={`${t('page.up')}: ${name}`} onClick={onUp}>
            <ArrowUp aria-hidden="true" />
          </IconButton>
        )}
        <IconButton label={`${t('page.remove')}: ${name}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      <p className={styles['results']}>
        {t('page.summary', { count: draft.steps.length, days: Math.max(0, ...draft.steps.map(({ day }) => day)) })}
        {draft.sources.trim() !== '' && ` · ${draft.sources}`}
      </p>
      {stats !== undefined && stats.leads > 0 && <PlayResults stats={stats} />}
      {open && <Fields draft={draft} lacks={lacks} onChange={onChange} />}
    </Card>
  );
}

function Fields({ draft, lacks, onChange }: Pick<PlayEditorProps, 'draft' | 'lacks' | 'onChange'>) {
  const t = useT('plays');
  const lackOf = (lack: Lack) => (lacks.includes(lack) ? t(`page.lack.${lack}`) : undefined);
  const text = (field: 'name' | 'sources' | 'opening' | 'voicemail') => ({
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [field]: event.currentTarget.value }),
  });
  return (
    <div className={styles['fields']}>
      <Field label={t('page.name')} error={lackOf('name')}>
        {(control) => <TextInput {...control} {...text('name')} />}
      </Field>
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
      <CardChoice value={draft.scorecardId} onChange={(scorecardId) => onChange({ scorecardId })} />
      <StepRows steps={draft.steps} error={lackOf('steps')} onChange={(steps) => onChange({ steps })} />
      <Field label={t('page.opening')} error={lackOf('opening')}>
        {(control) => <TextArea {...control} {...text('opening')} />}
      </Field>
      <LineRows lines={draft.questions} onChange={(questions) => onChange({ questions })} />
      <PairRows
        kind="objections"
        pairs={draft.objections}
        error={lackOf('objections')}
        onChange={(objections) => onChange({ objections })}
      />
      <Field label={t('page.voicemail')} error={lackOf('voicemail')}>
        {(control) => <TextArea {...control} {...text('voicemail')} />}
      </Field>
      <PairRows kind="goals" pairs={draft.goals} error={lackOf('goals')} onChange={(goals) => onChange({ goals })} />
    </div>
  );
}

/** Which card its leads are scored by. */
function CardChoice({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const t = useT('plays');
  const locale = useLocale();
  const { data } = useScorecards();
  // The newest version of each; the editor lists them all.
  const newest = new Map(
    (data?.cards ?? []).toSorted((a, b) => a.card.version - b.card.version).map(({ card }) => [card.id, card.name]),
  );
  const names = [...newest].map(([id, name]) => ({ value: id, label: textIn(name, locale) }));
  const isGone = data !== undefined && value !== '' && !newest.has(value);
  return (
    <Field
      label={t('page.card')}
      hint={t(data?.isPrescribed === true ? 'page.cardPrescribed' : 'page.cardHint')}
      error={isGone ? t('page.cardGone') : undefined}
    >
      {(control) => (
        <Select
          {...control}
          value={value}
          options={[
            { value: '', label: t('page.cardInUse') },
            ...names.toSorted((a, b) => a.label.localeCompare(b.label)),
            ...(value === '' || newest.has(value) ? [] : [{ value, label: value }]),
          ]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
