import { useEffect } from 'react';
import { ask, newCommandId } from '../../lib/messaging/client';
import { textIn } from '../../lib/model/schemas';
import type { AnswerValue } from '../../lib/qualification/answer';
import type { Disqualifier } from '../../lib/qualification/criterion';
import type { Criterion } from '../../lib/qualification/scorecard';
import { scoreLead } from '../../lib/qualification/scoring';
import { useLocale, useT } from '../i18n';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { noWork, type PendingAnswer, useWorkspaceStore, type Workspace } from '../sidebar/workspace';
import { answerText } from './answer-text';
import { stillPending } from './merged-answers';
import { isUnconfirmed, onTrail, type Question } from './use-question';

export interface Answering {
  /** Gives an answer: shown and scored at once, sent, and kept with its error where sending failed. */
  readonly give: (criterion: Criterion, value: AnswerValue) => void;
  /** Keeps the note and the evidence typed for a criterion: with its answer where there is one, else for the answer to come. */
  readonly keepWords: (criterion: Criterion) => void;
  /** Keeps an answer that is old or only the CRM's as it is, as of now; false where there is none. */
  readonly confirm: (question: Question | null) => boolean;
  /** Says, or takes back, that something rules the lead out. */
  readonly ruleOut: (disqualifier: Disqualifier, holds: boolean) => void;
  readonly retry: (criterionId: string) => void;
}

/** Answers the questions about a lead. */
export function useAnswering(lead: ShownLead | null | undefined): Answering {
  const store = useWorkspaceStore();
  const t = useT('scorecard');
  const locale = useLocale();
  const view = lead?.view;
  useEffect(() => {
    if (view === undefined) return;
    const pending = store.getState().work[view.key]?.pending ?? noWork.pending;
    const left = stillPending(view.answers, pending);
    if (left !== pending) store.getState().change(view.key, () => ({ pending: left }));
  }, [view, store]);

  const submit = (
    criterion: Pick<Criterion, 'id' | 'name'>,
    value: AnswerValue,
    move: 'on' | 'stay' | 'none',
    said: string | null,
  ) => {
    if (lead?.view === undefined) return;
    const { key, answers, view: shownView } = lead;
    const { change, say, work } = store.getState();
    const known = answers[criterion.id];
    const note = work[key]?.answerNotes[criterion.id] ?? (value.kind === 'cleared' ? '' : (known?.note ?? ''));
    const evidence =
      work[key]?.answerEvidence[criterion.id] ?? (value.kind === 'cleared' ? '' : (known?.evidence ?? ''));
    // A later answer is always the newer one, also where the clock has not moved on.
    const answer: PendingAnswer = {
      commandId: newCommandId(),
      value,
      note,
      ...(evidence === '' ? {} : { evidence }),
      at: Math.max(Date.now(), (known?.at ?? 0) + 1),
      error: null,
    };
    change(key, ({ pending, answerNotes, answerEvidence, typed, shown, trail }) => ({
      pending: { ...pending, [criterion.id]: answer },
      answerNotes: without(answerNotes, criterion.id),
      answerEvidence: without(answerEvidence, criterion.id),
      typed: without(typed, criterion.id),
      ...(move === 'on'
        ? { shown: null, trail: onTrail(trail, criterion.id) }
        : { shown: move === 'stay' ? criterion.id : shown }),
    }));
    const { estimate, low, high } = scoreLead(shownView.scorecard, { ...answers, [criterion.id]: answer }, Date.now());
    const name = textIn(criterion.name, locale);
    say(
      said === null
        ? t('announce.cleared', { criterion: name, estimate })
        : t('announce.answered', { criterion: name, answer: said, estimate, low, high }),
    );
    void send(store, key, criterion.id, answer);
  };

  return {
    give: (criterion, value) => {
      const stays = value.kind === 'options' || value.kind === 'process';
      const move = value.kind === 'cleared' ? 'none' : stays ? 'stay' : 'on';
      submit(criterion, value, move, answerText(t, locale, criterion, value));
    },
    keepWords: (criterion) => {
      const value = lead?.answers[criterion.id]?.value;
      if (value !== undefined && value.kind !== 'cleared')
        submit(criterion, value, 'none', answerText(t, locale, criterion, value));
    },
    confirm: (question) => {
      const criterion = question?.kind === 'ask' ? question.criterion : undefined;
      const held = criterion === undefined ? undefined : lead?.answers[criterion.id];
      if (criterion === undefined || held === undefined || !isUnconfirmed(lead?.score, criterion.id)) return false;
      submit(criterion, held.value, 'on', answerText(t, locale, criterion, held.value));
      return true;
    },
    ruleOut: (disqualifier, holds) => {
      const value: AnswerValue = holds ? { kind: 'option', optionId: 'yes' } : { kind: 'cleared' };
      submit(disqualifier, value, 'none', holds ? t('ruleOut.said') : null);
    },
    retry: (criterionId) => {
      const answer = lead == null ? undefined : store.getState().work[lead.key]?.pending[criterionId];
      if (lead != null && answer !== undefined) void send(store, lead.key, criterionId, answer);
    },
  };
}

async function send(store: Workspace, key: ShownLead['key'], criterionId: string, answer: PendingAnswer) {
  const { commandId, value, note, evidence, at } = answer;
  mark(store, key, criterionId, commandId, null);
  const reply = await ask('giveAnswer', {
    commandId,
    recordKey: key,
    criterionId,
    value,
    note,
    at,
    ...(evidence === undefined ? {} : { evidence }),
  });
  if (!reply.ok) mark(store, key, criterionId, commandId, reply.error);
}

/** Notes how sending went, unless a newer answer took the place meanwhile. */
function mark(
  store: Workspace,
  key: ShownLead['key'],
  criterionId: string,
  commandId: string,
  error: PendingAnswer['error'],
) {
  store.getState().change(key, ({ pending }) => {
    const answer = pending[criterionId];
    return answer?.commandId === commandId ? { pending: { ...pending, [criterionId]: { ...answer, error } } } : {};
  });
}

function without<T>(entries: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(entries).filter(([each]) => each !== key));
}
