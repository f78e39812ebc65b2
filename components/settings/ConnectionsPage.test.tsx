import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../../lib/browser';
import type { ConnectionView } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { connectionOf, hubspotOrg, salesforceOrg } from '../sync/sync-rig';
import { ConnectionsPage } from './ConnectionsPage';

let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground().on('disconnect', () => null);
});

async function open(connections: ConnectionView[], seen: OrgKey[] = [], focus: string | null = null) {
  background.on('connections', () => connections).on('seenOrgs', () => seen);
  await renderSurface(background, <ConnectionsPage focus={focus} />);
}
const card = (name: RegExp) => screen.findByRole('region', { name });
const sameSession = { name: 'Use the session of this browser' };

describe('connecting Salesforce', () => {
  it('asks for the permission in the click itself, then connects', async () => {
    const order: string[] = [];
    vi.spyOn(browser.permissions, 'request').mockImplementation(async (asked) => {
      order.push(`permission ${asked.permissions?.join()}`);
      return true;
    });
    background.on('connectSalesforce', ({ org }) => {
      order.push(`connect ${org}`);
      return connectionOf();
    });
    await open([], [salesforceOrg]);
    const button = within(await card(/acme.my.salesforce.com/)).getByRole('button', sameSession);
    button.click();
    // Before anything was awaited: a browser takes a later request for no wish of the SDR's.
    expect(order).toEqual(['permission cookies']);
    expect(await screen.findByText('Connected to Acme as Sam Rivera.')).toBeInTheDocument();
    expect(order).toEqual(['permission cookies', `connect ${salesforceOrg}`]);
  });

  it('says what a refused permission means and connects nothing', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    await open([], [salesforceOrg]);
    await userEvent.click(await screen.findByRole('button', sameSession));
    expect(await screen.findByRole('alert')).toHaveTextContent('The browser was not allowed to share the session.');
    expect(background.of('connectSalesforce')).toEqual([]);
  });

  it('says what to do where the session has ended', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    background.refuse('connectSalesforce', { kind: 'crm', problem: { kind: 'signInNeeded', message: '' } });
    await open([], [salesforceOrg]);
    await userEvent.click(await screen.findByRole('button', sameSession));
    expect(await screen.findByRole('alert')).toHaveTextContent('This browser has no live Salesforce session.');
    expect(screen.queryByRole('button', { name: 'Open connections' })).toBeNull();
  });
});

describe('a connection that fails while something is chosen in it', () => {
  it('keeps what is chosen', async () => {
    const phone = { name: 'Direct__c', label: 'Direct', kind: 'phone' as const, options: [], writable: true };
    const fields = { owners: [{ owner: 'lead' as const, fields: [phone] }], required: [] };
    background.on('orgFields', () => ({ fields, map: [], readAt: 0 })).on('saveFieldMap', () => null);
    await open([connectionOf()]);
    await userEvent.click(await screen.findByText('Fields of this org'));
    const leads = within(await screen.findByRole('group', { name: 'Leads' }));
    await userEvent.selectOptions(leads.getByLabelText(/phone/i), 'Direct__c');
    const problem = { kind: 'signInNeeded', message: '' } as const;
    background.on('connections', () => [connectionOf({ state: 'signInNeeded', problem })]);
    await act(() => background.live('pulse', { n: 1, topics: ['connections'] }));
    await screen.findByText('Sign-in needed');
    expect(leads.getByLabelText(/phone/i)).toHaveDisplayValue('Direct (Direct__c)');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    await waitFor(() => expect(background.of('saveFieldMap')).toHaveLength(1));
  });
});

describe('an org that was connected by signing in', () => {
  const ways = { salesforceSession: true, hubspotKey: true, clientId: 'c', isPrescribed: false, callbackUrl: null };
  const signedIn = connectionOf({ auth: 'salesforceOauth' });

  it('says that the page’s user is not seen, and compares once the browser allows it', async () => {
    let comparesPageUser = false;
    background.on('connectWays', () => ({ ...ways, comparesPageUser }));
    const request = vi.spyOn(browser.permissions, 'request').mockImplementation(async () => {
      comparesPageUser = true;
      return true;
    });
    await open([signedIn]);
    expect(await screen.findByText(/still writes as Sam Rivera/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Compare with the page' }));
    expect(request).toHaveBeenCalledWith({ permissions: ['cookies'] });
    expect(await screen.findByText(/Baton compares itself with who is signed in/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Compare with the page' })).toBeNull();
  });

  it('says that the administrator keeps the page’s session, and asks for nothing', async () => {
    background.on('connectWays', () => ({ ...ways, salesforceSession: false, comparesPageUser: false }));
    await open([signedIn]);
    expect(await screen.findByText(/Your administrator keeps the page’s session/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Compare with the page' })).toBeNull();
  });

  it('names both where somebody else is signed in on the page', async () => {
    background.on('connectWays', () => ({ ...ways, comparesPageUser: true }));
    const otherUser = { page: 'Noor Haddad', own: 'Sam Rivera' };
    const problem = { kind: 'signInNeeded' as const, message: '', otherUser };
    await open([{ ...signedIn, state: 'signInNeeded', problem }]);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You look at this org as Noor Haddad, but Baton works as Sam Rivera',
    );
    expect(screen.queryByText(/sign-in to Salesforce has ended/)).toBeNull();
  });
});

describe('an org that lets Baton do nothing', () => {
  const barred = (cause: string) =>
    connectionOf({ state: 'failing', problem: { kind: 'forbidden', message: '', cause } });
  beforeEach(() => {
    const ways = { salesforceSession: true, hubspotKey: true, clientId: null, isPrescribed: false };
    background.on('connectWays', () => ({ ...ways, callbackUrl: 'https://x.example/', comparesPageUser: true }));
    background.on('syncReasons', () => []);
  });

  it('offers the way it takes, and not the session it refuses', async () => {
    await open([barred('apiAccessControl')]);
    expect(await screen.findByText('Your org lets only approved apps use its API')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Sign in to Salesforce' })).toBeVisible();
    expect(screen.queryByRole('button', sameSession)).toBeNull();
  });

  it('offers no other way where none would help, and to look again', async () => {
    await open([barred('apiDisabled')]);
    expect(await screen.findByText('Your Salesforce user may not use the API')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Check again' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /session|Sign in to Salesforce/ })).toBeNull();
  });

  it('says how much waits, and that it goes out in the name of whoever connects', async () => {
    const problem = {
      kind: 'signInNeeded' as const,
      message: '',
      otherUser: { page: 'Noor Haddad', own: 'Sam Rivera' },
    };
    const reason = { org: connectionOf().org, problem: null, state: 'waiting' as const };
    background.on('syncReasons', () => [{ ...reason, count: 1200 }]);
    await open([connectionOf({ state: 'signInNeeded', problem })]);
    expect(await screen.findByText(/^1,200 entries wait for this org.*in the name of whoever/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Connect as Noor Haddad' })).toBeInTheDocument();
  });
});

describe('what an administrator does not allow', () => {
  const ways = { salesforceSession: false, hubspotKey: false, clientId: null, isPrescribed: false, callbackUrl: null };
  const forbidden = { kind: 'forbidden' as const, message: '', cause: 'policy' };
  beforeEach(() => {
    background.on('connectWays', () => ({ ...ways, comparesPageUser: false }));
  });

  it('is said once of a connection that was there, with nothing to press in vain', async () => {
    await open([connectionOf({ state: 'failing', problem: forbidden })]);
    await screen.findByText('Your administrator does not allow this connection');
    expect(screen.queryByText('Your administrator does not let Baton connect here')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Check again' })).toBeNull();
  });

  it('is said instead of a form for a key, and no other portal is offered', async () => {
    await open([], [hubspotOrg]);
    expect(await screen.findByText('Your administrator does not let Baton connect here')).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByLabelText('Service key')).toBeNull());
    expect(screen.queryByText('Connect a HubSpot portal')).toBeNull();
  });

  it('leaves the app that is set as the one way, and its button as the one to press', async () => {
    const set = {
      ...ways,
      clientId: 'theirs',
      isPrescribed: true,
      callbackUrl: 'https://x.chromiumapp.org/salesforce',
    };
    background.on('connectWays', () => ({ ...set, comparesPageUser: false }));
    await open([], [salesforceOrg]);
    expect(await screen.findByRole('button', { name: 'Sign in to Salesforce' })).toBeVisible();
    expect(screen.queryByLabelText('Client id of the app')).toBeNull();
    expect(screen.queryByRole('button', sameSession)).toBeNull();
  });
});

describe('a connection in trouble', () => {
  it('is asked again by the one button beside what is wrong', async () => {
    const problem = { kind: 'forbidden' as const, cause: 'missingScopes', message: 'crm.objects.contacts.read' };
    const failing = connectionOf({ org: hubspotOrg, auth: 'hubspotKey', state: 'failing', problem });
    background.on('checkConnection', () => connectionOf({ org: hubspotOrg, auth: 'hubspotKey' }));
    await open([failing]);
    await userEvent.click(await screen.findByRole('button', { name: 'Check again' }));
    expect(background.of('checkConnection')).toEqual([{ org: hubspotOrg }]);
  });

  it('says so where asking again came to nothing', async () => {
    const problem = { kind: 'forbidden' as const, cause: 'missingScopes', message: 'crm.objects.contacts.read' };
    background.refuse('checkConnection', { kind: 'noAnswer', updated: false });
    await open([connectionOf({ org: hubspotOrg, auth: 'hubspotKey', state: 'failing', problem })]);
    await userEvent.click(await screen.findByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('Baton did not answer')).toBeInTheDocument();
  });
});

describe('connecting HubSpot', () => {
  async function fill(key: string, email: string) {
    if (key !== '') await userEvent.type(await screen.findByLabelText('Service key'), key);
    if (email !== '') await userEvent.type(screen.getByLabelText('Your e-mail address in HubSpot'), email);
    await userEvent.click(screen.getByRole('button', { name: 'Connect HubSpot' }));
  }

  it('hides the key, sends it trimmed with the portal it must belong to, and forgets it', async () => {
    background.on('connectHubspot', () => connectionOf({ org: hubspotOrg, label: 'Demo portal' }));
    await open([], [hubspotOrg]);
    const key = await screen.findByLabelText('Service key');
    expect(key).toHaveAttribute('type', 'password');
    await fill(' pat-na1-1234 ', 'sam@baton.example');
    expect(await screen.findByText('Connected to Demo portal as Sam Rivera.')).toBeInTheDocument();
    expect(background.of('connectHubspot')).toEqual([
      { key: 'pat-na1-1234', ownerEmail: 'sam@baton.example', expectPortal: '4711' },
    ]);
    expect(key).toHaveValue('');
  });

  it.each([
    ['', 'sam@baton.example', 'Service key', 'Paste the key here.'],
    ['secret', 'sam@baton.example', 'Service key', 'A service key starts with pat- and has no spaces.'],
    ['pat-1', 'sam', 'Your e-mail address in HubSpot', 'An e-mail address such as sam@example.com.'],
  ])('of key "%s" and e-mail "%s" says what is wrong', async (key, email, field, message) => {
    await open([], [hubspotOrg]);
    await screen.findByLabelText('Service key');
    await fill(key, email);
    await waitFor(() => expect(screen.getByLabelText(field)).toBeInvalid());
    expect(screen.getByText(message)).toBeInTheDocument();
    expect(background.of('connectHubspot')).toEqual([]);
  });

  it('refuses the key of another portal in words, and keeps it for correction', async () => {
    background.refuse('connectHubspot', { kind: 'wrongOrg', expected: '4711', actual: '999' });
    await open([], [hubspotOrg]);
    await fill('pat-na1-1234', 'sam@baton.example');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This key belongs to HubSpot portal 999, but the page you came from is portal 4711. Nothing was connected.',
    );
    expect(screen.getByLabelText('Service key')).toHaveValue('pat-na1-1234');
  });

  it('says of a key that HubSpot does not know that it is the key, not a sign-in', async () => {
    background.refuse('connectHubspot', { kind: 'crm', problem: { kind: 'signInNeeded', message: '' } });
    await open([], [hubspotOrg]);
    await fill('pat-na1-1234', 'sam@baton.example');
    expect(await screen.findByRole('alert')).toHaveTextContent('HubSpot does not accept this key. Copy it again');
    expect(screen.getByRole('button', { name: 'Connect HubSpot' })).toBeEnabled();
  });

  it('names the scopes that a key lacks, when it is refused and when a part is left out', async () => {
    const problem = { kind: 'forbidden' as const, cause: 'missingScopes', message: 'crm.objects.contacts.write' };
    background.refuse('connectHubspot', { kind: 'crm', problem });
    const lacks = ['crm.objects.deals.read'];
    await open([connectionOf({ org: 'hubspot:1' as OrgKey, label: 'Other', auth: 'hubspotKey', lacks })], [hubspotOrg]);
    await fill('pat-na1-1234', 'sam@baton.example');
    expect(
      await screen.findByText(/^This key lacks crm.objects.contacts.write. Ask a super admin to tick that in HubSpot/),
    ).toBeVisible();
    expect(screen.getByText(/^This key lacks crm.objects.deals.read\. What needs that is left out/)).toBeVisible();
  });

  it('tells where the key is found and which scopes it needs', async () => {
    await open([]);
    await userEvent.click(await screen.findByText('Where do I find the key?'));
    expect(screen.getByText('crm.objects.contacts.write')).toBeVisible();
  });
});

describe('the connections page', () => {
  it('shows for each org how it stands, for whom Baton works and what it may do', async () => {
    await open([connectionOf()], [salesforceOrg]);
    const acme = await card(/Acme Salesforce/);
    for (const text of ['Connected', 'Works for Sam Rivera', 'Reads', 'Writes', 'acme.my.salesforce.com']) {
      expect(acme).toHaveTextContent(text);
    }
    expect(within(acme).queryByRole('button', sameSession)).toBeNull();
  });

  it('says that a sign-in is needed and offers it', async () => {
    await open([connectionOf({ state: 'signInNeeded' })]);
    const acme = await card(/Acme/);
    expect(acme).toHaveTextContent('This browser has no live Salesforce session.');
    expect(within(acme).getByRole('button', sameSession)).toBeInTheDocument();
  });

  it('asks for no new key where the CRM only did not answer', async () => {
    const problem = { kind: 'retryAfter', afterMs: 1000, because: 'network', message: '' } as const;
    await open([connectionOf({ org: hubspotOrg, label: 'Demo portal', state: 'failing', problem })]);
    const portal = await card(/Demo portal/);
    expect(within(portal).getByText('Not answering')).toBeInTheDocument();
    expect(within(portal).queryByLabelText('Service key')).toBeNull();
  });

  it('puts the org it was opened for first and focuses it, even where it was never seen', async () => {
    await open([connectionOf()], [], hubspotOrg);
    const portal = await card(/HubSpot portal 4711/);
    await waitFor(() => expect(portal).toHaveFocus());
    expect(screen.getAllByRole('region', { name: /HubSpot|Acme/ })[0]).toBe(portal);
  });

  it('pays no heed to an org that is none', async () => {
    await open([], [], '<script>');
    expect(await screen.findByText('No CRM page seen yet')).toBeInTheDocument();
  });

  it('disconnects after asking', async () => {
    await open([connectionOf()]);
    await userEvent.click(await screen.findByRole('button', { name: 'Disconnect Acme' }));
    const dialog = await screen.findByRole('dialog', { name: 'Disconnect Acme?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Disconnect' }));
    expect(background.of('disconnect')).toEqual([{ org: salesforceOrg }]);
    expect(await screen.findByText('Acme is disconnected.')).toBeInTheDocument();
  });
});

describe('a connected org', () => {
  it('shows how many requests were made to it', async () => {
    const count = (reads: number, writes: number) => ({ reads, writes });
    background.on('requestCounts', () => ({ today: count(30, 4), week: count(1200, 34), month: count(4000, 99) }));
    await open([connectionOf()]);
    await screen.findByText('7 days');
    const terms = within(await card(/Acme/)).getAllByRole('term');
    const said = terms.map((term) => `${term.textContent} ${term.nextElementSibling?.textContent}`);
    expect(said).toEqual(
      expect.arrayContaining(['Today 34 (4 to write)', '7 days 1,234 (34 to write)', '30 days 4,099 (99 to write)']),
    );
  });
});
