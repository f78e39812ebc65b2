import { X } from 'lucide-react';
import { isConversation } from '../../lib/calls/counting';
import { findOutcome } from '../../lib/calls/outcomes';
import { type ReviewPoint, reviewPoints } from '../../lib/calls/review';
import type { RecordKey } from '../../lib/model/record';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { focusOn } from '../sidebar/focus';
import { type LoggedCall, type Review, useWorkspace, useWorkspaceStore } from '../sidebar/workspace';
import { ActionLine } from '../ui/ActionLine';
import { Button, IconButton } from '../ui/Button';
import { Kbd } from '../ui/Kbd';
import styles from './ReviewStrip.module.css';

export interface ReviewStripProps {
  readonly shown: RecordKey | null;
  /** Whether a look back is offered now; one that is being written stays in any case. */
  readonly offers: boolean;
}

const firstPointId = 'baton-review-first';

/** An optional look at the conversation just had: ten seconds, for oneself. One line until it is wanted. */
export function ReviewStrip({ shown, offers }: ReviewStripProps) {
  const logged = useWorkspace((state) => state.logged);
  const review = useWorkspace((state) => state.review);
  const reviewed = useWorkspace((state) => state.reviewedCallId);
  if (review !== null)
    return <Writing key={review.call.id} review={review} elsewhere={review.call.recordKey !== shown} />;
  return offers && logged !== null && isToReview(logged, reviewed) ? <Offer call={logged.call} /> : null;
}

/** Only a conversation is worth looking back at. */
function isToReview({ call, undone }: LoggedCall, reviewed: string | null): boolean {
  const outcome = findOutcome(call.outcomeId);
  if (undone || call.id === reviewed || outcome?.connect !== true) return false;
  return isConversation(outcome, call.durationMs, conversationSeconds);
}
/** The usual length; whoever set another one is asked about as many conversations or more. */
const conversationSeconds = 60;

function Offer({ call }: Pick<Review, 'call'>) {
  const t = useT('plays');
  const store = useWorkspaceStore();
  const look = () => {
    store.getState().setReview({ call, met: [] });
    focusOn(firstPointId);
  };
  return (
    <section aria-label={t('review.title')}>
      <ActionLine text={t('review.title')}>
        <Button size="s" aria-expanded={false} onClick={look}>
          {t('review.open')}
        </Button>
        <IconButton label={t('review.skip')} onClick={() => store.getState().endReview(call.id)}>
          <X aria-hidden="true" />
        </IconButton>
      </ActionLine>
    </section>
  );
}

function Writing({ review: { call, met }, elsewhere }: { readonly review: Review; readonly elsewhere: boolean }) {
  const t = useT('plays');
  const store = useWorkspaceStore();
  const save = useCommand('reviewCall');
  const toggle = (point: ReviewPoint) =>
    store
      .getState()
      .setReview({ call, met: met.includes(point) ? met.filter((each) => each !== point) : [...met, point] });
  const keep = async () => {
    const reply = await save.run({ callId: call.id, met: [...met], at: Date.now() });
    if (!reply.ok) return;
    store.getState().say(t('review.saved'));
    store.getState().endReview(call.id);
  };
  return (
    <section className={styles['strip']} aria-label={t('review.title')}>
      <p className={styles['title']}>{t('review.title')}</p>
      {elsewhere && (
        <p className={styles['whom']} dir="auto">
          {t('review.whom', { lead: call.leadName || t('common:someone') })}
        </p>
      )}
      <p className={styles['text']}>{t('review.text')}</p>
      <div className={styles['points']}>
        {reviewPoints.map((point, index) => (
          <button
            key={point}
            type="button"
            id={index === 0 ? firstPointId : undefined}
            className={styles['point']}
            aria-pressed={met.includes(point)}
            onClick={() => toggle(point)}
            onKeyDown={(event) => {
              const other = reviewPoints[Number(event.key) - 1];
              if (other === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              toggle(other);
            }}
          >
            <Kbd>{String(index + 1)}</Kbd>
            {t(`review.points.${point}`)}
          </button>
        ))}
      </div>
      {save.error !== null && <ErrorNote error={save.error} onRetry={() => void keep()} />}
      <div className={styles['actions']}>
        <Button size="s" variant="primary" busy={save.pending} onClick={() => void keep()}>
          {t('review.save')}
        </Button>
        <Button size="s" variant="quiet" onClick={() => store.getState().endReview(call.id)}>
          {t('review.skip')}
        </Button>
      </div>
    </section>
  );
}
