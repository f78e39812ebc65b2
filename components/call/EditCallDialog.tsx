import { useMemo, useRef, useState } from 'react';
import { type CallDetails, type CallEdit, detailsOf, loggedWithinMs } from '../../lib/calls/call';
import { followUpIssue } from '../../lib/calls/follow-up';
import { findOutcome, outcomes } from '../../lib/calls/outcomes';
import { referralText } from '../../lib/calls/referral';
import type { CallView, LeadView } from '../../lib/messaging/views';
import { textIn } from '../../lib/model/schemas';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useLocale } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { phonesOf } from '../lead/phones';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Field, Select, TextArea } from '../ui/Field';
import { CallFields } from './CallFields';
import styles from './EditCallDialog.module.css';
import { EditedReferral } from './EditedReferral';
import { useEditedPromise } from './use-edited-promise';
import { useOutcomeName } from './use-outcome-name';

export interface EditCallDialogProps {
  readonly call: CallView;
  /** What is known of its lead; undefined while that is read. */
  readonly view: LeadView | undefined;
  readonly onClose: () => void;
  /** After it was saved. */
  readonly onSaved: (call: CallView) => void;
}

const longestNote = 32_000;

/** Puts a logged call right; shows what it was before. */
export function EditCallDialog({ call, view, onClose, onSaved }: EditCallDialogProps) {
  const t = useT('call');
  const formats = useFormats();
  const [began] = useState<CallDetails>(() => detailsOf(call));
  const [details, setDetails] = useState(began);
  const [openedAt] = useState(() => Date.now());
  const phones = useMemo(() => phonesOf(view), [view]);
  const { promise, setPromise } = useEditedPromise({ call, view, now: openedAt }, details);
  const edit = useCommand('editCall');
  const form = useRef<HTMLFormElement>(null);
  const save = async () => {
    // Said beside the field.
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong != null) return wrong.focus();
    if (promise !== null && followUpIssue(promise.dueAt, Date.now()) !== null) return;
    const reply = await edit.run({
      callId: call.id,
      began: asKept(began),
      details: asKept(details),
      ...(promise === null ? {} : { promise }),
      at: Date.now(),
    });
    if (!reply.ok) return;
    onSaved(reply.value);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      firstFocus={() => form.current?.querySelector('select')}
      title={t('edit.title')}
      description={t('edit.text', { name: call.leadName || t('common:someone'), when: formats.moment(call.startedAt) })}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={edit.pending} onClick={() => void save()}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <OutcomeField outcomeId={details.outcomeId} onChange={(outcomeId) => setDetails({ ...details, outcomeId })} />
        <CallFields
          made={details}
          now={openedAt}
          earliest={Math.min(call.loggedAt - loggedWithinMs, began.startedAt)}
          phones={phones}
          onChange={(made) => setDetails({ ...details, ...made })}
        />
        {findOutcome(details.outcomeId)?.followUp.kind === 'referral' && (
          <EditedReferral
            referral={details.referral ?? null}
            onReferral={(referral) => setDetails({ ...details, referral })}
            promise={promise}
            onPromise={setPromise}
            now={openedAt}
          />
        )}
        <Field label={t('panel.note')}>
          {(control) => (
            <TextArea
              {...control}
              maxLength={longestNote}
              value={details.note}
              onChange={(event) => setDetails({ ...details, note: event.currentTarget.value })}
            />
          )}
        </Field>
        {/* Enter in a field saves, as in every form. */}
        <button type="submit" hidden />
      </form>
      {edit.error !== null && <ErrorNote error={edit.error} onRetry={() => void save()} />}
      <History edits={call.edits ?? []} />
    </Dialog>
  );
}

/** Without blanks around what was typed; a person without a name is nobody. */
function asKept(details: CallDetails): CallDetails {
  const { referral } = details;
  const name = referral?.name.trim() ?? '';
  const named = name === '' ? null : { name, contact: referral?.contact.trim() ?? '' };
  return { ...details, note: details.note.trim(), referral: named };
}

interface OutcomeFieldProps {
  readonly outcomeId: string;
  readonly onChange: (outcomeId: string) => void;
}

function OutcomeField({ outcomeId, onChange }: OutcomeFieldProps) {
  const t = useT('call');
  const locale = useLocale();
  const known = outcomes.map(({ id, label }) => ({ value: id, label: textIn(label, locale) }));
  // Baton may have had this outcome once.
  const own = known.some(({ value }) => value === outcomeId) ? [] : [{ value: outcomeId, label: outcomeId }];
  return (
    <Field label={t('panel.outcomes')}>
      {(control) => (
        <Select
          {...control}
          options={[...own, ...known]}
          value={outcomeId}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** What the call was before each change, the latest first. */
function History({ edits }: { readonly edits: readonly CallEdit[] }) {
  const t = useT('call');
  const formats = useFormats();
  if (edits.length === 0) return null;
  return (
    <section aria-label={t('edit.history')} className={styles['history']}>
      <h3>{t('edit.history')}</h3>
      <ul>
        {edits.toReversed().map((edit) => (
          <li key={`${edit.at} ${edit.before.note}`}>
            <p className={styles['when']}>
              {t('edit.changed', { when: formats.moment(edit.at), by: edit.by ?? t('edit.you') })}
            </p>
            <Before edit={edit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Before({ edit: { before } }: { readonly edit: CallEdit }) {
  const t = useT('call');
  const formats = useFormats();
  const outcomeName = useOutcomeName();
  const facts = [
    outcomeName(before.outcomeId),
    formats.moment(before.startedAt),
    before.durationMs === null ? null : formats.duration(before.durationMs),
    before.direction === 'in' ? t('fields.in') : null,
    before.number,
    before.referral == null ? null : t('edit.named', { who: referralText(before.referral) }),
  ].filter((fact) => fact !== null);
  return (
    <>
      <p dir="auto">{t('edit.before', { what: facts.join(' · ') })}</p>
      {before.note !== '' && (
        <p className={styles['note']} dir="auto">
          {before.note}
        </p>
      )}
    </>
  );
}
