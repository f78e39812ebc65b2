import { z } from 'zod';
import { answerInWords, type LiveQuestion, type Trial } from './question';

const data = '/services/data/v66.0';
const versions = z.array(z.object({ version: z.string() }));
const rows = z.object({ totalSize: z.number() });

async function mayQuery({ raw }: Trial, object: string) {
  const answer = await raw('GET', `${data}/query?q=${encodeURIComponent(`SELECT Id FROM ${object} LIMIT 1`)}`);
  const found = rows.safeParse(answer.body).data?.totalSize;
  return { holds: answer.status === 200, seen: found === undefined ? answerInWords(answer) : `${found} rows` };
}

/** What only a Salesforce org can tell. */
export const ofSalesforce: readonly LiveQuestion[] = [
  {
    ...{ of: 'salesforce', does: 'reads', question: 'The org names its API versions, one of them at most 67.0.' },
    ask: async ({ raw }) => {
      const answer = await raw('GET', '/services/data/');
      const all = (versions.safeParse(answer.body).data ?? []).map(({ version }) => Number(version));
      return {
        holds: all.some((one) => one >= 60 && one <= 67),
        seen: `${all.length} versions up to ${Math.max(0, ...all)}`,
      };
    },
  },
  {
    ...{ of: 'salesforce', does: 'reads', question: '`OpportunityContactRole` may be read.' },
    ask: (trial) => mayQuery(trial, 'OpportunityContactRole'),
  },
  {
    ...{ of: 'salesforce', does: 'reads', question: '`OpportunityHistory` may be read.' },
    ask: (trial) => mayQuery(trial, 'OpportunityHistory'),
  },
  {
    ...{ of: 'salesforce', does: 'reads', question: 'A token that is none is refused with 401 and a code.' },
    ask: async ({ raw }) => {
      const answer = await raw('GET', `${data}/limits`, undefined, '00D000000000000!nothing');
      return { holds: answer.status === 401, seen: answerInWords(answer) };
    },
  },
  {
    ...{ of: 'salesforce', does: 'writes', question: 'What the test made may be deleted again.' },
    ask: async ({ raw, made }) => {
      const answer = await raw('DELETE', `${data}/composite/sobjects?ids=${[...made].join(',')}&allOrNone=false`);
      return { holds: answer.status === 200, seen: `${made.size} objects: ${answerInWords(answer)}` };
    },
  },
];

/** What a person has to look at in Salesforce. */
export const byHandInSalesforce: readonly LiveQuestion[] = [
  'The session of the page is taken by the API from an extension (no API Access Control).',
  'With API Access Control: the sentence, and the sign-in through an External Client App as [described](connect-salesforce.md).',
  'The window of the sign-in finds the session of the browser; deny, close, block the app: each ends in its sentence.',
  'The refresh token rotates, and a browser killed during a refresh asks to sign in again at worst.',
  'The script holds on a sandbox, a scratch org and a Developer Edition, and for a user without call-centre licence (`CallObject` of a Task can be filled and filtered).',
  '403 `REQUEST_LIMIT_EXCEEDED`: body and headers.',
  'A lead converted, merged or deleted while a call waits ends as [decided](decisions/010-conflicts.md).',
].map((question) => ({ of: 'salesforce', does: 'byHand', question }));
