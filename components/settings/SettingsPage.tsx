import { type Settings, settings as settingsSchema } from '../../lib/messaging/protocol';
import { locale as localeSchema, locales } from '../../lib/model/schemas';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useSettings } from '../data/settings';
import { resolveLocale } from '../i18n/locale';
import { useT } from '../i18n/translate';
import { Card } from '../ui/Card';
import { Field, Select } from '../ui/Field';
import { Skeleton } from '../ui/Skeleton';
import { About } from './About';
import { ConversationSeconds } from './ConversationSeconds';
import { Reminders } from './Reminders';
import styles from './SettingsPage.module.css';
import { Snippets } from './Snippets';
import { StoreNotice } from './StoreNotice';

/** Language, theme, how calls are counted, and what Baton is. Everything here is saved as it is chosen. */
export function SettingsPage() {
  const t = useT('settings');
  const settings = useSettings();
  const save = useCommand('saveSettings');
  if (!settings) {
    return (
      <div role="status" aria-label={t('common:loading')}>
        <Skeleton heightPx={200} />
      </div>
    );
  }
  const change = async (part: Partial<Settings>) => (await save.run({ change: part })).ok;
  return (
    <div className={styles['page']}>
      {save.error !== null && <ErrorNote error={save.error} />}
      <Card title={t('appearance')}>
        <div className={styles['fields']}>
          <LanguageField value={settings.language} onChange={(language) => void change({ language })} />
          <ThemeField value={settings.theme} onChange={(theme) => void change({ theme })} />
        </div>
      </Card>
      <Card title={t('counting')}>
        <ConversationSeconds
          value={settings.conversationSeconds}
          onSave={(conversationSeconds) => change({ conversationSeconds })}
        />
      </Card>
      <Snippets snippets={settings.snippets ?? []} onSave={(snippets) => change({ snippets })} />
      <Reminders />
      <StoreNotice />
      <About />
    </div>
  );
}

interface ChoiceProps<K extends 'language' | 'theme'> {
  readonly value: Settings[K];
  readonly onChange: (value: Settings[K]) => void;
}

function LanguageField({ value, onChange }: ChoiceProps<'language'>) {
  const t = useT('settings');
  const browserLocale = resolveLocale('auto', navigator.languages);
  const options = [
    { value: 'auto', label: t('language.auto', { language: t(`language.${browserLocale}`) }) },
    ...locales.map((each) => ({ value: each, label: t(`language.${each}`) })),
  ];
  return (
    <Field label={t('language.label')}>
      {(control) => (
        <Select
          {...control}
          options={options}
          value={value}
          onChange={(event) => {
            const chosen = localeSchema.safeParse(event.target.value);
            onChange(chosen.success ? chosen.data : 'auto');
          }}
        />
      )}
    </Field>
  );
}

function ThemeField({ value, onChange }: ChoiceProps<'theme'>) {
  const t = useT('settings');
  const themes = settingsSchema.shape.theme;
  return (
    <Field label={t('theme.label')}>
      {(control) => (
        <Select
          {...control}
          options={themes.options.map((each) => ({ value: each, label: t(`theme.${each}`) }))}
          value={value}
          onChange={(event) => {
            const chosen = themes.safeParse(event.target.value);
            if (chosen.success) onChange(chosen.data);
          }}
        />
      )}
    </Field>
  );
}
