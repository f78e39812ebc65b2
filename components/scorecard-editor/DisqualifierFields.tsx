import { Plus, Trash2 } from 'lucide-react';
import { textIn } from '../../lib/model/schemas';
import type { CardShape, Condition, Disqualifier } from '../../lib/qualification/criterion';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Field, Select } from '../ui/Field';
import { NumberField } from '../ui/NumberField';
import { ConditionFields } from './ConditionFields';
import styles from './editor.module.css';
import { LocalTextFields } from './LocalTextFields';
import { freeId, newDisqualifier } from './new-parts';

export interface DisqualifierFieldsProps {
  readonly card: CardShape;
  readonly onChange: (disqualifiers: CardShape['disqualifiers']) => void;
}

const mostDisqualifiers = 40;

/** What rules a lead out: said by the SDR or following from answers; it stops the lead, or lets it go until some days later. */
export function DisqualifierFields({ card, onChange }: DisqualifierFieldsProps) {
  const t = useT('scorecardEditor');
  const { disqualifiers = [], criteria } = card;
  const add = () => {
    const id = freeId('ruleOut', [...criteria.map((each) => each.id), ...disqualifiers.map((each) => each.id)]);
    onChange([...disqualifiers, newDisqualifier(id)]);
  };
  return (
    <div className={styles['fields']}>
      <p className={styles['hint']}>{t('ruleOut.hint')}</p>
      {disqualifiers.map((each, index) => (
        <One
          key={each.id}
          disqualifier={each}
          criteria={criteria}
          onChange={(changed) => onChange(disqualifiers.with(index, changed))}
          onRemove={() => {
            const left = disqualifiers.filter(({ id }) => id !== each.id);
            onChange(left.length === 0 ? undefined : left);
          }}
        />
      ))}
      <div>
        <Button
          size="s"
          icon={<Plus aria-hidden="true" />}
          disabled={disqualifiers.length >= mostDisqualifiers}
          onClick={add}
        >
          {t('ruleOut.add')}
        </Button>
      </div>
    </div>
  );
}

interface OneProps {
  readonly disqualifier: Disqualifier;
  readonly criteria: CardShape['criteria'];
  readonly onChange: (disqualifier: Disqualifier) => void;
  readonly onRemove: () => void;
}

/** Three months, until which most "not now" has a new answer. */
const usualRecycleDays = 90;

function One({ disqualifier, criteria, onChange, onRemove }: OneProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const { effect, when } = disqualifier;
  const name = textIn(disqualifier.name, locale) || t('unnamed');
  return (
    <fieldset className={styles['group']}>
      <legend>{name}</legend>
      <LocalTextFields
        label={t('ruleOut.name')}
        text={disqualifier.name}
        onChange={(text) => onChange({ ...disqualifier, name: text })}
      />
      <div className={styles['pair']}>
        <Field label={t('ruleOut.effect')}>
          {(control) => (
            <Select
              {...control}
              value={effect.kind}
              options={(['hard', 'soft'] as const).map((kind) => ({ value: kind, label: t(`ruleOut.${kind}`) }))}
              onChange={(event) =>
                onChange({
                  ...disqualifier,
                  effect:
                    event.currentTarget.value === 'soft'
                      ? { kind: 'soft', recycleDays: usualRecycleDays }
                      : { kind: 'hard' },
                })
              }
            />
          )}
        </Field>
        {effect.kind === 'soft' && (
          <NumberField
            label={t('ruleOut.days')}
            value={effect.recycleDays}
            min={1}
            max={3650}
            onChange={(days) =>
              days !== undefined &&
              onChange({ ...disqualifier, effect: { kind: 'soft', recycleDays: Math.round(days) } })
            }
          />
        )}
      </div>
      <Known when={when} criteria={criteria} onChange={(changed) => onChange(withWhen(disqualifier, changed))} />
      <Button variant="quiet" size="s" icon={<Trash2 aria-hidden="true" />} onClick={onRemove}>
        {t('ruleOut.remove', { name })}
      </Button>
    </fieldset>
  );
}

interface KnownProps {
  readonly when: readonly Condition[] | undefined;
  readonly criteria: CardShape['criteria'];
  readonly onChange: (when: readonly Condition[] | undefined) => void;
}

/** Whether the SDR says it, or it follows from answers, and from which. */
function Known({ when, criteria, onChange }: KnownProps) {
  const t = useT('scorecardEditor');
  return (
    <>
      <Field label={t('ruleOut.known')}>
        {(control) => (
          <Select
            {...control}
            value={when === undefined ? 'said' : 'answers'}
            options={(['said', 'answers'] as const).map((each) => ({ value: each, label: t(`ruleOut.${each}`) }))}
            onChange={(event) => onChange(event.currentTarget.value === 'said' ? undefined : [])}
          />
        )}
      </Field>
      {when !== undefined && <ConditionFields conditions={when} criteria={criteria} onChange={onChange} />}
    </>
  );
}

function withWhen({ when: _, ...rest }: Disqualifier, when: readonly Condition[] | undefined): Disqualifier {
  return when === undefined ? rest : { ...rest, when: [...when] };
}
