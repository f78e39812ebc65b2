import { memo } from 'react';
import { outcomes } from '../../lib/calls/outcomes';
import { textIn } from '../../lib/model/schemas';
import { useLocale, useT } from '../i18n';
import { Dialog } from '../ui/Dialog';
import { Kbd } from '../ui/Kbd';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import styles from './KeyHelp.module.css';
import { bindings, keyGroups } from './keymap';
import { useWorkspace, useWorkspaceStore } from './workspace';

/** Every key, from the same registry the handler reads. */
export const KeyHelp = memo(function KeyHelp() {
  const t = useT('ui');
  const store = useWorkspaceStore();
  const open = useWorkspace((state) => state.helpOpen);
  const close = () => store.getState().setHelp(false);
  return (
    <Dialog open={open} onClose={close} title={t('keys.title')} description={t('keys.intro')}>
      <Keys />
    </Dialog>
  );
});

function Keys() {
  const t = useT('ui');
  const locale = useLocale();
  return (
    <>
      <Group title={t('keys.outcomes')}>
        {outcomes.map((outcome) => (
          <Row key={outcome.id} shown={outcome.key} text={textIn(outcome.label, locale)} />
        ))}
      </Group>
      {keyGroups.map((group) => (
        <Group key={group} title={t(`keys.groups.${group}`)}>
          {bindings
            .filter((binding) => binding.group === group)
            .map((binding) => (
              <Row key={binding.action} shown={binding.shown} text={t(`keys.actions.${binding.action}`)} />
            ))}
        </Group>
      ))}
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={styles['group']}>
      <h3 className={styles['title']}>{title}</h3>
      <ul className={styles['rows']}>{children}</ul>
    </section>
  );
}

function Row({ shown, text }: { readonly shown: string; readonly text: string }) {
  return (
    <li className={styles['row']}>
      <Kbd>{shown}</Kbd>
      <VisuallyHidden>{shown}: </VisuallyHidden>
      <span>{text}</span>
    </li>
  );
}
