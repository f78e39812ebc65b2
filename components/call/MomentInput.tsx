import { type ComponentProps, useState } from 'react';
import { TextInput } from '../ui/Field';
import { fromInputValue, toInputValue } from './zoned-input';

export interface MomentInputProps
  extends Omit<ComponentProps<'input'>, 'type' | 'dir' | 'value' | 'onChange' | 'onBlur' | 'min' | 'max'> {
  /** Epoch ms; null where no time is chosen. */
  readonly at: number | null;
  /** On whose clock it is typed and shown. */
  readonly timeZone: string;
  readonly earliest?: number;
  readonly latest: number;
  readonly onMoment: (at: number) => void;
  /** The field was emptied, and left. */
  readonly onEmptied?: () => void;
}

/**
 * A day and a time. While somebody types it stands as typed: a year is wrong until its last digit, a field without hours is
 * empty to the browser, and neither may be put right under the hands.
 */
export function MomentInput(props: MomentInputProps) {
  const { at, timeZone, earliest, latest, onMoment, onEmptied, ...rest } = props;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      {...rest}
      type="datetime-local"
      dir="ltr"
      {...(earliest === undefined ? {} : { min: toInputValue(earliest, timeZone) })}
      max={toInputValue(latest, timeZone)}
      value={typed ?? (at === null ? '' : toInputValue(at, timeZone))}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        const moment = fromInputValue(value, timeZone);
        if (moment !== null) onMoment(moment);
      }}
      onBlur={({ currentTarget: { validity } }) => {
        if (typed === '' && !validity.badInput) onEmptied?.();
        setTyped(null);
      }}
    />
  );
}
