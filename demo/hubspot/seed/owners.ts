import type { DemoUser, DemoWorld } from '../../data/world-types.ts';
import type { Disposition, Owner } from '../store/portal.ts';

const teams: Readonly<Record<DemoUser['role'], string>> = {
  sdr: 'Sales Development',
  ae: 'Account Executives',
  manager: 'Sales Leadership',
};

const dayMs = 86_400_000;

/** The portal's owners. An owner's id and user id differ, as they do in HubSpot. */
export function ownersOf(world: DemoWorld): readonly Owner[] {
  return world.users.map((user, index) => ({
    id: String(761204810 + index * 137),
    userId: 60411200 + index * 31,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    title: user.title,
    team: teams[user.role],
    createdAt: world.now - (420 - index * 20) * dayMs,
  }));
}

/** HubSpot's six default call outcomes, one this portal added, and one it deleted. Source: HubSpot calls guide. */
export const dispositions: readonly Disposition[] = [
  { id: '9d9162e7-6cf3-4944-bf63-4dff82258764', label: 'Busy', deleted: false },
  { id: 'f240bbac-87c9-4f6e-bf70-924b57d47db7', label: 'Connected', deleted: false },
  { id: 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff', label: 'Left live message', deleted: false },
  { id: 'b2cf5968-551e-4856-9783-52b3da59a7d0', label: 'Left voicemail', deleted: false },
  { id: '73a0d17f-1163-4015-bdd5-ec830791da20', label: 'No answer', deleted: false },
  { id: '17b47fee-58de-441e-a44c-c6300d46f273', label: 'Wrong number', deleted: false },
  { id: '5c1d6f0e-3b7a-4f0c-9a6e-8d2b4e71c935', label: 'Gatekeeper', deleted: false },
  { id: 'e0b7a2d4-91c5-4c38-b6ff-20d94a1857ce', label: 'Left message with assistant', deleted: true },
];

/** The key the demo portal's settings page shows. Fixed, so that a script may use it without reading the page. */
export const demoServiceKey = 'pat-na1-demo-4711007-9b1c6a52-3f0e-4d77-8a4b-5e2c71d09f36';
