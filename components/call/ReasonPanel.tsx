import { useEffect, useState } from 'react';
import { useLocale, useT } from '../i18n';
import { isDoNotCall } from '../lead/phones';
import type { ShownLead } from '../sidebar/use-shown-lead';
import { useWorkspace, useWorkspaceStore } from '../sidebar/workspace';
import { Button } from '../ui/Button';
import { Field, TextInput } from '../ui/Field';
import styles from './ReasonPanel.module.css';
import { reasons } from './reasons';
import { permissionText } from './rule-text';
import type { CallControls } from './use-call-controls';
import type { CallPermission } from './use-permission';

export interface ReasonPanelProps {
  readonly lead: ShownLead;
  readonly permissionOf: CallPermission;
  readonly controls: CallControls;
  readonly now: number;
}

/** Asks why, before a call that the rules do not allow: a reason on a digit, or in one's own words. */
export function ReasonPanel({ lead, permissionOf, controls, now }: ReasonPanelProps) {
  const store = useWorkspaceStore();
  const asked = useWorkspace((state) => state.asked);
  const isOther = asked !== null && asked.recordKey !== lead.key;
  useEffect(() => {
    // On another lead's page nobody waits for this reason any more.
    if (isOther) store.getState().setAsked(null);
  }, [isOther, store]);
  if (asked === null || isOther || lead.view === undefined || isDoNotCall(lead.view)) return null;
  return <Reasons permission={permissionOf(asked.number)} controls={controls} now={now} />;
}

interface ReasonsProps extends Pick<ReasonPanelProps, 'controls' | 'now'> {
  readonly permission: ReturnType<CallPermission>;
}

function Reasons({ permission, controls, now }: ReasonsProps) {
  const t = useT('calling');
  const locale = useLocale();
  const store = useWorkspaceStore();
  const [words, setWords] = useState('');
  const said = permission === undefined ? null : permissionText(t, locale, permission, now);
  return (
    <section className={styles['panel']} aria-label={t('reason.title')}>
      <p className={styles['title']}>{said?.text ?? t('reason.title')}</p>
      <p className={styles['text']}>{t('reason.text')}</p>
      <div className={styles['reasons']}>
        {reasons.map((reason, index) => (
          <Button
            key={reason}
            size="s"
            kbd={String(index + 1)}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => controls.startAsked({ reason, note: '' })}
          >
            {t(`reason.${reason}`)}
          </Button>
        ))}
      </div>
      <form
        className={styles['own']}
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim() === '') return;
          controls.startAsked({ reason: 'other', note: words.trim() });
        }}
      >
        <Field label={t('reason.own')} labelHidden>
          {(control) => (
            <TextInput
              {...control}
              maxLength={500}
              placeholder={t('reason.own')}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button size="s" type="submit" disabled={words.trim() === ''}>
          {t('reason.call')}
        </Button>
        <Button size="s" variant="quiet" kbd="Esc" onClick={() => store.getState().setAsked(null)}>
          {t('reason.cancel')}
        </Button>
      </form>
    </section>
  );
}
