import { type LocalText, locales } from '../../lib/model/schemas';
import { useT } from '../i18n/translate';
import { Field, TextArea, TextInput } from '../ui/Field';
import styles from './editor.module.css';

export interface LocalTextFieldsProps {
  readonly label: string;
  readonly text: LocalText;
  readonly long?: boolean;
  /** One of a list: what it is stands with the list, and the words show their language themselves. */
  readonly listed?: boolean;
  readonly onChange: (text: LocalText) => void;
}

/** A text in every language Baton speaks, side by side; an empty one is left out. */
export function LocalTextFields({ label, text, long = false, listed = false, onChange }: LocalTextFieldsProps) {
  const t = useT('scorecardEditor');
  const Input = long ? TextArea : TextInput;
  return (
    <div className={listed ? styles['listed'] : styles['languages']}>
      {locales.map((locale) => (
        <Field key={locale} label={t('inLanguage', { label, language: t(`language.${locale}`) })} labelHidden={listed}>
          {(control) => (
            <Input
              {...control}
              lang={locale}
              {...(listed ? { placeholder: t(`language.${locale}`) } : {})}
              maxLength={2000}
              value={text[locale] ?? ''}
              onChange={(event: { currentTarget: { value: string } }) =>
                onChange(withText(text, locale, event.currentTarget.value))
              }
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** A text, or undefined where no language has words. */
export function orNone(text: LocalText): LocalText | undefined {
  return Object.keys(text).length === 0 ? undefined : text;
}

function withText(text: LocalText, locale: (typeof locales)[number], words: string): LocalText {
  const { [locale]: _, ...others } = text;
  return words === '' ? others : { ...others, [locale]: words };
}
