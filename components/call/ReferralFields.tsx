import type { CallReferral } from '../../lib/calls/call';
import { useT } from '../i18n';
import { focusIds } from '../sidebar/focus';
import { callNoteAttribute } from '../sidebar/keymap';
import { Field, TextInput } from '../ui/Field';
import { Kbd } from '../ui/Kbd';
import styles from './ReferralFields.module.css';

export interface ReferralFieldsProps {
  readonly referral: CallReferral;
  /** In the outcome panel: the outcome's own key, which leads into the fields when pressed again. */
  readonly shortcut?: string;
  readonly onChange: (referral: CallReferral) => void;
}

const longest = 200;

/** Whom they named instead of themselves: as good as a lead, and lost if nobody writes it down. In the panel Enter logs, as in the note. */
export function ReferralFields({ referral, shortcut, onChange }: ReferralFieldsProps) {
  const t = useT('call');
  const inPanel = shortcut !== undefined;
  return (
    <fieldset className={styles['set']}>
      <legend className={styles['title']}>
        {t('referral.title')} {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
      </legend>
      <div className={styles['fields']}>
        <ReferralField
          label={t('referral.name')}
          inPanel={inPanel}
          {...(inPanel ? { controlId: focusIds.referralName } : {})}
          value={referral.name}
          onChange={(name) => onChange({ ...referral, name })}
        />
        <ReferralField
          label={t('referral.contact')}
          inPanel={inPanel}
          value={referral.contact}
          onChange={(contact) => onChange({ ...referral, contact })}
        />
      </div>
      <p className={styles['hint']}>{t('referral.hint')}</p>
    </fieldset>
  );
}

interface ReferralFieldProps {
  readonly label: string;
  readonly controlId?: string;
  /** Enter logs the call, as in its note. */
  readonly inPanel: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ReferralField({ inPanel, value, onChange, ...field }: ReferralFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <TextInput
          {...control}
          {...(inPanel ? { [callNoteAttribute]: '' } : {})}
          autoComplete="off"
          maxLength={longest}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
