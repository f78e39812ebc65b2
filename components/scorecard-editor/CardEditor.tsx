import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { ScorecardsView } from '../../lib/messaging/scorecard-views';
import { listFormat } from '../../lib/model/formatters';
import { type LocalText, textIn } from '../../lib/model/schemas';
import type { CardShape } from '../../lib/qualification/criterion';
import { scorecard } from '../../lib/qualification/scorecard';
import { soundPartOf } from '../../lib/qualification/sound-part';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { useToasts } from '../ui/Toast';
import { CardFields } from './CardFields';
import { CriteriaOrder } from './CriteriaOrder';
import { CriterionFields } from './CriterionFields';
import { DisqualifierFields } from './DisqualifierFields';
import { DraftClash } from './DraftClash';
import styles from './editor.module.css';
import { LearntNote } from './LearntNote';
import { freeId, moved, newCriterion } from './new-parts';
import { Preview } from './Preview';
import { Problems } from './Problems';
import { Trial } from './Trial';
import { type KeptDraft, useKeptDraft } from './use-kept-draft';

export interface CardEditorProps {
  readonly draft: ScorecardsView['drafts'][number];
  /** Called with whether it was published. */
  readonly onClose: (published: boolean) => void;
}

/** Writes a card: kept as a draft with every change, tried out beside it, and published as a version that stays. */
export function CardEditor({ draft, onClose }: CardEditorProps) {
  const t = useT('scorecardEditor');
  const form = useForm<CardShape>({ defaultValues: draft.card });
  const card = useWatch({ control: form.control, compute: (values: CardShape) => values });
  const [shown, setShown] = useState(0);
  const kept = useKeptDraft(card, draft, (theirs) => form.reset(theirs));
  const part = soundPartOf(card);
  const locale = useLocale();
  const without = namesOf(card, part?.without ?? [], (name) => textIn(name, locale) || t('unnamed'));
  const leftOut = without.length === 0 ? null : listFormat(locale).format(without);
  const setCriteria = (criteria: CardShape['criteria']) => form.setValue('criteria', criteria, { shouldDirty: true });
  const add = () => {
    const id = freeId('criterion', [
      ...card.criteria.map((each) => each.id),
      ...(card.disqualifiers ?? []).map((each) => each.id),
    ]);
    setCriteria([...card.criteria, newCriterion(id)]);
    setShown(card.criteria.length);
  };
  const criterion = card.criteria[shown];
  return (
    <div className={styles['editor']}>
      <div className={styles['write']}>
        <Card
          title={t('cardTitle')}
          aside={<small>{kept.clash === null ? t(kept.saved ? 'saved' : 'saving') : t('common:notSaved')}</small>}
        >
          <CardFields form={form} />
        </Card>
        {kept.clash !== null && <DraftClash clash={kept.clash} />}
        {kept.error !== null && <ErrorNote error={kept.error} />}
        <Card title={t('criteria')}>
          <CriteriaOrder
            criteria={card.criteria}
            shown={shown}
            onShow={setShown}
            onMove={(from, to) => {
              setCriteria(moved(card.criteria, from, to));
              setShown(to);
            }}
          />
          <div className={styles['actions']}>
            <Button size="s" icon={<Plus aria-hidden="true" />} disabled={card.criteria.length >= 60} onClick={add}>
              {t('addCriterion')}
            </Button>
          </div>
        </Card>
        {criterion !== undefined && (
          <Card title={t('criterion')}>
            <CriterionFields
              key={criterion.id}
              criterion={criterion}
              others={card.criteria.filter((each) => each.id !== criterion.id)}
              onChange={(changed) => setCriteria(card.criteria.with(shown, changed))}
              onRemove={() => {
                setCriteria(card.criteria.filter((each) => each.id !== criterion.id));
                setShown(Math.max(0, shown - 1));
              }}
            />
          </Card>
        )}
        <Card title={t('ruleOut.title')}>
          <DisqualifierFields
            card={card}
            onChange={(disqualifiers) => form.setValue('disqualifiers', disqualifiers, { shouldDirty: true })}
          />
        </Card>
      </div>
      <div className={styles['try']}>
        <Problems card={card} />
        <LearntNote card={card} />
        <Card title={t('previewTitle')}>
          {part === null ? (
            <p className={styles['hint']}>{t('previewNothing')}</p>
          ) : (
            <>
              {leftOut !== null && <Banner tone="neutral">{t('previewWithout', { names: leftOut })}</Banner>}
              <Preview card={part.card} />
            </>
          )}
        </Card>
        {part !== null && (
          <Card title={t('trialTitle')}>
            {leftOut !== null && <p className={styles['hint']}>{t('trialWithout', { names: leftOut })}</p>}
            <Trial card={part.card} />
          </Card>
        )}
        <Publish card={card} origin={draft.origin} kept={kept} onDone={() => onClose(true)} />
        <Button variant="quiet" onClick={() => onClose(false)}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}

/** The names of criteria and disqualifiers, by their ids. */
function namesOf(
  { criteria, disqualifiers = [] }: CardShape,
  ids: readonly string[],
  textOf: (name: LocalText) => string,
): string[] {
  return ids.map((id) => textOf([...criteria, ...disqualifiers].find((each) => each.id === id)?.name ?? {}));
}

interface PublishProps {
  readonly card: CardShape;
  readonly origin: CardEditorProps['draft']['origin'];
  readonly kept: Pick<KeptDraft, 'hold' | 'release'>;
  readonly onDone: () => void;
}

function Publish({ card, origin, kept, onDone }: PublishProps) {
  const t = useT('scorecardEditor');
  const toasts = useToasts();
  const publish = useCommand('publishScorecard');
  const [use, setUse] = useState(true);
  const sound = scorecard.safeParse(card).data;
  const run = async () => {
    if (sound === undefined) return;
    const from = origin === 'imported' || origin === 'learnt' ? origin : 'own';
    await kept.hold();
    const reply = await publish.run({ card: sound, origin: from, use });
    if (!reply.ok) return kept.release();
    toasts.show({ tone: 'good', text: t('published', { version: reply.value.version }) });
    onDone();
  };
  return (
    <Card title={t('publishTitle')}>
      <p className={styles['hint']}>{t('publishHint')}</p>
      <label className={styles['check']}>
        <input type="checkbox" checked={use} onChange={(event) => setUse(event.currentTarget.checked)} />
        {t('publishUse')}
      </label>
      {publish.error !== null && <ErrorNote error={publish.error} />}
      <Button variant="primary" disabled={sound === undefined} busy={publish.pending} onClick={() => void run()}>
        {t('publish')}
      </Button>
    </Card>
  );
}
