import { goalsShown, heardIn } from '../../lib/plays/play-book';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { HandoffTeaser } from '../handoff/HandoffTeaser';
import { HandoffToMeCard } from '../handoff/HandoffToMeCard';
import { useT } from '../i18n';
import { LeadCard } from '../lead/LeadCard';
import { GoalsShown } from '../plays/GoalsShown';
import { PlayCard } from '../plays/PlayCard';
import { Carried } from '../scorecard/Carried';
import { CriteriaList } from '../scorecard/CriteriaList';
import { QuestionCard } from '../scorecard/QuestionCard';
import { RuledOut, RuleOut } from '../scorecard/RuleOut';
import { ScoreCard } from '../scorecard/ScoreCard';
import { isUnconfirmed } from '../scorecard/use-question';
import { Notices } from './Notices';
import { SidebarSkeleton } from './SidebarSkeleton';
import type { ShownLead } from './use-shown-lead';
import type { SidebarParts } from './use-sidebar-keys';
import { useWork, useWorkspace, useWorkspaceStore } from './workspace';

export interface LeadPageProps {
  readonly lead: ShownLead;
  readonly parts: SidebarParts;
  readonly now: number;
}

/** Everything about the lead shown, in the order it is needed during a call. */
export function LeadPage({ lead, parts, now }: LeadPageProps) {
  const store = useWorkspaceStore();
  const complete = useCommand('completeFollowUp', lead.key);
  const restore = useCommand('restoreNumber', lead.key);
  const { calls, logging, target } = parts;
  const running = target?.running ?? null;
  // From the first ring to the logged outcome: what is talked about now comes first.
  const inCall = running !== null && target?.elsewhere === false;
  return (
    <>
      <Notices lead={lead} />
      <LeadCard
        lead={lead}
        now={now}
        permissionOf={parts.permissionOf}
        calling={{
          onCall: (number) => calls.start(number),
          onRestore: (number) => void restore.run({ recordKey: lead.key, number, at: Date.now() }),
          callable: running === null,
          lineNumber: inCall && running.endedAt === null ? running.number : null,
        }}
        past={{
          onUndo: (call) => logging.undo(call),
          onEdit: store.getState().setEditing,
          onFollowUpDone: (followUp) => void complete.run({ followUpId: followUp.id, at: Date.now() }),
        }}
        folded={inCall}
      />
      <NotTakenBack lead={lead} logging={logging} />
      {restore.error !== null && <ErrorNote error={restore.error} />}
      {complete.error !== null && <ErrorNote error={complete.error} />}
      {lead.view === undefined ? (
        <SidebarSkeleton withLead={false} />
      ) : (
        <>
          {lead.view.handoffToMe !== undefined && <HandoffToMeCard view={lead.view} handoff={lead.view.handoffToMe} />}
          {parts.play !== undefined && (
            <PlayCard
              {...{ view: lead.view, answers: lead.answers, play: parts.play, steps: parts.steps, now, folded: inCall }}
            />
          )}
          <Qualification lead={lead} view={lead.view} parts={parts} />
          <HandoffTeaser lead={lead} view={lead.view} now={now} onOpen={() => store.getState().show('handoff')} />
        </>
      )}
    </>
  );
}

/** A call of this lead that could not be taken back, unless the confirmation of that very call says so. */
function NotTakenBack({ lead, logging }: { readonly lead: ShownLead; readonly logging: SidebarParts['logging'] }) {
  const confirmed = useWorkspace((state) => state.logged?.call.id);
  const { undoFailed } = logging;
  if (undoFailed === null || undoFailed.call.recordKey !== lead.key || undoFailed.call.id === confirmed) return null;
  return <ErrorNote error={undoFailed.error} onRetry={() => logging.undo(undoFailed.call)} />;
}

interface QualificationProps {
  readonly lead: ShownLead;
  readonly view: NonNullable<ShownLead['view']>;
  readonly parts: SidebarParts;
}

function Qualification({ lead, view, parts }: QualificationProps) {
  const store = useWorkspaceStore();
  const work = useWork(lead.key);
  const { questions, answering } = parts;
  const { question } = questions;
  const shownId = question?.kind === 'ask' ? question.criterion.id : null;
  const answer = shownId === null ? undefined : lead.answers[shownId];
  return (
    <>
      {lead.score !== null && (
        <ScoreCard
          {...{ score: lead.score, scorecard: view.scorecard, play: view.playOfCard, answers: lead.answers }}
          onChoose={questions.choose}
        />
      )}
      {lead.score !== null && <RuledOut score={lead.score} scorecard={view.scorecard} />}
      <Carried view={view} />
      <UnsavedAnswers lead={lead} parts={parts} />
      {question !== null && (
        <QuestionCard
          recordKey={lead.key}
          question={question}
          controls={questions}
          answer={answer}
          unconfirmed={shownId !== null && isUnconfirmed(lead.score, shownId)}
          field={shownId === null ? null : (view.crmKnown[shownId]?.field ?? null)}
          onConfirm={() => void answering.confirm(question)}
          note={shownId === null ? '' : (work.answerNotes[shownId] ?? noteOf(answer))}
          evidence={shownId === null ? '' : (work.answerEvidence[shownId] ?? saidEvidence(answer))}
          onAnswer={answering.give}
          onNote={(criterion, note) =>
            store
              .getState()
              .change(lead.key, ({ answerNotes }) => ({ answerNotes: { ...answerNotes, [criterion.id]: note } }))
          }
          onEvidence={(criterion, evidence) =>
            store.getState().change(lead.key, ({ answerEvidence }) => ({
              answerEvidence: { ...answerEvidence, [criterion.id]: evidence },
            }))
          }
          typing={{
            words: shownId === null ? undefined : work.typed[shownId],
            onWords: (words) => {
              if (shownId !== null)
                store.getState().change(lead.key, ({ typed }) => ({ typed: { ...typed, [shownId]: words } }));
            },
          }}
          onWordsDone={answering.keepWords}
        />
      )}
      {parts.play !== undefined && <Goals lead={lead} view={view} play={parts.play} />}
      <CriteriaList
        scorecard={view.scorecard}
        answers={lead.answers}
        pending={work.pending}
        shownId={shownId}
        onChoose={questions.choose}
      />
      <RuleOut scorecard={view.scorecard} answers={lead.answers} onSay={answering.ruleOut} />
    </>
  );
}

interface GoalsProps extends Omit<QualificationProps, 'parts'> {
  readonly play: NonNullable<SidebarParts['play']>;
}

/** What the play book has for goals heard so far, also in words still being typed. */
function Goals({ lead, view, play }: GoalsProps) {
  const work = useWork(lead.key);
  const typed = [...Object.values(work.answerNotes), work.note].filter((text) => text.trim() !== '');
  const heard = [...typed.map((text) => ({ text, isGoal: false })), ...heardIn(view.scorecard, lead.answers)];
  return <GoalsShown goals={goalsShown(play.play, heard)} />;
}

function saidEvidence(answer: ShownLead['answers'][string] | undefined): string {
  return answer === undefined || answer.value.kind === 'cleared' ? '' : (answer.evidence ?? '');
}

function noteOf(answer: ShownLead['answers'][string] | undefined): string {
  return answer === undefined || answer.value.kind === 'cleared' ? '' : answer.note;
}

/** Answers that could not be saved: kept, shown, and sent again on demand. */
function UnsavedAnswers({ lead, parts }: Pick<LeadPageProps, 'lead' | 'parts'>) {
  const t = useT('scorecard');
  const { pending } = useWork(lead.key);
  const failed = Object.entries(pending).filter(([, answer]) => answer.error !== null);
  const error = failed[0]?.[1].error ?? null;
  if (error === null) return null;
  const retryAll = () => {
    for (const [criterionId] of failed) parts.answering.retry(criterionId);
  };
  return (
    <section aria-label={t('question.failed')}>
      <ErrorNote error={error} onRetry={retryAll} />
    </section>
  );
}
