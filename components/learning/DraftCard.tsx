import { draftOf } from '../../lib/learning/draft';
import type { Study } from '../../lib/learning/report';
import { newCommandId } from '../../lib/messaging/client';
import type { Learnt } from '../../lib/qualification/learnt';
import { scorecard } from '../../lib/qualification/scorecard';
import { writeScorecardFile } from '../../lib/qualification/scorecard-file';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useLocale } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { useToasts } from '../ui/Toast';
import { binWords } from './bin-words';
import styles from './LearningPage.module.css';
import { saveFile } from './save-file';

export interface DraftCardProps {
  readonly study: Study;
  /** What a success was. */
  readonly outcome: Learnt['outcome'];
  readonly sourceName: string;
}

/** The learnt card as a draft scorecard, or as a file. */
export function DraftCard({ study, outcome, sourceName }: DraftCardProps) {
  const t = useT('learning');
  const save = useCommand('saveScorecardDraft');
  const draft = useDraft(study, outcome, sourceName);
  const make = async () => {
    const reply = await save.run({ card: draft(), origin: 'learnt' });
    if (reply.ok) useToasts.getState().show({ tone: 'good', text: t('draft.made'), staysMs: 6000 });
  };
  const exportFile = () => {
    const card = scorecard.parse(draft());
    saveFile(`${card.id}.json`, writeScorecardFile(card));
  };
  return (
    <Card title={t('draft.title')}>
      <div className={styles['stack']}>
        <p className={styles['hint']}>{t('draft.text')}</p>
        <div className={styles['actions']}>
          <Button variant="primary" onClick={() => void make()} busy={save.pending}>
            {t('draft.make')}
          </Button>
          <Button onClick={exportFile}>{t('draft.export')}</Button>
        </div>
        {save.error !== null && <ErrorNote error={save.error} onRetry={() => void make()} />}
      </div>
    </Card>
  );
}

/** A draft under a new id each time: an earlier one may have been edited since. */
function useDraft({ card, random, bestFifthFrom }: Study, outcome: Learnt['outcome'], source: string) {
  const t = useT('learning');
  const formats = useFormats();
  const locale = useLocale();
  return () =>
    draftOf(
      card,
      { id: `learnt-${newCommandId()}`, readyFrom: bestFifthFrom, outcome },
      {
        locale,
        name: t('draft.name', { source }),
        about: t('draft.about', {
          leads: formats.number(card.leads),
          positives: formats.number(card.positives),
          auc: formats.number(100 * random.auc),
        }),
        questionAbout: (column) => t('draft.question', { column }),
        binName: (bin, criterion) => binWords(t, formats, bin, criterion),
      },
    );
}
