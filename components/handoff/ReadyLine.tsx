import { useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { Button } from '../ui/Button';
import styles from './ReadyLine.module.css';

/** Says that every agreed rule is met, where the next key is looked for. */
export function ReadyLine({ onOpen }: { readonly onOpen: () => void }) {
  const t = useT('handoff');
  return (
    <div className={styles['line']}>
      <p className={styles['text']}>{t('teaser.ready')}</p>
      <Button variant="primary" kbd={hintOf('handoffPanel')} aria-keyshortcuts="H" onClick={onOpen}>
        {t('teaser.open')}
      </Button>
    </div>
  );
}
