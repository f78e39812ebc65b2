import { useState } from 'react';
import type { FateRule } from '../../lib/learning/lead-fate';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Bar } from '../ui/Bar';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { PageIntro } from '../ui/PageIntro';
import styles from './LearningPage.module.css';
import { firstRule, OwnOutcome } from './OwnOutcome';
import { problemWords } from './problem-words';
import { SetupForm } from './SetupForm';
import { SourceCard } from './SourceCard';
import { StudyView } from './StudyView';
import { type LearnerControls, type Source, useLearner } from './use-learner';
import { type FixedSetup, type OwnLeads, useOwnSource } from './use-own-leads';

/** The own handoffs as they are learnt from. */
interface Chosen {
  readonly leads: OwnLeads;
  readonly rule: FateRule;
  readonly fixed: FixedSetup;
}

/** Learns a points card from past leads, shows how good it is, and offers it as a draft. */
export function LearningPage() {
  const t = useT('learning');
  const learner = useLearner();
  const sourceOf = useOwnSource();
  const [name, setName] = useState('');
  const [own, setOwn] = useState<Chosen | null>(null);
  const open = (source: Source, sourceName: string) => {
    setOwn(null);
    setName(sourceName);
    learner.open(source);
  };
  const openOwn = (leads: OwnLeads, rule: FateRule) => {
    const { source, fixed } = sourceOf(leads, rule);
    open(source, t('source.ownName'));
    setOwn({ leads, rule, fixed });
  };
  const { read, study, problem, phase } = learner;
  return (
    <div className={styles['page']}>
      <PageIntro>{t('intro')}</PageIntro>
      <SourceCard learner={learner} name={name} onOpen={open} onOwn={(leads) => openOwn(leads, firstRule(leads))} />
      {own !== null && <OwnOutcome own={own.leads} rule={own.rule} onChoose={(rule) => openOwn(own.leads, rule)} />}
      {read !== null && (
        <SetupForm
          key={`${name}:${own?.rule.kind}`}
          read={read}
          fixed={own?.fixed ?? null}
          busy={phase === 'learning'}
          onLearn={learner.learn}
        />
      )}
      {phase === 'learning' && <Progress learner={learner} />}
      {problem !== null && (
        <Banner tone={problem.kind === 'tooFew' ? 'neutral' : 'stop'} role="alert">
          {problemWords(t, problem)}
        </Banner>
      )}
      {study !== null && <StudyView {...study} sourceName={name} rule={own?.rule ?? null} onLearn={learner.learn} />}
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
