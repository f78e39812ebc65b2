import type { CallReferral } from '../../lib/calls/call';
import { latestFollowUp } from '../../lib/calls/follow-up';
import { zoneCity } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Field, TextInput } from '../ui/Field';
import { promiseIssue } from './promise-issue';
import { ReferralFields } from './ReferralFields';
import type { DueFollowUp } from './use-outcome';
import { fromInputValue, toInputValue } from './zoned-input';

export interface EditedReferralProps {
  readonly referral: CallReferral | null;
  readonly onReferral: (referral: CallReferral) => void;
  /** When they are to be called; null where that was promised before, or nobody is named yet. */
  readonly promise: DueFollowUp | null;
  readonly onPromise: (promise: DueFollowUp) => void;
  /** Epoch ms. */
  readonly now: number;
}

const nobody: CallReferral = { name: '', contact: '' };

/** Whom they named on a call that is put right, and when that person is called. */
export function EditedReferral({ referral, onReferral, promise, onPromise, now }: EditedReferralProps) {
  const t = useT('call');
  return (
    <>
      <ReferralFields referral={referral ?? nobody} onChange={onReferral} />
      {promise !== null && (
        <Field
          label={t('edit.callThem')}
          hint={t('edit.callThemHint', { place: zoneCity(promise.timeZone) })}
          error={promiseIssue(t, promise.dueAt, now)}
        >
          {(control) => (
            <TextInput
              {...control}
              type="datetime-local"
              dir="ltr"
              max={toInputValue(latestFollowUp(now), promise.timeZone)}
              value={toInputValue(promise.dueAt, promise.timeZone)}
              onChange={(event) => {
                const dueAt = fromInputValue(event.currentTarget.value, promise.timeZone);
                if (dueAt !== null) onPromise({ ...promise, dueAt });
              }}
            />
          )}
        </Field>
      )}
    </>
  );
}
