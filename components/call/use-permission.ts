import { useMemo } from 'react';
import { callChecker, type Permission, permissionAt, scopesOfNumber } from '../../lib/calling/permission';
import { type CallPlace, callPlaces } from '../../lib/calling/places';
import { attemptsOf } from '../../lib/calls/attempts';
import { countryOfLead } from '../../lib/calls/lead-time';
import { isSameNumber } from '../../lib/calls/phone';
import type { CallingView, LeadView } from '../../lib/messaging/views';
import { useCallingRules } from '../data';
import { crmCallsOfOthers } from '../lead/past';
import { firstNumber, phonesOf } from '../lead/phones';
import type { CallTarget } from './use-target';

/** Whether a number of the lead may be called now; undefined until the rules are known. */
export type CallPermission = (number: string | null) => Permission | undefined;

/** True where nothing is known against the call. */
export function isAllowed(permission: Permission | undefined): boolean {
  return permission === undefined || permission.state === 'allowed';
}

const minuteMs = 60_000;

/** Whether the lead may be called, number by number, by the rules in force; renewed with the minute. */
export function useCallPermission(view: LeadView | undefined, now: number): CallPermission {
  const record = view?.record ?? null;
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const countries = useMemo(
    () => [null, ...phonesOf(view).map(({ raw }) => raw)].flatMap((number) => countriesOf(view, number)),
    [view],
  );
  const calling = useCallingRules(countries).data;
  return useMemo(() => {
    const known = new Map<string | null, Permission>();
    return (number) => {
      if (view === undefined || calling === undefined || record === null) return undefined;
      const found = known.get(number) ?? permissionAt(questionOf(view, calling, number, minute), minute);
      known.set(number, found);
      return found;
    };
  }, [view, record, calling, minute]);
}

/** What is asked of the rules when the lead is called on `number`. */
export function questionOf(view: LeadView, calling: CallingView, number: string | null, now: number) {
  const { record } = view;
  const kind = phonesOf(view).find(
    ({ raw }) => record !== null && number !== null && isSameNumber(raw, number, countryOfLead(record)),
  )?.kind;
  const own = attemptsOf(view.calls).map(({ startedAt }) => startedAt);
  return {
    places: placesOf(view, number),
    scopes: scopesOfNumber(kind ?? null),
    rules: calling.rules,
    holidays: calling.holidays,
    attemptsAt: [...own, ...crmCallsOfOthers(view, now).map(({ at }) => at)],
  };
}

function placesOf({ record }: LeadView, number: string | null): readonly CallPlace[] {
  return record === null ? [] : callPlaces(record, number);
}

function countriesOf(view: LeadView | undefined, number: string | null): readonly string[] {
  return view === undefined ? [] : placesOf(view, number).flatMap(({ country }) => (country === null ? [] : [country]));
}

/** At which times the rules allow the next call to the lead of `target`, this call counted; undefined where nobody can tell. */
export function useAllowedTimes(
  target: Pick<CallTarget, 'view' | 'running'> | null,
  now: number,
): ((at: number) => boolean) | undefined {
  const view = target?.view;
  const number = target?.running?.number ?? firstNumber(view);
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const countries = useMemo(() => countriesOf(view, number), [view, number]);
  const calling = useCallingRules(countries).data;
  return useMemo(() => {
    if (view === undefined || calling === undefined) return undefined;
    const question = questionOf(view, calling, number, minute);
    if (question.places.length === 0) return undefined;
    return callChecker({ ...question, attemptsAt: [...question.attemptsAt, minute] });
  }, [view, calling, number, minute]);
}
