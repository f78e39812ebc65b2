import { useEffect, useRef, useState } from 'react';
import type { FoundPerson } from '../../lib/crm/named-person';
import type { AppError } from '../../lib/messaging/app-error';
import { ask } from '../../lib/messaging/client';
import type { Crm } from '../../lib/model/record';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './NamedPeople.module.css';
import type { NamedCall } from './named';

export interface NamedPersonDialogProps {
  readonly named: NamedCall;
  readonly crm: Crm;
  readonly company: string | null;
  readonly onClose: () => void;
}

/** Asks whether the CRM is to know somebody a lead named: who they may be there already, and what would be written. */
export function NamedPersonDialog({ named, crm, company, onClose }: NamedPersonDialogProps) {
  const t = useT('lead');
  const { callId, name, contact } = named;
  const { found, error, lookAgain, setFound } = useFound(callId);
  const create = useCommand('createNamed');
  const link = useCommand('linkNamed');
  const [problem, setProblem] = useState<AppError | null>(null);
  const make = async () => {
    setProblem(null);
    const reply = await create.run({ callId, seen: (found ?? []).map(({ recordKey }) => recordKey) });
    if (!reply.ok) return;
    if (reply.value.recordKey !== null) return onClose();
    if (reply.value.problem !== null) setProblem({ kind: 'crm', problem: reply.value.problem });
    else setFound(reply.value.found);
  };
  const take = async (recordKey: FoundPerson['recordKey']) => {
    if ((await link.run({ callId, recordKey })).ok) onClose();
  };
  const failed = error ?? problem ?? create.error ?? link.error;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`named.title.${crm}`, { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('named.cancel')}</Button>
          {found !== null && (
            <Button variant="primary" busy={create.pending} onClick={() => void make()}>
              {t(`named.create.${crm}`)}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['dialog']}>
        <p role="status" className={styles['said']}>
          {found === null ? error === null && t('named.looking') : t('named.found', { count: found.length })}
        </p>
        {found !== null && found.length > 0 && <Found found={found} onTake={(key) => void take(key)} />}
        {found !== null && found.length > 0 && <p className={styles['said']}>{t('named.otherwise')}</p>}
        {found !== null && <Facts name={name} company={company} contact={contact} />}
        {failed !== null && (
          <Failure
            error={failed}
            onRetry={() => {
              setProblem(null);
              create.clearError();
              link.clearError();
              lookAgain();
            }}
          />
        )}
      </div>
    </Dialog>
  );
}

interface FailureProps {
  readonly error: AppError;
  readonly onRetry: () => void;
}

/** What went wrong: unlike what is logged, somebody new is never sent again by itself. */
function Failure({ error, onRetry }: FailureProps) {
  const t = useT('lead');
  const isForLater = error.kind === 'crm' && error.problem.kind === 'retryAfter';
  return <ErrorNote error={error} cure={isForLater ? t('named.later') : undefined} onRetry={onRetry} />;
}

/** Who in the CRM may be them; asked when the dialog opens. */
function useFound(callId: string) {
  const find = useCommand('findNamed');
  const [found, setFound] = useState<readonly FoundPerson[] | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const look = async () => {
    setFound(null);
    setProblem(null);
    const reply = await find.run({ callId });
    if (!reply.ok) return;
    if (reply.value.problem === null) setFound(reply.value.found);
    else setProblem({ kind: 'crm', problem: reply.value.problem });
  };
  const atFirst = useRef(look);
  useEffect(() => void atFirst.current(), []);
  return { found, setFound, error: problem ?? find.error, lookAgain: () => void look() };
}

interface FoundProps {
  readonly found: readonly FoundPerson[];
  readonly onTake: (recordKey: FoundPerson['recordKey']) => void;
}

function Found({ found, onTake }: FoundProps) {
  const t = useT('lead');
  return (
    <ul className={styles['found']} aria-label={t('named.there')}>
      {found.map(({ recordKey, name, title, company }) => {
        const about = [title, company].filter(Boolean);
        const who = [name, ...about].join(', ');
        return (
          <li key={recordKey} className={styles['one']}>
            <span className={styles['who']} dir="auto">
              <b>{name}</b>
              {about.length > 0 && <span className={styles['about']}>{about.join(' · ')}</span>}
            </span>
            <span className={styles['acts']}>
              <Button
                size="s"
                variant="quiet"
                aria-label={t('named.lookAt', { name: who })}
                onClick={() => void ask('openRecord', { recordKey, newTab: true })}
              >
                {t('named.open')}
              </Button>
              <Button size="s" aria-label={t('named.takeOf', { name: who })} onClick={() => onTake(recordKey)}>
                {t('named.take')}
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface FactsProps {
  readonly name: string;
  readonly company: string | null;
  readonly contact: string;
}

/** What would be written. */
function Facts({ name, company, contact }: FactsProps) {
  const t = useT('lead');
  const facts = [
    [t('named.name'), name],
    [t('named.company'), company ?? ''],
    [t('named.contact'), contact],
  ] as const;
  return (
    <dl className={styles['facts']} aria-label={t('named.facts')}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label} className={styles['fact']}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
