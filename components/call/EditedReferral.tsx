import type { CallReferral } from '../../lib/calls/call';
import { latestFollowUp } from '../../lib/calls/follow-up';
import { zoneCity } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Field } from '../ui/Field';
import { MomentInput } from './MomentInput';
import { promiseIssue } from './promise-issue';
import { ReferralFields } from './ReferralFields';
import type { DueFollowUp } from './use-outcome';

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
            <MomentInput
              {...control}
              at={promise.dueAt}
              timeZone={promise.timeZone}
              latest={latestFollowUp(now)}
              onMoment={(dueAt) => onPromise({ ...promise, dueAt })}
            />
          )}
        </Field>
      )}
    </>
  );
}
