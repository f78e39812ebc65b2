import { Clock, OctagonMinus } from 'lucide-react';
import type { LeadView } from '../../lib/messaging/views';
import { useLocale, useT } from '../i18n';
import { firstNumber, isDoNotCall } from '../lead/phones';
import styles from './CallingLine.module.css';
import { permissionText } from './rule-text';
import type { CallPermission } from './use-permission';

export interface CallingLineProps {
  readonly view: LeadView;
  readonly permissionOf: CallPermission;
  readonly now: number;
}

/** Whether this person may be called now, until when, and by which rule. */
export function CallingLine({ view, permissionOf, now }: CallingLineProps) {
  const t = useT('calling');
  const locale = useLocale();
  if (isDoNotCall(view) || view.record?.from !== 'crm') return null;
  const permission = permissionOf(firstNumber(view));
  if (permission === undefined) return null;
  const { text, tone, rule, source } = permissionText(t, locale, permission, now);
  const Icon = tone === 'warn' ? OctagonMinus : Clock;
  return (
    <div className={styles['line']} data-tone={tone} role="note" aria-label={t('region')}>
      <Icon aria-hidden="true" />
      <div className={styles['text']}>
        <p className={styles['what']}>{text}</p>
        {rule !== null && (
          <p className={styles['rule']} title={source ?? undefined}>
            {rule}
          </p>
        )}
      </div>
    </div>
  );
}
