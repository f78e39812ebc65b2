import type { ClauseState } from '../../lib/handoff/handoff';
import { isTextKey } from './resources';
import type { Translate } from './translate';

/** How one clause of the Rules of Engagement stands, as a sentence; its name where the texts do not know the clause. */
export function clauseText(t: Translate, clause: ClauseState): string {
  const key = `clause:${clause.clauseId}.${clause.state}`;
  return isTextKey(key) ? t(key, clause.detail) : clause.clauseId;
}
