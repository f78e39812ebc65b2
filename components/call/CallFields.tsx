import { useState } from 'react';
import { ownTimeZone } from '../../lib/model/time';
import { useT } from '../i18n';
import type { LeadPhone } from '../lead/phones';
import { callNoteAttribute } from '../sidebar/keymap';
import type { CallMade } from '../sidebar/workspace';
import { Field, Select, TextInput } from '../ui/Field';
import styles from './CallFields.module.css';
import { fromLengthText, toLengthText } from './length-input';
import { MomentInput } from './MomentInput';
import { startIssue } from './start-issue';

export interface CallFieldsProps {
  readonly made: CallMade;
  /** Epoch ms: no call lies after it. */
  readonly now: number;
  /** Epoch ms: nor before it. */
  readonly earliest: number;
  readonly phones: readonly LeadPhone[];
  readonly onChange: (made: CallMade) => void;
  /** The id of the field for the time, where a key has to find it. */
  readonly timeId?: string;
}

/** The fields that say when and how a call was; times are the SDR's own. In the outcome panel Enter logs, as in the note. */
export function CallFields({ made, now, earliest, phones, onChange, timeId }: CallFieldsProps) {
  const t = useT('call');
  return (
    <div className={styles['fields']}>
      <Field
        label={t('fields.start')}
        className={styles['start']}
        error={startIssue(t, made.startedAt, earliest)}
        {...(timeId === undefined ? {} : { controlId: timeId })}
      >
        {(control) => (
          <MomentInput
            {...control}
            {...{ [callNoteAttribute]: '' }}
            at={made.startedAt}
            timeZone={ownTimeZone()}
            earliest={earliest}
            latest={now}
            onMoment={(startedAt) => onChange({ ...made, startedAt: Math.min(startedAt, now) })}
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
          {...{ [callNoteAttribute]: '' }}
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
function NumberField({ made, phones, onChange }: Omit<CallFieldsProps, 'now' | 'earliest' | 'timeId'>) {
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
