/** One value of a status list as any CRM has it. `ends` marks values that close or convert a lead. */
export interface StatusChoice {
  readonly value: string;
  readonly label: string;
  readonly ends: boolean;
}

const negated = /\b(?:un|dis|non)-?qualif|\b(?:not|marketing|mql)\b|\bnever\b|不合格|未合格/i;
/** Words of a status that fits a handed-over lead, the best first. */
const fitting: readonly RegExp[] = [
  /\b(?:sales[- ]?qualified|sql)\b|销售合格/i,
  /\bqualified\b|合格/i,
  /\b(?:handed|transferred|assigned|accepted)\b|已转交|已移交/i,
];
const working = /\bworking\b|\bin[ _-]?progress\b|跟进中|处理中/i;

/**
 * The status a lead gets when it is handed over: one that says "qualified", else one that says "being worked on" and does
 * not take the lead back behind where it is; null where the org has none that fits, and the status stays.
 * `choices` are in the org's order; `current` is a value or a label.
 */
export function statusForHandoff(choices: readonly StatusChoice[], current: string | null): StatusChoice | null {
  const open = choices.filter(({ ends, label }) => !ends && !negated.test(label));
  for (const words of fitting) {
    const fit = open.find(({ label }) => words.test(label));
    if (fit !== undefined) return fit;
  }
  const at = choices.findIndex(({ value, label }) => value === current || label === current);
  return open.find((choice) => working.test(choice.label) && choices.indexOf(choice) >= at) ?? null;
}
