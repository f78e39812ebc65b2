import { useState } from 'react';
import type { ScorecardTrial } from '../../lib/messaging/scorecard-views';
import { listFormat } from '../../lib/model/formatters';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import styles from './editor.module.css';

/** What the card would have said of the leads worked so far; of another card nothing is said until it is tried. */
export function Trial({ card }: { readonly card: Scorecard }) {
  const t = useT('scorecardEditor');
  const cardText = JSON.stringify(card);
  const tried = useCommand('tryScorecard', cardText);
  const [trial, setTrial] = useState<{ readonly cardText: string; readonly found: ScorecardTrial } | null>(null);
  const run = async () => {
    const reply = await tried.run({ card });
    if (reply.ok) setTrial({ cardText, found: reply.value });
  };
  return (
    <div className={styles['trial']}>
      <p className={styles['hint']}>{t('trialHint')}</p>
      <Button size="s" busy={tried.pending} onClick={() => void run()}>
        {t('trialRun')}
      </Button>
      {tried.error !== null && <ErrorNote error={tried.error} />}
      {trial?.cardText === cardText && <Result trial={trial.found} />}
    </div>
  );
}

function Result({ trial: { handoffs, notReady, others, newlyReady } }: { readonly trial: ScorecardTrial }) {
  const t = useT('scorecardEditor');
  if (handoffs + others === 0) return <p role="status">{t('trialNothing')}</p>;
  return (
    <div role="status">
      {handoffs > 0 && (
        <p>
          {t('trialNotReady', { count: notReady.count, total: handoffs })}
          <Names {...notReady} />
        </p>
      )}
      {others > 0 && (
        <p>
          {t('trialNewlyReady', { count: newlyReady.count, total: others })}
          <Names {...newlyReady} />
        </p>
      )}
    </div>
  );
}

function Names({ count, names }: ScorecardTrial['notReady']) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  if (names.length === 0) return null;
  const more = count - names.length;
  const all = more > 0 ? [...names, t('andMore', { count: more })] : names;
  return <small className={styles['hint']}> {listFormat(locale, { type: 'unit' }).format(all)}</small>;
}
