import type { RecordKey } from '../../lib/model/record';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { useWorkspaceStore } from '../sidebar/workspace';
import { Button } from '../ui/Button';

export interface TakeBackProps {
  readonly recordKey: RecordKey;
  readonly handoffId: string;
  /** What is said once it is taken back. */
  readonly announcement: string;
}

/** Takes back what was said of a handoff: it is open again. */
export function TakeBack({ recordKey, handoffId, announcement }: TakeBackProps) {
  const t = useT('handoff');
  const store = useWorkspaceStore();
  const back = useCommand('takeAnswerBack', handoffId);
  const takeBack = async () => {
    const reply = await back.run({ recordKey, handoffId, at: Date.now() });
    if (reply.ok) store.getState().say(announcement);
  };
  return (
    <>
      <Button
        size="s"
        variant="quiet"
        busy={back.pending}
        aria-label={t('state.takeBackLabel')}
        onClick={() => void takeBack()}
      >
        {t('state.takeBack')}
      </Button>
      {back.error !== null && <ErrorNote error={back.error} />}
    </>
  );
}
