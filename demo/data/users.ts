import type { DemoUser } from './world-types.ts';

/** The sales team of the demo. Sam is the one who signs in. */
export const demoUsers: readonly DemoUser[] = [
  user('sam', 'Sam', 'Rivera', 'sdr', 'Sales Development Representative', 'America/Denver'),
  user('noor', 'Noor', 'Haddad', 'sdr', 'Sales Development Representative', 'America/Chicago'),
  user('jonas', 'Jonas', 'Lindqvist', 'ae', 'Account Executive, Freight', 'America/Denver'),
  user('priya', 'Priya', 'Nair', 'ae', 'Account Executive, Enterprise', 'America/New_York'),
  user('amara', 'Amara', 'Diallo', 'ae', 'Account Executive, EMEA', 'Europe/Paris'),
  user('helen', 'Helen', 'Marsh', 'manager', 'Head of Sales Development', 'America/Denver'),
];

/** Sam's sign-in, the same on both CRMs. */
export const demoSignIn = { email: 'sam.rivera@baton.example', password: 'cold-call-42' } as const;

function user(
  key: string,
  firstName: string,
  lastName: string,
  role: DemoUser['role'],
  title: string,
  timeZone: string,
): DemoUser {
  const email = `${firstName}.${lastName}@baton.example`.toLowerCase();
  return { key, firstName, lastName, email, role, title, timeZone };
}
