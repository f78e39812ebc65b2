import { X } from 'lucide-react';
import { useState } from 'react';
import { type ReviewPoint, reviewPoints } from '../../lib/calls/review';
import { useCommand } from '../data';
import { useT } from '../i18n';
import { focusOn } from '../sidebar/focus';
import { useWorkspaceStore } from '../sidebar/workspace';
import { ActionLine } from '../ui/ActionLine';
import { Button, IconButton } from '../ui/Button';
import { Kbd } from '../ui/Kbd';
import styles from './ReviewStrip.module.css';

export interface ReviewStripProps {
  readonly callId: string;
  readonly onDone: () => void;
}

const firstPointId = 'baton-review-first';

/** An optional look at the conversation just had: ten seconds, for oneself. One line until it is wanted. */
export function ReviewStrip({ callId, onDone }: ReviewStripProps) {
  const t = useT('plays');
  const store = useWorkspaceStore();
  const review = useCommand('reviewCall');
  const [open, setOpen] = useState(false);
  const [met, setMet] = useState<readonly ReviewPoint[]>([]);
  const toggle = (point: ReviewPoint) =>
    setMet((points) => (points.includes(point) ? points.filter((each) => each !== point) : [...points, point]));
  const save = async () => {
    const reply = await review.run({ callId, met: [...met], at: Date.now() });
    if (!reply.ok) return;
    store.getState().say(t('review.saved'));
    onDone();
  };
  if (!open) {
    const look = () => {
      setOpen(true);
      focusOn(firstPointId);
    };
    return (
      <section aria-label={t('review.title')}>
        <ActionLine text={t('review.title')}>
          <Button size="s" aria-expanded={false} onClick={look}>
            {t('review.open')}
          </Button>
          <IconButton label={t('review.skip')} onClick={onDone}>
            <X aria-hidden="true" />
          </IconButton>
        </ActionLine>
      </section>
    );
  }
  return (
    <section className={styles['strip']} aria-label={t('review.title')}>
      <p className={styles['title']}>{t('review.title')}</p>
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
      <div className={styles['actions']}>
        <Button size="s" variant="primary" busy={review.pending} onClick={() => void save()}>
          {t('review.save')}
        </Button>
        <Button size="s" variant="quiet" onClick={onDone}>
          {t('review.skip')}
        </Button>
      </div>
    </section>
  );
}
