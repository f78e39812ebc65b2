import { listFormat } from '../../lib/model/formatters';
import { type Locale, type LocalText, textIn } from '../../lib/model/schemas';
import type { GoalShown } from '../../lib/plays/play-book';
import { useLocale, useT } from '../i18n';
import { Card } from '../ui/Card';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { clipped } from './known';
import styles from './PlayCard.module.css';

/** What can be shown for the goals just heard, beside the goal in the prospect's own words. */
export function GoalsShown({ goals }: { readonly goals: readonly GoalShown[] }) {
  const t = useT('plays');
  const locale = useLocale();
  return (
    <>
      <VisuallyHidden>
        <span role="status">
          {goals.length > 0 && `${t('goals.title')}: `}
          {listFormat(locale).format(goals.flatMap(({ show }) => shownText(show, locale) ?? []))}
        </span>
      </VisuallyHidden>
      {goals.length > 0 && (
        <Card title={t('goals.title')} tone="accent">
          <dl className={styles['objections']}>
            {goals.map(({ said, show }) => (
              <div key={`${said} ${show === null ? '' : textIn(show, locale)}`}>
                <dt dir="auto">{t('goals.said', { said: clipped(said, longestQuote) })}</dt>
                <dd dir="auto">{shownText(show, locale) ?? t('goals.nothing')}</dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
    </>
  );
}

function shownText(show: LocalText | null, locale: Locale): string | null {
  return show === null ? null : textIn(show, locale);
}

const longestQuote = 80;
