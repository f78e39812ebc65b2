import { RadioGroup } from 'radix-ui';
import { useEffect, useRef } from 'react';
import type { Outcome } from '../../lib/calls/outcome';
import { outcomes } from '../../lib/calls/outcomes';
import { textIn } from '../../lib/model/schemas';
import { useLocale, useT } from '../i18n';
import { focusKindOf } from '../sidebar/keymap';
import { Kbd } from '../ui/Kbd';
import styles from './OutcomeGrid.module.css';

export interface OutcomeGridProps {
  readonly outcomeId: string | null;
  readonly onChoose: (outcomeId: string) => void;
}

const isReached = (outcome: Outcome) => outcome.connect || outcome.person === 'doNotCall';
const groups = [
  { name: 'nobody', outcomes: outcomes.filter((outcome) => !isReached(outcome)) },
  { name: 'reached', outcomes: outcomes.filter(isReached) },
] as const;

/** What came of the call, each outcome on its letter. The chosen one has the focus, so that Enter logs it. */
export function OutcomeGrid({ outcomeId, onChoose }: OutcomeGridProps) {
  const t = useT('call');
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever is typing or picking a time keeps the focus.
    const kind = focusKindOf(document.activeElement);
    if (kind === 'typing' || kind === 'callNote') return;
    const wanted = outcomeId === null ? '[role="radio"]' : `[role="radio"][value="${outcomeId}"]`;
    root.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [outcomeId]);
  return (
    <RadioGroup.Root
      ref={root}
      value={outcomeId ?? ''}
      onValueChange={onChoose}
      aria-label={t('panel.outcomes')}
      className={styles['root']}
    >
      {groups.map((group) => (
        <div key={group.name} className={styles['group']}>
          <h2 className={styles['title']}>{t(`panel.${group.name}`)}</h2>
          <div className={styles['grid']}>
            {group.outcomes.map((outcome) => (
              <OutcomeOption key={outcome.id} outcome={outcome} />
            ))}
          </div>
        </div>
      ))}
    </RadioGroup.Root>
  );
}

function OutcomeOption({ outcome }: { readonly outcome: Outcome }) {
  const locale = useLocale();
  return (
    <RadioGroup.Item
      value={outcome.id}
      className={styles['option']}
      aria-keyshortcuts={outcome.key}
      data-stop={outcome.doNotCall || undefined}
    >
      <Kbd>{outcome.key}</Kbd>
      <span className={styles['label']}>{textIn(outcome.label, locale)}</span>
    </RadioGroup.Item>
  );
}
