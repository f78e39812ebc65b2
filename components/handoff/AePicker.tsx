import { useState } from 'react';
import type { ListedCandidate } from '../../lib/handoff/candidates';
import { type Crm, orgOfKey, refOfKey } from '../../lib/model/record';
import { useFoundAes, useNow } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { errorText, useFormats, useT } from '../i18n';
import type { ShownLead } from '../sidebar/use-shown-lead';
import type { ComboboxOption } from '../ui/Combobox';
import { Field, Select } from '../ui/Field';
import { glanceMost, SearchedChoice } from '../ui/SearchedChoice';
import { Skeleton } from '../ui/Skeleton';
import styles from './AePicker.module.css';
import { isNobodyPrescribed, PrescribedMissing } from './PrescribedMissing';
import type { Handover } from './use-handover';

export interface AePickerProps {
  readonly lead: ShownLead;
  readonly handover: Handover;
}

/** Older than this, the list says how old it is. */
const freshForMs = 15 * 60_000;

/** Who takes over. Offline it is the list as last read; without any it says why. */
export function AePicker({ lead, handover }: AePickerProps) {
  const t = useT('handoff');
  const formats = useFormats();
  const now = useNow(60_000);
  const { aes, ae, chooseAe } = handover;
  const list = aes.data?.aes ?? [];
  const complete = aes.data?.complete ?? true;
  const [typed, setTyped] = useState<string | null>(null);
  const found = useFoundAes(orgOfKey(lead.key), complete ? '' : (typed ?? ''));
  if (aes.pending) {
    return (
      <div aria-busy="true" role="status" aria-label={t('ae.loading')}>
        <Skeleton heightPx={32} />
      </div>
    );
  }
  if (isNobodyPrescribed(aes.data?.receivers)) {
    return <PrescribedMissing agreed={aes.data?.receivers} crm={refOfKey(lead.key).crm} />;
  }
  if (list.length === 0) {
    return aes.error !== null && aes.error.kind !== 'notConnected' ? (
      <ErrorNote error={aes.error} onRetry={aes.refetch} />
    ) : (
      <NoAes crm={refOfKey(lead.key).crm} connected={lead.view?.connection != null} />
    );
  }
  const noteOf = () => {
    if (found.error !== null) return errorText(t, found.error).title;
    return t(found.fetching ? 'ae.finding' : `ae.incomplete.${refOfKey(lead.key).crm}`, {
      number: formats.number(list.length),
    });
  };
  const fetchedAt = aes.data?.fetchedAt ?? now;
  const old = now - fetchedAt > freshForMs || aes.error !== null;
  return (
    <div className={styles['picker']}>
      <span className={styles['avatar']} aria-hidden="true">
        {initialsOf(ae?.name ?? '')}
      </span>
      <Field
        label={t('ae.label')}
        className={styles['field']}
        {...(old ? { hint: t('ae.age', { when: formats.moment(fetchedAt) }) } : {})}
      >
        {(control) =>
          list.length > glanceMost || !complete ? (
            <SearchedChoice
              {...control}
              value={ae?.id ?? ''}
              onChange={chooseAe}
              placeholder={t('ae.search')}
              onTyped={setTyped}
              note={complete ? undefined : noteOf()}
              labels={{
                none: t('ae.noMatch'),
                more: (count) => t('ae.more', { count, number: formats.number(count) }),
                found: (count) => t('ae.found', { count }),
              }}
              options={list.map((one) => optionOf(one, one.group === undefined ? null : t(`ae.group.${one.group}`)))}
            />
          ) : (
            <Select
              {...control}
              value={ae?.id ?? ''}
              onChange={(event) => chooseAe(event.currentTarget.value)}
              options={[
                ...(ae === null ? [{ value: '', label: t('ae.choose'), disabled: true }] : []),
                ...list.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )
        }
      </Field>
    </div>
  );
}

function optionOf({ id, name, email, role }: ListedCandidate, heading: string | null): ComboboxOption {
  const detail = role || email;
  return {
    ...{ value: id, label: name, ...(detail ? { detail } : {}), ...(email ? { also: email } : {}) },
    ...(heading === null ? {} : { heading }),
  };
}

function NoAes({ crm, connected }: { readonly crm: Crm; readonly connected: boolean }) {
  const t = useT('handoff');
  return (
    <p className={styles['none']}>
      {connected ? t('ae.none') : t('ae.noneNotConnected', { crm: t(`lead:crm.${crm}`) })}
    </p>
  );
}

/** First letters of the first and the last name; of a name without spaces, its first character. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
