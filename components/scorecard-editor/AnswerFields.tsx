import { Plus, Trash2 } from 'lucide-react';
import type { Criterion } from '../../lib/qualification/criterion';
import { useT } from '../i18n/translate';
import { Button, IconButton } from '../ui/Button';
import { Field, TextInput } from '../ui/Field';
import { NumberField } from '../ui/NumberField';
import styles from './editor.module.css';
import { LocalTextFields } from './LocalTextFields';
import { freeId } from './new-parts';

export interface AnswerFieldsProps {
  readonly criterion: Criterion;
  readonly onChange: (criterion: Criterion) => void;
}

/** What answers a criterion, and how many of its points each answer is worth. */
export function AnswerFields({ criterion, onChange }: AnswerFieldsProps) {
  const t = useT('scorecardEditor');
  switch (criterion.kind) {
    case 'scale':
    case 'choice':
    case 'multi':
      return <Options criterion={criterion} onChange={onChange} />;
    case 'yesNo':
      return (
        <div className={styles['pair']}>
          <Percent
            label={t('worthOfYes')}
            level={criterion.yes ?? 1}
            onChange={(yes) => onChange({ ...criterion, yes })}
          />
          <Percent label={t('worthOfNo')} level={criterion.no ?? 0} onChange={(no) => onChange({ ...criterion, no })} />
        </div>
      );
    case 'number':
    case 'money':
    case 'date':
      return (
        <>
          {criterion.kind === 'money' && <Currency criterion={criterion} onChange={onChange} />}
          {criterion.kind === 'number' && (
            <LocalTextFields
              label={t('unit')}
              text={criterion.unit ?? {}}
              onChange={({ ...unit }) => {
                const { unit: _, ...rest } = criterion;
                onChange(Object.keys(unit).length === 0 ? rest : { ...rest, unit });
              }}
            />
          )}
          <Bands criterion={criterion} onChange={onChange} />
        </>
      );
    case 'text':
    case 'process':
      return <p className={styles['hint']}>{t(`kindHint.${criterion.kind}`)}</p>;
  }
}

type WithOptions = Extract<Criterion, { kind: 'scale' | 'choice' | 'multi' }>;
type WithBands = Extract<Criterion, { kind: 'number' | 'money' | 'date' }>;

function Options({ criterion, onChange }: { criterion: WithOptions; onChange: (criterion: Criterion) => void }) {
  const t = useT('scorecardEditor');
  const { options } = criterion;
  const withOptions = (changed: WithOptions['options']) => onChange({ ...criterion, options: changed });
  const add = () => {
    const id = freeId(
      'o',
      options.map((option) => option.id),
    );
    withOptions([...options, { id, label: {}, level: 0.5 }]);
  };
  return (
    <fieldset className={styles['group']}>
      <legend>{t('answers')}</legend>
      {options.length > 0 && (
        <p className={styles['entryHead']} aria-hidden="true">
          {t('worth')}
        </p>
      )}
      {options.map((option, index) => (
        <div key={option.id} className={styles['entry']}>
          <span className={styles['place']} aria-hidden="true">
            {index + 1}
          </span>
          <LocalTextFields
            listed
            label={t('answerNumber', { number: index + 1 })}
            text={option.label}
            onChange={(label) => withOptions(options.with(index, { ...option, label }))}
          />
          <Percent
            label={t('worthOf', { number: index + 1 })}
            labelHidden
            level={option.level}
            onChange={(level) => withOptions(options.with(index, { ...option, level }))}
          />
          <IconButton
            label={t('removeAnswer', { number: index + 1 })}
            onClick={() => withOptions(options.filter((each) => each.id !== option.id))}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button size="s" icon={<Plus aria-hidden="true" />} disabled={options.length >= 9} onClick={add}>
        {t('addAnswer')}
      </Button>
    </fieldset>
  );
}

function Bands({ criterion, onChange }: { criterion: WithBands; onChange: (criterion: Criterion) => void }) {
  const t = useT('scorecardEditor');
  const { bands } = criterion;
  const withBands = (changed: WithBands['bands']) => onChange({ ...criterion, bands: changed });
  const add = () => withBands([...bands, { from: (bands.at(-1)?.from ?? 0) + 100, level: 1 }]);
  return (
    <fieldset className={styles['group']}>
      <legend>{t(`bands.${criterion.kind}`)}</legend>
      {bands.map((band, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a band is its place in the order
        <div key={index} className={styles['answer']}>
          <NumberField
            label={t('bandFrom')}
            value={band.from}
            min={-1e15}
            max={1e15}
            onChange={(from) => from !== undefined && withBands(bands.with(index, { ...band, from }))}
          />
          <Percent
            label={t('worth')}
            level={band.level}
            onChange={(level) => withBands(bands.with(index, { ...band, level }))}
          />
          <IconButton
            label={t('removeBand', { number: index + 1 })}
            disabled={bands.length === 1}
            onClick={() => withBands(bands.filter((_, at) => at !== index))}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button size="s" icon={<Plus aria-hidden="true" />} disabled={bands.length >= 12} onClick={add}>
        {t('addBand')}
      </Button>
    </fieldset>
  );
}

function Currency({
  criterion,
  onChange,
}: {
  criterion: Extract<Criterion, { kind: 'money' }>;
  onChange: (criterion: Criterion) => void;
}) {
  const t = useT('scorecardEditor');
  const text = Object.entries(criterion.rates ?? {})
    .map(([code, rate]) => `${code} ${rate}`)
    .join(', ');
  return (
    <div className={styles['pair']}>
      <Field label={t('currency')}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={3}
            value={criterion.currency}
            onChange={(event) => onChange({ ...criterion, currency: event.currentTarget.value.toUpperCase() })}
          />
        )}
      </Field>
      <Field label={t('rates')} hint={t('ratesHint', { currency: criterion.currency })}>
        {(control) => (
          <TextInput
            {...control}
            defaultValue={text}
            onBlur={(event) => onChange({ ...criterion, rates: ratesIn(event.currentTarget.value) })}
          />
        )}
      </Field>
    </div>
  );
}

/** Rates as they are typed: `USD 0.92, GBP 1.17`; what is no rate is left out. */
export function ratesIn(text: string): Record<string, number> {
  const found = [...text.toUpperCase().matchAll(/([A-Z]{3})\s*[:=]?\s*(\d+(?:\.\d+)?)/g)];
  return Object.fromEntries(
    found.flatMap(([, code = '', rate]) => (Number(rate) > 0 && Number(rate) <= 1e9 ? [[code, Number(rate)]] : [])),
  );
}

interface PercentProps {
  readonly label: string;
  readonly level: number;
  readonly labelHidden?: boolean;
  readonly onChange: (level: number) => void;
}

/** A level, shown and typed as percent. */
export function Percent({ label, level, labelHidden = false, onChange }: PercentProps) {
  return (
    <NumberField
      label={label}
      labelHidden={labelHidden}
      value={Math.round(level * 1000) / 10}
      min={0}
      max={100}
      onChange={(percent) => percent !== undefined && onChange(percent / 100)}
    />
  );
}
