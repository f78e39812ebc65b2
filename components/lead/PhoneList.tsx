import { Phone, PhoneCall } from 'lucide-react';
import type { LeadView } from '../../lib/messaging/views';
import { useT } from '../i18n';
import { Button } from '../ui/Button';
import styles from './PhoneList.module.css';
import { isDoNotCall, type LeadPhone, phonesOf } from './phones';

export interface PhoneListProps {
  readonly view: LeadView;
  readonly onCall: (number: string) => void;
  /** A number found wrong is right after all. */
  readonly onRestore: (number: string) => void;
  /** False while another call is on the line. */
  readonly callable: boolean;
  /** The number on the line, where this lead is. */
  readonly lineNumber: string | null;
}

/** The lead's numbers, each with its call button; none of them where the person must not be called. */
export function PhoneList({ view, onCall, callable, lineNumber, onRestore }: PhoneListProps) {
  const t = useT('lead');
  // A number found wrong is never the first at hand.
  const phones = phonesOf(view).toSorted((a, b) => Number(a.removed) - Number(b.removed));
  const doNotCall = isDoNotCall(view);
  if (phones.length === 0) {
    return doNotCall ? (
      <Reason view={view} />
    ) : (
      view.record !== null && <p className={styles['none']}>{t('noPhone')}</p>
    );
  }
  return (
    <div className={styles['block']}>
      {doNotCall && <Reason view={view} />}
      <ul className={styles['phones']} aria-label={t('phones')}>
        {phones.map((phone) => (
          <PhoneRow
            key={phone.raw}
            phone={phone}
            onLine={phone.raw === lineNumber}
            {...(!doNotCall && callable && !phone.removed ? { onCall: () => onCall(phone.raw) } : {})}
            {...(phone.removed ? { onRestore: () => onRestore(phone.raw) } : {})}
            linked={!doNotCall && !phone.removed}
          />
        ))}
      </ul>
    </div>
  );
}

function Reason({ view }: { readonly view: LeadView }) {
  const t = useT('lead');
  return <p className={styles['stop']}>{view.doNotCall ? t('doNotCallSaid') : t('doNotCallCrm')}</p>;
}

interface PhoneRowProps {
  readonly phone: LeadPhone;
  readonly onLine: boolean;
  readonly linked: boolean;
  readonly onCall?: () => void;
  readonly onRestore?: () => void;
}

function PhoneRow({ phone, onLine, linked, onCall, onRestore }: PhoneRowProps) {
  const t = useT('lead');
  const tCall = useT('call');
  const Icon = onLine ? PhoneCall : Phone;
  return (
    <li className={styles['phone']}>
      <Icon className={onLine ? styles['live'] : styles['icon']} aria-hidden="true" />
      {linked && phone.uri !== null ? (
        <a className={styles['number']} href={phone.uri} title={t('dial', { number: phone.shown })} dir="ltr">
          {phone.shown}
        </a>
      ) : (
        <span className={phone.removed ? styles['removed'] : styles['number']} dir="auto">
          {phone.shown}
        </span>
      )}
      <span className={styles['kind']} dir="auto" title={phone.person}>
        {phone.removed ? t('removedNumber') : (phone.person ?? t(`phoneKind.${phone.kind}`))}
      </span>
      {onRestore !== undefined && (
        <Button size="s" variant="quiet" aria-label={t('restoreNumberOf', { number: phone.shown })} onClick={onRestore}>
          {t('restoreNumber')}
        </Button>
      )}
      {onCall !== undefined && (
        <Button size="s" aria-label={tCall('startNumber', { number: phone.shown })} onClick={onCall}>
          {tCall('start')}
        </Button>
      )}
    </li>
  );
}
