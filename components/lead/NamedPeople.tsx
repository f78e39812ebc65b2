import { Unlink, UserRound } from 'lucide-react';
import { useRef, useState } from 'react';
import { ask } from '../../lib/messaging/client';
import type { LeadView } from '../../lib/messaging/views';
import { type Crm, refOfKey } from '../../lib/model/record';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { Button, IconButton } from '../ui/Button';
import styles from './NamedPeople.module.css';
import { NamedPersonDialog } from './NamedPersonDialog';
import { type NamedCall, namedCalls } from './named';

/** Whom the lead named instead of themselves: opens them in the CRM, or asks whether the CRM is to know them. */
export function NamedPeople({ view }: { readonly view: Pick<LeadView, 'key' | 'calls' | 'connection' | 'record'> }) {
  const t = useT('lead');
  const [asked, setAsked] = useState<NamedCall | null>(null);
  const named = namedCalls(view);
  if (named.length === 0 || view.connection === null) return null;
  const { crm } = refOfKey(view.key);
  return (
    <>
      <ul className={styles['people']} aria-label={t('named.people')}>
        {named.map((each) => (
          <li key={each.callId} className={styles['person']}>
            <UserRound className={styles['icon']} aria-hidden="true" />
            <span className={styles['name']} dir="auto" title={each.name}>
              {each.name}
            </span>
            <Person named={each} crm={crm} onAsk={() => setAsked(each)} />
          </li>
        ))}
      </ul>
      {asked !== null && (
        <NamedPersonDialog
          named={asked}
          crm={crm}
          company={view.record?.company ?? null}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

interface PersonProps {
  readonly named: NamedCall;
  readonly crm: Crm;
  readonly onAsk: () => void;
}

function Person({ named: { callId, name, recordKey }, crm, onAsk }: PersonProps) {
  const t = useT('lead');
  const unlink = useCommand('unlinkNamed');
  const main = useRef<HTMLButtonElement>(null);
  const isKnown = recordKey !== null;
  const takeBack = () => void unlink.run({ callId });
  return (
    <>
      <Button
        ref={main}
        size="s"
        variant="quiet"
        aria-label={t(isKnown ? 'named.openOf' : `named.addOf.${crm}`, { name })}
        onClick={() => (isKnown ? void ask('openRecord', { recordKey, newTab: false }) : onAsk())}
      >
        {t(isKnown ? 'named.open' : `named.add.${crm}`)}
      </Button>
      {isKnown && (
        <IconButton
          label={t('named.notThem', { name })}
          onClick={() => {
            // This button goes with what it takes back.
            main.current?.focus();
            takeBack();
          }}
        >
          <Unlink aria-hidden="true" />
        </IconButton>
      )}
      {unlink.error !== null && (
        <div className={styles['failure']}>
          <ErrorNote error={unlink.error} onRetry={takeBack} />
        </div>
      )}
    </>
  );
}
