import { useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { ActionLine } from '../ui/ActionLine';
import { Button } from '../ui/Button';

/** Says that every agreed rule is met, where the next key is looked for. */
export function ReadyLine({ onOpen }: { readonly onOpen: () => void }) {
  const t = useT('handoff');
  return (
    <ActionLine text={t('teaser.ready')} tone="good">
      <Button variant="primary" kbd={hintOf('handoffPanel')} aria-keyshortcuts="H" onClick={onOpen}>
        {t('teaser.open')}
      </Button>
    </ActionLine>
  );
}
