import { useState } from 'react';
import { loggedWithinMs } from '../../lib/calls/call';
import { ownTimeZone } from '../../lib/model/time';
import { useT } from '../i18n';
import type { LeadPhone } from '../lead/phones';
import type { CallMade } from '../sidebar/workspace';
import { Field, Select, TextInput } from '../ui/Field';
import styles from './CallFields.module.css';
import { fromLengthText, toLengthText } from './length-input';
import { fromInputValue, toInputValue } from './zoned-input';

export interface CallFieldsProps {
  readonly made: CallMade;
  /** Epoch ms: no call lies after it. */
  readonly now: number;
  readonly phones: readonly LeadPhone[];
  readonly onChange: (made: CallMade) => void;
  /** The id of the field for the time, where a key has to find it. */
  readonly timeId?: string;
}

/** The fields that say when and how a call was; times are the SDR's own. */
export function CallFields({ made, now, phones, onChange, timeId }: CallFieldsProps) {
  const t = useT('call');
  const zone = ownTimeZone();
  return (
    <div className={styles['fields']}>
      <Field
        label={t('fields.start')}
        className={styles['start']}
        {...(timeId === undefined ? {} : { controlId: timeId })}
      >
        {(control) => (
          <TextInput
            {...control}
            type="datetime-local"
            dir="ltr"
            min={toInputValue(now - loggedWithinMs, zone)}
            max={toInputValue(now, zone)}
            value={toInputValue(made.startedAt, zone)}
            onChange={(event) => {
              const startedAt = fromInputValue(event.currentTarget.value, zone);
              if (startedAt !== null) onChange({ ...made, startedAt: Math.min(startedAt, now) });
            }}
          />
        )}
      </Field>
      <LengthField durationMs={made.durationMs} onChange={(durationMs) => onChange({ ...made, durationMs })} />
      <Field label={t('fields.direction')}>
        {(control) => (
          <Select
            {...control}
            options={(['out', 'in'] as const).map((value) => ({ value, label: t(`fields.${value}`) }))}
            value={made.direction}
            onChange={(event) => onChange({ ...made, direction: event.currentTarget.value === 'in' ? 'in' : 'out' })}
          />
        )}
      </Field>
      <NumberField made={made} phones={phones} onChange={onChange} />
    </div>
  );
}

interface LengthFieldProps {
  readonly durationMs: number | null;
  readonly onChange: (durationMs: number | null) => void;
}

function LengthField({ durationMs, onChange }: LengthFieldProps) {
  const t = useT('call');
  const [text, setText] = useState(() => toLengthText(durationMs));
  const isWrong = fromLengthText(text) === undefined;
  return (
    <Field label={t('fields.length')} error={isWrong ? t('fields.lengthWrong') : undefined}>
      {(control) => (
        <TextInput
          {...control}
          dir="ltr"
          inputMode="numeric"
          placeholder={t('fields.lengthHint')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            const length = fromLengthText(event.currentTarget.value);
            if (length !== undefined) onChange(length);
          }}
        />
      )}
    </Field>
  );
}

/** The lead's numbers to choose from, and the one the call has where it is none of them. */
function NumberField({ made, phones, onChange }: Omit<CallFieldsProps, 'now' | 'timeId'>) {
  const t = useT('call');
  const known = phones.map(({ raw, shown }) => ({ value: raw, label: shown }));
  const own = made.number === null || known.some(({ value }) => value === made.number) ? [] : [made.number];
  return (
    <Field label={t('fields.number')}>
      {(control) => (
        <Select
          {...control}
          options={[
            { value: '', label: t('fields.noNumber') },
            ...known,
            ...own.map((value) => ({ value, label: value })),
          ]}
          value={made.number ?? ''}
          onChange={(event) => {
            const number = event.currentTarget.value;
            onChange({ ...made, number: number === '' ? null : number });
          }}
        />
      )}
    </Field>
  );
}
