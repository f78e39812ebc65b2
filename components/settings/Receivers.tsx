import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { AccountExecutive } from '../../lib/handoff/handoff';
import type { Answer } from '../../lib/messaging/protocol';
import type { RowRules } from '../../lib/model/merge-rows';
import type { OrgKey } from '../../lib/model/record';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useEditedRows } from '../data/edited-rows';
import { useEverybody } from '../data/handoff-queries';
import { isNobodyPrescribed, PrescribedMissing } from '../handoff/PrescribedMissing';
import { useT } from '../i18n/translate';
import { focusOn } from '../sidebar/focus';
import { partsOfOrg } from '../sync/org-name';
import { Banner } from '../ui/Banner';
import { Button, IconButton } from '../ui/Button';
import { Field, Select } from '../ui/Field';
import { glanceMost, SearchedChoice } from '../ui/SearchedChoice';
import { Skeleton } from '../ui/Skeleton';
import { useToasts } from '../ui/Toast';
import { useUnsaved } from '../ui/unsaved';
import styles from './OrgFields.module.css';

/** Whom leads of this org are given to by the Rules of Engagement. The CRM is asked when this is opened. */
export function Receivers({ org }: { readonly org: OrgKey }) {
  const t = useT('settings');
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, pending, refetch } = useEverybody(isOpen ? org : null);
  return (
    <details className={styles['section']} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t('receivers.title')}</summary>
      <p className={styles['intro']}>{t('receivers.intro')}</p>
      {error !== null && <ErrorNote error={error} onRetry={refetch} />}
      {isOpen && pending && (
        <div role="status" aria-label={t('common:loading')}>
          <Skeleton heightPx={80} />
        </div>
      )}
      {data?.receivers?.isPrescribed === true && (
        <>
          {!isNobodyPrescribed(data.receivers) && (
            <>
              <Banner tone="neutral">
                {t(data.receivers.only ? 'receivers.prescribedOnly' : 'receivers.prescribed')}
              </Banner>
              <ol aria-label={t('receivers.list')}>
                {data.receivers.aes.map(({ id, name }) => (
                  <li key={id} dir="auto">
                    {name}
                  </li>
                ))}
              </ol>
            </>
          )}
          <PrescribedMissing agreed={data.receivers} crm={partsOfOrg(org).crm} />
        </>
      )}
      {data !== undefined && data.receivers?.isPrescribed !== true && <ReceiversForm org={org} view={data} />}
    </details>
  );
}

const nobody: readonly AccountExecutive[] = [];
const personRules: RowRules<AccountExecutive> = { idOf: ({ id }) => id, textOf: ({ id }) => id };

function ReceiversForm({ org, view }: { readonly org: OrgKey; readonly view: Answer<'listAes'> }) {
  const t = useT('settings');
  const save = useCommand('saveSettings');
  const edit = useEditedRows(view.receivers?.aes ?? nobody, personRules);
  const aes = edit.rows;
  const onlySaved = view.receivers?.only ?? false;
  const [onlyHere, setOnly] = useState<boolean | null>(null);
  const only = onlyHere ?? onlySaved;
  if (onlyHere === onlySaved) setOnly(null);
  useUnsaved(edit.isChanged || only !== onlySaved);
  const base = useId();
  const addId = `${base}add`;
  const buttonId = (id: string, does: 'up' | 'down' | 'remove') => `${base}${does}:${id}`;
  const submit = async () => {
    const reply = await save.run({ change: { receivers: { [org]: { aes: [...aes], only } } } });
    if (!reply.ok) return;
    edit.keep(aes, aes);
    useToasts.getState().show({ tone: 'good', text: t('receivers.saved') });
  };
  const move = (from: number, to: number) => {
    const moved = aes[from];
    if (moved === undefined) return;
    edit.change((all) => all.toSpliced(from, 1).toSpliced(to, 0, moved));
    // A button that is moved, or cannot be pressed any more, loses the focus.
    const isDown = to === 0 || (to > from && to < aes.length - 1);
    focusOn(buttonId(moved.id, isDown ? 'down' : 'up'));
  };
  const remove = (index: number) => {
    edit.change((all) => all.toSpliced(index, 1));
    const next = aes[index + 1] ?? aes[index - 1];
    focusOn(next === undefined ? addId : buttonId(next.id, 'remove'));
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {aes.length === 0 && <p>{t('receivers.none')}</p>}
      <ol className={styles['people']} aria-label={t('receivers.list')}>
        {aes.map(({ id, name }, index) => (
          <li key={id} className={styles['person']}>
            <span dir="auto">{name}</span>
            <IconButton
              id={buttonId(id, 'up')}
              label={t('receivers.up', { name })}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            >
              <ArrowUp aria-hidden="true" />
            </IconButton>
            <IconButton
              id={buttonId(id, 'down')}
              label={t('receivers.down', { name })}
              disabled={index === aes.length - 1}
              onClick={() => move(index, index + 1)}
            >
              <ArrowDown aria-hidden="true" />
            </IconButton>
            <IconButton
              id={buttonId(id, 'remove')}
              label={t('receivers.remove', { name })}
              onClick={() => remove(index)}
            >
              <X aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ol>
      <AddPerson
        controlId={addId}
        people={view.aes.filter(({ id }) => !aes.some((one) => one.id === id))}
        onAdd={({ id, name, email }) => edit.change((all) => [...all, { id, name, email }])}
      />
      <label className={styles['only']}>
        <input type="checkbox" checked={only} onChange={({ currentTarget }) => setOnly(currentTarget.checked)} />
        {t('receivers.only')}
      </label>
      {save.error !== null && <ErrorNote error={save.error} onRetry={() => void submit()} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" busy={save.pending}>
          {t('receivers.save')}
        </Button>
      </div>
    </form>
  );
}

interface AddPersonProps {
  readonly controlId: string;
  readonly people: Answer<'listAes'>['aes'];
  readonly onAdd: (person: AccountExecutive) => void;
}

function AddPerson({ controlId, people, onAdd }: AddPersonProps) {
  const t = useT('settings');
  const add = (id: string) => {
    const person = people.find((one) => one.id === id);
    if (person !== undefined) onAdd(person);
  };
  return (
    <Field label={t('receivers.add')} controlId={controlId}>
      {(control) =>
        people.length > glanceMost ? (
          <SearchedChoice
            key={people.length}
            {...control}
            value=""
            onChange={add}
            placeholder={t('receivers.search')}
            labels={{
              none: t('receivers.noMatch'),
              more: (count) => t('receivers.more', { count }),
              found: (count) => t('receivers.found', { count }),
            }}
            options={people.map(({ id, name, role, email }) => ({
              ...{ value: id, label: name },
              ...(role || email ? { detail: role || (email ?? '') } : {}),
            }))}
          />
        ) : (
          <Select
            {...control}
            value=""
            onChange={({ currentTarget }) => add(currentTarget.value)}
            options={[
              { value: '', label: t('receivers.choose'), disabled: true },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )
      }
    </Field>
  );
}
