import { useRef, useState } from 'react';
import { type CallingRule, ruleFile } from '../../lib/calling/rule';
import { useCallingRules, useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useLocale, useT } from '../i18n';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Field, TextInput } from '../ui/Field';
import { PageIntro } from '../ui/PageIntro';
import styles from './RulesPage.module.css';
import { ruleText } from './rule-text';

/** The calling rules in force, each with its source; import, export, and the way back. */
export function RulesPage() {
  const t = useT('calling');
  const formats = useFormats();
  const locale = useLocale();
  const { data, error, refetch } = useCallingRules([]);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const rows = (data?.rules ?? []).map((rule) => ({ rule, text: ruleText(t, locale, rule) }));
  const shown = rows.filter(({ rule, text }) => `${rule.id} ${rule.source} ${text}`.toLowerCase().includes(wanted));
  return (
    <div className={styles['page']}>
      <PageIntro>{t('page.intro')}</PageIntro>
      {error !== null && <ErrorNote error={error} onRetry={refetch} />}
      {data !== undefined && (
        <p>
          {t('page.shipped', { count: data.rules.length })}{' '}
          {data.importedAt !== null && `${t('page.imported', { when: formats.moment(data.importedAt) })} `}
          {data.prescribed > 0 && t('page.prescribed', { count: data.prescribed })}
        </p>
      )}
      <FileButtons rules={data?.rules ?? []} imported={data?.importedAt != null} />
      <Field label={t('page.search')}>
        {(control) => (
          <TextInput
            {...control}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </Field>
      <Card>
        <ul className={styles['rules']}>
          {shown.map(({ rule, text }) => (
            <Rule key={rule.id + text} rule={rule} text={text} />
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Rule({ rule, text }: { readonly rule: CallingRule; readonly text: string }) {
  const t = useT('calling');
  const scopes = rule.scopes.map((scope) => t(`page.scopes.${scope}`)).join(', ');
  const confidence = t(`confidence.${rule.confidence}`);
  return (
    <li className={styles['rule']}>
      <p>{text}</p>
      <p className={styles['source']}>
        {scopes} · {t(`source.${rule.kind}`, { source: rule.source, asOf: rule.asOf, confidence })}
      </p>
    </li>
  );
}

function FileButtons({ rules, imported }: { readonly rules: readonly CallingRule[]; readonly imported: boolean }) {
  const t = useT('calling');
  const input = useRef<HTMLInputElement>(null);
  const take = useCommand('importCallingRules');
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'stop'; readonly text: string } | null>(null);
  const importFile = async (file: File) => {
    const parsed = ruleFile.safeParse(await jsonIn(file));
    if (!parsed.success) {
      const why = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`);
      setSaid({ tone: 'stop', text: t('page.notRules', { why: why.join('; ') }) });
      return;
    }
    const reply = await take.run({ file: parsed.data });
    setSaid(reply.ok ? { tone: 'good', text: t('page.inForce') } : null);
  };
  return (
    <div className={styles['files']}>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className={styles['file']}
        aria-label={t('page.import')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void importFile(file);
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('page.import')}</Button>
      <Button variant="quiet" onClick={() => saveRules(rules)}>
        {t('page.export')}
      </Button>
      {imported && (
        <Button variant="quiet" onClick={() => void take.run({ file: null }).then(() => setSaid(null))}>
          {t('page.reset')}
        </Button>
      )}
      {said !== null && (
        <Banner tone={said.tone} role={said.tone === 'stop' ? 'alert' : 'status'}>
          {said.text}
        </Banner>
      )}
      {take.error !== null && <ErrorNote error={take.error} />}
    </div>
  );
}

async function jsonIn(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    return null;
  }
}

function saveRules(rules: readonly CallingRule[]): void {
  const text = JSON.stringify({ version: 1, replaceShipped: true, rules }, null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: 'calling-rules.json' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
