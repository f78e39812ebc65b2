import { type ReactNode, useMemo, useState } from 'react';
import { outcomes } from '../../lib/calls/outcomes';
import {
  type FieldMap,
  type FieldOwner,
  type OrgFields as Fields,
  mappedOf,
  type OrgField,
} from '../../lib/crm/org-fields';
import type { OrgFieldsView } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';
import { ClashNote } from '../data/ClashNote';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useEditedRows } from '../data/edited-rows';
import { useOrgFields, useScorecards } from '../data/queries';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { partsOfOrg } from '../sync/org-name';
import { Button } from '../ui/Button';
import { Field, Select } from '../ui/Field';
import { Skeleton } from '../ui/Skeleton';
import { useToasts } from '../ui/Toast';
import { useUnsaved } from '../ui/unsaved';
import {
  type Chosen,
  type ChosenFields,
  chosenIn,
  chosenKey,
  chosenRows,
  chosenRules,
  fieldOptions,
  fieldsFor,
  mapOf,
  needsValue,
  ownListIn,
  type RecordRole,
  rolesOf,
  withChoice,
} from './field-map-form';
import { OrgAnswerFields } from './OrgAnswerFields';
import styles from './OrgFields.module.css';
import { OrgNeeds } from './OrgNeeds';
import { OrgOutcomeFields } from './OrgOutcomeFields';
import { ValueField } from './ValueField';

/** What the fields of a connected org mean to Baton, and what the org asks for with every call. */
export function OrgFields({ org, name }: { readonly org: OrgKey; readonly name: string }) {
  const t = useT('settings');
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, fetching, pending, readAgain } = useOrgFields(org, isOpen);
  const view = data ?? null;
  return (
    <>
      {view !== null && <OrgNeeds view={view} name={name} />}
      <details className={styles['section']} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>{t('fields.title')}</summary>
        <p className={styles['intro']}>{t('fields.intro')}</p>
        {error !== null && <ErrorNote error={error} onRetry={readAgain} />}
        {isOpen && view === null && (pending || fetching) && (
          <div role="status" aria-label={t('common:loading')}>
            <Skeleton heightPx={120} />
          </div>
        )}
        {view !== null && <FieldForm org={org} view={view} busy={fetching} onReadAgain={readAgain} />}
      </details>
    </>
  );
}

interface FieldFormProps {
  readonly org: OrgKey;
  readonly view: OrgFieldsView;
  readonly busy: boolean;
  readonly onReadAgain: () => void;
}

function FieldForm({ org, view: { fields, map, readAt }, busy, onReadAgain }: FieldFormProps) {
  const t = useT('settings');
  const formats = useFormats();
  const rowsOf = (of: FieldMap) => chosenRows(chosenIn(of, fields));
  const saved = useMemo(() => chosenRows(chosenIn(map, fields)), [map, fields]);
  const edit = useEditedRows(saved, chosenRules);
  const chosen = useMemo(() => Object.fromEntries(edit.rows.map(({ key, choice }) => [key, choice])), [edit.rows]);
  useUnsaved(edit.isChanged);
  const save = useCommand('saveFieldMap');
  const known = useScorecards().data;
  const cards = (known?.scoring ?? []).flatMap(({ id, version, plays }) => {
    const found = known?.cards.find(({ card }) => card.id === id && card.version === version);
    return found === undefined ? [] : [{ card: found.card, plays }];
  });
  const criteria = [...new Map(cards.flatMap(({ card }) => card.criteria).map((one) => [one.id, one])).values()];
  const submit = async () => {
    // What was chosen for the questions of cards that score nobody now, or are not known yet, stays.
    const answers = [...mappedOf(map, 'answer'), ...mappedOf(map, 'known')].filter(
      ({ values }) => !criteria.some(({ id }) => id === values[0]),
    );
    const made = [...mapOf(chosen, fields, criteria, outcomes), ...answers];
    const reply = await save.run({ org, map: made });
    if (!reply.ok) return;
    edit.keep(edit.rows, rowsOf(made));
    useToasts.getState().show({ tone: 'good', text: t('fields.saved') });
  };
  const choose = (key: string, choice: Chosen) => edit.change((rows) => withChoice(rows, key, choice));
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <CallFields fields={fields} chosen={chosen} onChoose={choose} />
      {fields.owners.map(({ owner, fields: own }) => (
        <OwnerFields key={owner} owner={owner} fields={own} chosen={chosen} onChoose={choose}>
          {owner !== 'deal' && (
            <OrgAnswerFields
              owner={owner}
              fields={own}
              cards={cards}
              chosen={chosen}
              onChoose={(key, field) => choose(key, { field, value: '' })}
            />
          )}
        </OwnerFields>
      ))}
      {save.error !== null && <ErrorNote error={save.error} onRetry={() => void submit()} />}
      {edit.clashes.length > 0 && <ClashNote what={null} onTakeTheirs={edit.takeTheirs} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" busy={save.pending}>
          {t('fields.save')}
        </Button>
        <Button size="s" variant="quiet" busy={busy} onClick={onReadAgain}>
          {t('fields.readAgain')}
        </Button>
        <span className={styles['age']}>
          {t('fields.age', { crm: t(`common:${partsOfOrg(org).crm}`), when: formats.moment(readAt) })}
        </span>
      </div>
    </form>
  );
}

interface ChoosingProps {
  readonly chosen: ChosenFields;
  readonly onChoose: (key: string, choice: Chosen) => void;
}

function CallFields({ fields, chosen, onChoose }: ChoosingProps & { readonly fields: Fields }) {
  const { required, outcome, callLists = [] } = fields;
  const own = ownListIn(chosen, fields);
  const ownKey = chosenKey('call', 'outcomeField');
  const t = useT('settings');
  const canSayHow = outcome?.writable === true;
  if (required.length === 0 && !canSayHow && callLists.length === 0) return null;
  return (
    <fieldset className={styles['group']}>
      <legend>{t('fields.owner.call')}</legend>
      {required.map((field) => {
        const key = chosenKey('call', 'call', field.name);
        return (
          <ValueField
            key={key}
            label={field.label}
            field={field}
            value={chosen[key]?.value ?? ''}
            onValue={(value) => onChoose(key, { field: field.name, value })}
          />
        );
      })}
      {outcome !== undefined && canSayHow && (
        <OrgOutcomeFields
          field={outcome}
          chosen={chosen}
          onChoose={(key, value) => onChoose(key, { field: outcome.name, value })}
        />
      )}
      {callLists.length > 0 && (
        <Field label={t('fields.outcomes.own')} hint={t('fields.outcomes.ownHint')}>
          {(control) => (
            <Select
              {...control}
              options={fieldOptions(t('fields.none'), callLists)}
              value={own?.name ?? ''}
              onChange={({ target }) => onChoose(ownKey, { field: target.value, value: '' })}
            />
          )}
        </Field>
      )}
      {own !== undefined && (
        <OrgOutcomeFields
          own
          field={{ ...own, closed: true }}
          chosen={chosen}
          onChoose={(key, value) => onChoose(key, { field: own.name, value })}
        />
      )}
    </fieldset>
  );
}

interface OwnerFieldsProps extends ChoosingProps {
  readonly owner: FieldOwner;
  readonly fields: readonly OrgField[];
  readonly children?: ReactNode;
}

function OwnerFields({ owner, fields, chosen, onChoose, children }: OwnerFieldsProps) {
  const t = useT('settings');
  return (
    <fieldset className={styles['group']}>
      <legend>{t(`fields.owner.${owner}`)}</legend>
      {rolesOf(owner).map((role) => {
        const key = chosenKey(owner, role);
        return (
          <RoleField
            key={key}
            role={role}
            fields={fieldsFor(role, fields)}
            chosen={chosen[key] ?? { field: '', value: '' }}
            onChoose={(choice) => onChoose(key, choice)}
          />
        );
      })}
      {children}
    </fieldset>
  );
}

interface RoleFieldProps {
  readonly role: RecordRole;
  readonly fields: readonly OrgField[];
  readonly chosen: Chosen;
  readonly onChoose: (choice: Chosen) => void;
}

function RoleField({ role, fields, chosen, onChoose }: RoleFieldProps) {
  const t = useT('settings');
  const field = fields.find(({ name }) => name === chosen.field);
  return (
    <div className={styles['role']}>
      <Field label={t(`fields.role.${role}`)} hint={t(`fields.hint.${role}`)}>
        {(control) => (
          <Select
            {...control}
            options={fieldOptions(t('fields.none'), fields)}
            value={field?.name ?? ''}
            onChange={({ target }) => onChoose({ field: target.value, value: '' })}
          />
        )}
      </Field>
      {field !== undefined && needsValue(role, field) && (
        <ValueField
          label={t(`fields.value.${valueWords[role] ?? 'yes'}`, { field: field.label })}
          field={field}
          required={role !== 'handoff'}
          value={chosen.value}
          onValue={(value) => onChoose({ ...chosen, field: field.name, value })}
        />
      )}
      {field !== undefined && role === 'handoff' && needsValue(role, field) && (
        <AnswerValues field={field} chosen={chosen} onChoose={onChoose} />
      )}
    </div>
  );
}

const answers = ['accepted', 'returned'] as const;

/** Which values say what the AE answered: read with every record, and written when an answer is given in Baton. */
function AnswerValues({
  field,
  chosen,
  onChoose,
}: Pick<RoleFieldProps, 'chosen' | 'onChoose'> & { readonly field: OrgField }) {
  const t = useT('settings');
  const known = chosen.answers ?? { accepted: '', returned: '' };
  return answers.map((answer) => (
    <ValueField
      key={answer}
      label={t(`fields.value.${answer}`, { field: field.label })}
      field={field}
      value={known[answer]}
      onValue={(value) => onChoose({ ...chosen, field: field.name, answers: { ...known, [answer]: value } })}
    />
  ));
}

/** What the value beside a field is for, where it is no "yes". */
const valueWords: Partial<Record<RecordRole, 'written' | 'from'>> = { handoff: 'written', stage2: 'from' };
