import { useState } from 'react';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Bar } from '../ui/Bar';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import styles from './LearningPage.module.css';
import { problemWords } from './problem-words';
import { SetupForm } from './SetupForm';
import { SourceCard } from './SourceCard';
import { StudyView } from './StudyView';
import { type LearnerControls, type Source, useLearner } from './use-learner';

/** Learns a points card from past leads, shows how good it is, and offers it as a draft. */
export function LearningPage() {
  const t = useT('learning');
  const learner = useLearner();
  const [name, setName] = useState('');
  const open = (source: Source, sourceName: string) => {
    setName(sourceName);
    learner.open(source);
  };
  const { read, study, problem, phase } = learner;
  return (
    <div className={styles['page']}>
      <p className={styles['intro']}>{t('intro')}</p>
      <SourceCard learner={learner} name={name} onOpen={open} />
      {read !== null && <SetupForm key={name} read={read} busy={phase === 'learning'} onLearn={learner.learn} />}
      {phase === 'learning' && <Progress learner={learner} />}
      {problem !== null && (
        <Banner tone={problem.kind === 'tooFew' ? 'neutral' : 'stop'} role="alert">
          {problemWords(t, problem)}
        </Banner>
      )}
      {study !== null && <StudyView {...study} sourceName={name} onLearn={learner.learn} />}
    </div>
  );
}

function Progress({ learner }: { readonly learner: LearnerControls }) {
  const t = useT('learning');
  const { done, of } = learner.progress ?? { done: 0, of: 7 };
  const words = t('progress.step', { done: Math.min(done + 1, of), of });
  return (
    <Card title={t('progress.title')} aside={<span role="status">{words}</span>}>
      <div className={styles['progress']}>
        <Bar label={t('progress.label')} value={done} max={of} valueText={words} />
        <Button onClick={learner.cancel}>{t('progress.cancel')}</Button>
      </div>
    </Card>
  );
}
