import type { ReactNode } from 'react';
import type { FieldOwner, OrgField } from '../../lib/crm/org-fields';
import { listFormat } from '../../lib/model/formatters';
import { type LocalText, textIn } from '../../lib/model/schemas';
import type { Criterion } from '../../lib/qualification/criterion';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Field, Select } from '../ui/Field';
import { type ChosenFields, chosenKey, fieldOptions, fieldsForAnswer, fieldsThatKnow } from './field-map-form';
import styles from './OrgFields.module.css';

/** A card that scores leads, and the names of the plays that say so; none for the card in use. */
export interface ScoringCard {
  readonly card: Scorecard;
  readonly plays: readonly LocalText[];
}

export interface OrgAnswerFieldsProps {
  readonly owner: FieldOwner;
  readonly fields: readonly OrgField[];
  /** The scorecards that score leads now. */
  readonly cards: readonly ScoringCard[];
  readonly chosen: ChosenFields;
  readonly onChoose: (key: string, field: string) => void;
}

const ways = [
  { role: 'known', fieldsOf: fieldsThatKnow },
  { role: 'answer', fieldsOf: fieldsForAnswer },
] as const;

/** Which field knows the answer to which question already, and which gets it when a lead is handed over. */
export function OrgAnswerFields({ owner, fields, cards, chosen, onChoose }: OrgAnswerFieldsProps) {
  const t = useT('settings');
  return ways.map(({ role, fieldsOf }) => {
    const askable = cards.flatMap((one) => {
      const questions = one.card.criteria.flatMap((criterion) => {
        const own = fieldsOf(criterion, fields);
        return own.length === 0 ? [] : [{ criterion, own }];
      });
      return questions.length === 0 ? [] : [{ ...one, questions }];
    });
    if (askable.length === 0) return null;
    return (
      <details key={role} className={styles['answers']}>
        <summary>{t(`fields.${role}.title`)}</summary>
        <p className={styles['intro']}>{t(`fields.${role}.intro`)}</p>
        {askable.map(({ card, plays, questions }) => (
          <CardQuestions key={card.id} card={card} plays={plays} isOnly={cards.length === 1}>
            {questions.map(({ criterion, own }) => {
              const key = chosenKey(owner, role, criterion.id);
              return (
                <QuestionField
                  key={criterion.id}
                  criterion={criterion}
                  fields={own}
                  alsoIn={cards.filter((other) => other.card.id !== card.id && asks(other.card, criterion))}
                  value={chosen[key]?.field ?? ''}
                  onChoose={(field) => onChoose(key, field)}
                />
              );
            })}
          </CardQuestions>
        ))}
      </details>
    );
  });
}

function asks({ criteria }: Scorecard, { id }: Criterion): boolean {
  return criteria.some((one) => one.id === id);
}

interface CardQuestionsProps extends ScoringCard {
  /** With a single card nothing has to be told apart. */
  readonly isOnly: boolean;
  readonly children: ReactNode;
}

function CardQuestions({ card, plays, isOnly, children }: CardQuestionsProps) {
  const t = useT('settings');
  const locale = useLocale();
  if (isOnly) return children;
  const names = listFormat(locale).format(plays.map((name) => textIn(name, locale)));
  return (
    <fieldset className={styles['card']}>
      <legend>
        {textIn(card.name, locale)}
        <span>
          {plays.length === 0 ? t('fields.cardInUse') : t('fields.cardOfPlays', { plays: names, count: plays.length })}
        </span>
      </legend>
      {children}
    </fieldset>
  );
}

interface QuestionFieldProps {
  readonly criterion: Criterion;
  readonly fields: readonly OrgField[];
  /** Other cards that ask the same question. */
  readonly alsoIn: readonly ScoringCard[];
  readonly value: string;
  readonly onChoose: (field: string) => void;
}

function QuestionField({ criterion, fields, alsoIn, value, onChoose }: QuestionFieldProps) {
  const t = useT('settings');
  const locale = useLocale();
  const others = listFormat(locale).format(alsoIn.map(({ card }) => textIn(card.name, locale)));
  return (
    <Field
      label={textIn(criterion.name, locale)}
      {...(alsoIn.length === 0 ? {} : { hint: t('fields.alsoIn', { cards: others }) })}
    >
      {(control) => (
        <Select
          {...control}
          options={fieldOptions(t('fields.none'), fields)}
          value={fields.some(({ name }) => name === value) ? value : ''}
          onChange={({ target }) => onChoose(target.value)}
        />
      )}
    </Field>
  );
}
