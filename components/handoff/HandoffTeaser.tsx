import type { LeadView } from '../../lib/messaging/views';
import { useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { HandoffState } from './HandoffState';
import { ReadinessList } from './ReadinessList';
import { isWithAe } from './standing';
import { TakeUpAgain } from './TakeUpAgain';

export interface HandoffTeaserProps {
  readonly lead: ShownLead;
  readonly view: LeadView;
  readonly now: number;
  readonly onOpen: () => void;
}

/** What is missing before the handoff, or how the handoff stands. */
export function HandoffTeaser({ lead, view, now, onOpen }: HandoffTeaserProps) {
  const t = useT('handoff');
  const { readiness, handoff } = view;
  if (handoff !== null && isWithAe(view)) {
    return <HandoffState handoff={handoff} connected={view.connection !== null} now={now} onShow={onOpen} />;
  }
  const { clauses, ready } = readiness;
  const met = clauses.filter((clause) => clause.state === 'met').length;
  const open = clauses.filter((clause) => clause.state !== 'met' && clause.required);
  return (
    <>
      {handoff !== null && <HandoffState handoff={handoff} connected={view.connection !== null} now={now} />}
      <TakeUpAgain lead={lead} now={now} />
      <Card
        title={ready ? t('teaser.ready') : t('teaser.notReady')}
        aside={
          <Chip tone={ready ? 'good' : 'neutral'} dot={ready}>
            {t('teaser.rules', { met, total: clauses.length })}
          </Chip>
        }
      >
        {open.length > 0 && <ReadinessList clauses={open} />}
        <Button
          variant={ready ? 'primary' : 'default'}
          wide
          kbd={hintOf('handoffPanel')}
          aria-keyshortcuts="H"
          onClick={onOpen}
        >
          {ready ? t('teaser.open') : t('teaser.look')}
        </Button>
      </Card>
    </>
  );
}
