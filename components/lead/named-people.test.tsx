import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FoundPerson } from '../../lib/crm/named-person';
import type { CrmProblem } from '../../lib/crm/result';
import type { LeadView } from '../../lib/messaging/views';
import { orgOfKey } from '../../lib/model/record';
import { recordKey } from '../../lib/model/schemas';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya } from '../progress/progress-rig';
import { NamedPeople } from './NamedPeople';

const marco = recordKey.parse('salesforce:acme.my.salesforce.com:lead:00Q000000000009AAA');
const callId = '019ab000-0000-7000-8000-000000000001';
let background: FakeBackground;
let found: FoundPerson[];
beforeEach(() => {
  found = [];
  background = new FakeBackground()
    .on('findNamed', () => ({ found, problem: null }))
    .on('createNamed', () => ({ recordKey: marco, found: [], problem: null }))
    .on('linkNamed', () => null)
    .on('unlinkNamed', () => null)
    .on('openRecord', () => null);
});

const connection: NonNullable<LeadView['connection']> = {
  ...{ org: orgOfKey(maya), label: 'Acme', auth: 'salesforceSession', connectedAt: 0, state: 'ok', problem: null },
  user: { id: '005000000000001AAA', name: 'Sam', email: null },
};

function viewOf(named?: LeadView['calls'][number]['named']) {
  const call: LeadView['calls'][number] = {
    ...{ id: callId, recordKey: maya, leadName: 'Maya Okonkwo', outcomeId: 'referred', startedAt: 1, durationMs: null },
    ...{ loggedAt: 1, day: '2026-11-24', timeZone: 'UTC', number: null, note: '', followUpId: null, undoneAt: null },
    ...{ sync: 'synced', referral: { name: 'Marco Rossi', contact: '+1 303 555 0177' } },
    ...(named === undefined ? {} : { named }),
  };
  return { key: maya, record: null, connection, calls: [call] };
}
const add = { name: 'Add to Salesforce: Marco Rossi' };

describe('somebody a lead named', () => {
  it('is looked for, shown as they would be written, and made by one click', async () => {
    await renderSurface(background, <NamedPeople view={viewOf()} />);
    await userEvent.click(await screen.findByRole('button', add));
    const dialog = await screen.findByRole('dialog', { name: 'Marco Rossi in Salesforce' });
    expect(await within(dialog).findByText(/^Nobody of this name/)).toBeInTheDocument();
    expect(within(dialog).getByText('+1 303 555 0177')).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Create lead' }));
    expect(background.of('createNamed')).toMatchObject([{ callId, seen: [] }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('may be there already: the SDR says who it is, or has seen them', async () => {
    found = [{ recordKey: marco, name: 'M. Rossi', title: 'Fleet Manager', company: 'Northwind' }];
    await renderSurface(background, <NamedPeople view={viewOf()} />);
    await userEvent.click(await screen.findByRole('button', add));
    await userEvent.click(await screen.findByRole('button', { name: 'Look at M. Rossi, Fleet Manager, Northwind' }));
    expect(background.of('openRecord')).toMatchObject([{ recordKey: marco, newTab: true }]);
    await userEvent.click(screen.getByRole('button', { name: 'This is them: M. Rossi, Fleet Manager, Northwind' }));
    expect(background.of('linkNamed')).toMatchObject([{ callId, recordKey: marco }]);
    await userEvent.click(await screen.findByRole('button', add));
    await screen.findByRole('button', { name: 'This is them: M. Rossi, Fleet Manager, Northwind' });
    await userEvent.click(screen.getByRole('button', { name: 'Create lead' }));
    expect(background.of('createNamed')).toMatchObject([{ callId, seen: [marco] }]);
  });

  it('promises no second attempt by itself where the CRM has trouble', async () => {
    const problem: CrmProblem = { kind: 'retryAfter', because: 'server', afterMs: 0, message: '' };
    background.on('createNamed', () => ({ recordKey: null, found: [], problem }));
    await renderSurface(background, <NamedPeople view={viewOf()} />);
    await userEvent.click(await screen.findByRole('button', add));
    await userEvent.click(await screen.findByRole('button', { name: 'Create lead' }));
    const said = await screen.findByRole('alert');
    expect(said).toHaveTextContent('Nothing was written. Try again later.');
    expect(said).not.toHaveTextContent('by itself');
    await userEvent.click(within(said).getByRole('button'));
    await screen.findByRole('button', { name: 'Create lead' });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why the CRM refused, in its own words', async () => {
    const problem: CrmProblem = { kind: 'rejected', code: 'REQUIRED', message: 'Region is missing', fields: [] };
    background.on('createNamed', () => ({ recordKey: null, found: [], problem }));
    await renderSurface(background, <NamedPeople view={viewOf()} />);
    await userEvent.click(await screen.findByRole('button', add));
    await userEvent.click(await screen.findByRole('button', { name: 'Create lead' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Region is missing');
  });

  it('is somebody else after all by one click, which leaves the focus where they are looked for again', async () => {
    await renderSurface(background, <NamedPeople view={viewOf({ recordKey: marco, askedAt: 1 })} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Not them: Marco Rossi is somebody else' }));
    expect(background.of('unlinkNamed')).toMatchObject([{ callId }]);
    expect(screen.getByRole('button', { name: 'Open Marco Rossi' })).toHaveFocus();
  });

  it('says beside them why they could not be taken back, and tries again', async () => {
    background.refuse('unlinkNamed', { kind: 'noAnswer', updated: false });
    await renderSurface(background, <NamedPeople view={viewOf({ recordKey: marco, askedAt: 1 })} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Not them: Marco Rossi is somebody else' }));
    const said = await screen.findByRole('alert', undefined, { timeout: 15_000 });
    background.on('unlinkNamed', () => null);
    await userEvent.click(within(said).getByRole('button'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('is opened where the CRM knows them, and is no matter without a connection', async () => {
    const view = viewOf({ recordKey: marco, askedAt: 1 });
    const { unmount } = await renderSurface(background, <NamedPeople view={view} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Open Marco Rossi' }));
    expect(background.of('openRecord')).toMatchObject([{ recordKey: marco }]);
    unmount();
    await renderSurface(background, <NamedPeople view={{ ...view, connection: null }} />);
    expect(screen.queryByText('Marco Rossi')).toBeNull();
  });
});
