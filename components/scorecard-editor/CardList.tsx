import type { ScorecardsView } from '../../lib/messaging/scorecard-views';
import { textIn } from '../../lib/model/schemas';
import type { CardShape } from '../../lib/qualification/criterion';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { writeScorecardFile } from '../../lib/qualification/scorecard-file';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import styles from './editor.module.css';
import { copyOf } from './new-parts';

export interface CardListProps {
  readonly view: ScorecardsView;
  /** Ids of all cards and drafts. */
  readonly taken: readonly string[];
  /** Starts a draft. */
  readonly onWrite: (card: CardShape) => void;
  readonly onOpen: (draftId: string) => void;
}

/** Drafts first, then every card with all its versions, the one in use marked. */
export function CardList({ view, taken, onWrite, onOpen }: CardListProps) {
  const t = useT('scorecardEditor');
  const use = useCommand('useScorecard');
  const discard = useCommand('discardScorecardDraft');
  const families = [...Map.groupBy(view.cards, ({ card }) => card.id).values()];
  const isInUse = ({ id, version }: Scorecard) => id === view.inUse.id && version === view.inUse.version;
  const ordered = families.toSorted(
    (a, b) => Number(b.some(({ card }) => isInUse(card))) - Number(a.some(({ card }) => isInUse(card))),
  );
  return (
    <>
      {use.error !== null && <ErrorNote error={use.error} />}
      {view.drafts.length > 0 && (
        <Card title={t('drafts')}>
          <ul className={styles['drafts']}>
            {view.drafts.map((draft) => (
              <Draft
                key={draft.card.id}
                draft={draft}
                onOpen={() => onOpen(draft.card.id)}
                onDiscard={() => void discard.run({ scorecardId: draft.card.id })}
              />
            ))}
          </ul>
        </Card>
      )}
      <ul className={styles['cards']} aria-label={t('cards')}>
        {ordered.map((versions) => (
          <Family
            key={versions[0]?.card.id}
            versions={versions}
            isInUse={isInUse}
            locked={view.isPrescribed}
            hasDraft={view.drafts.some(({ card }) => card.id === versions[0]?.card.id)}
            onUse={({ id, version }) => void use.run({ scorecardId: id, version })}
            onEdit={(card) => onWrite({ ...card, version: card.version + 1 })}
            onOpen={onOpen}
            onCopy={(card) => onWrite(copyOf(card, taken, (name) => t('copied', { name })))}
          />
        ))}
      </ul>
    </>
  );
}

interface DraftProps {
  readonly draft: ScorecardsView['drafts'][number];
  readonly onOpen: () => void;
  readonly onDiscard: () => void;
}

function Draft({ draft: { card, origin, updatedAt }, onOpen, onDiscard }: DraftProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const formats = useFormats();
  const name = textIn(card.name, locale) || t('unnamed');
  return (
    <li className={styles['draft']} data-draft={card.id} tabIndex={-1}>
      <b>{name}</b>
      <Chip>{t(`origin.${origin}`)}</Chip>
      <small>{formats.moment(updatedAt)}</small>
      <span className={styles['rowActions']}>
        <Button size="s" variant="primary" aria-label={t('openDraftOf', { name })} onClick={onOpen}>
          {t('openDraft')}
        </Button>
        <Button size="s" aria-label={t('discardDraftOf', { name })} onClick={onDiscard}>
          {t('discardDraft')}
        </Button>
      </span>
    </li>
  );
}

interface FamilyProps {
  readonly versions: ScorecardsView['cards'];
  readonly isInUse: (card: Scorecard) => boolean;
  readonly locked: boolean;
  readonly hasDraft: boolean;
  readonly onUse: (card: Scorecard) => void;
  readonly onEdit: (card: Scorecard) => void;
  readonly onCopy: (card: Scorecard) => void;
  readonly onOpen: (draftId: string) => void;
}

function Family({ versions, isInUse, locked, hasDraft, onUse, onEdit, onCopy, onOpen }: FamilyProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const newestFirst = versions.toSorted((a, b) => b.card.version - a.card.version);
  const inUse = newestFirst.find(({ card }) => isInUse(card));
  const [chosen] = inUse === undefined ? newestFirst : [inUse];
  if (chosen === undefined) return null;
  const { card, origin } = chosen;
  const name = textIn(card.name, locale);
  const others = newestFirst.filter((each) => each !== chosen);
  return (
    <li className={styles['family']} data-in-use={inUse !== undefined || undefined}>
      <div className={styles['familyHead']}>
        <h2 data-card={card.id} tabIndex={-1}>
          {name}
        </h2>
        <small>{t('version', { version: card.version })}</small>
        {inUse !== undefined && (
          <Chip tone="good" dot>
            {t('inUse')}
          </Chip>
        )}
        <Chip tone={origin === 'prescribed' ? 'accent' : 'neutral'}>{t(`origin.${origin}`)}</Chip>
      </div>
      {card.about !== undefined && <p className={styles['hint']}>{textIn(card.about, locale)}</p>}
      <p className={styles['names']}>{card.criteria.map((each) => textIn(each.name, locale)).join(' · ')}</p>
      <span className={styles['rowActions']}>
        {inUse === undefined && !locked && (
          <Button size="s" aria-label={t('useCard', { name })} onClick={() => onUse(card)}>
            {t('use')}
          </Button>
        )}
        {origin !== 'prescribed' && (
          <Button
            size="s"
            aria-label={t('editCard', { name })}
            onClick={() => (hasDraft ? onOpen(card.id) : onEdit(newestFirst[0]?.card ?? card))}
          >
            {t(hasDraft ? 'openDraft' : 'edit')}
          </Button>
        )}
        <Button size="s" aria-label={t('copyCard', { name })} onClick={() => onCopy(card)}>
          {t('copy')}
        </Button>
        <Button size="s" aria-label={t('exportCard', { name })} onClick={() => download(card)}>
          {t('export')}
        </Button>
      </span>
      {others.length > 0 && (
        <details>
          <summary>{t('otherVersions', { count: others.length })}</summary>
          <ul className={styles['versions']}>
            {others.map((other) => (
              <li key={other.card.version}>
                {t('version', { version: other.card.version })}
                <span className={styles['rowActions']}>
                  {!locked && (
                    <Button size="s" onClick={() => onUse(other.card)}>
                      {t('useVersion', { version: other.card.version })}
                    </Button>
                  )}
                  <Button size="s" onClick={() => download(other.card)}>
                    {t('export')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Gives the card's file to the browser's downloads. */
function download(card: Scorecard): void {
  const url = URL.createObjectURL(new Blob([writeScorecardFile(card)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${card.id}-v${card.version}.baton-scorecard.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
