import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LeadList } from '../../lib/crm/lead-list';
import type { QueueSource } from '../../lib/messaging/views';
import { orgOfKey } from '../../lib/model/record';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya } from '../progress/progress-rig';
import { ListChoice } from './ListChoice';
import { NextLine } from './NextLine';

const org = orgOfKey(maya);
const list = (name: string, part: Partial<LeadList> = {}): LeadList => ({
  id: name,
  name,
  alias: null,
  size: null,
  ...part,
});
const webinar = list('Webinar', { alias: 'Webinar_Leads', size: 12 });
const none: QueueSource = { org, chosen: null, own: null, here: null };
const chosen = { list: webinar, readAt: Date.now() - 5 * 60_000, count: 12, isWhole: true, problem: null };

let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground()
    .on('queueSources', () => [none])
    .on('leadLists', () => ({ lists: [list('Hot'), webinar], problem: null }))
    .on('chooseLeadList', (ask) => ({ ...none, chosen: ask.list === null ? null : { ...chosen, list: ask.list } }));
});
const open = (source: Partial<QueueSource> = {}) =>
  renderSurface(background, <ListChoice source={{ ...none, ...source }} />);

describe('whom the queue takes from', () => {
  it('offers the list the page shows by one click', async () => {
    await open({ here: { list: 'Webinar_Leads' } });
    await userEvent.click(await screen.findByRole('button', { name: /: Webinar$/ }));
    expect(background.of('chooseLeadList')).toEqual([{ org, list: webinar }]);
  });

  it('lets search any other list by keyboard, and go back to one’s own leads', async () => {
    await open({ chosen });
    const field = await screen.findByRole('combobox');
    expect(field).toHaveValue('Webinar');
    await userEvent.type(field, 'hot{Enter}');
    await userEvent.clear(field);
    await userEvent.type(field, 'my leads{Enter}');
    expect(background.of('chooseLeadList')).toEqual([
      { org, list: list('Hot') },
      { org, list: null },
    ]);
  });

  it('says how many and how old, and reads again', async () => {
    await open({ chosen: { ...chosen, isWhole: false } });
    expect(await screen.findByText(/^12 on it, read 5 minutes ago. It holds more/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(background.of('chooseLeadList')).toEqual([{ org, list: webinar }]);
  });

  it('says how many are one’s own and how old that is, and reads them again', async () => {
    await open({ own: { readAt: Date.now() - 20 * 60_000, count: 31, isWhole: true, problem: null } });
    expect(await screen.findByText('31 leads of yours, read 20 minutes ago.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(background.of('chooseLeadList')).toEqual([{ org, list: null }]);
  });

  it('says what is missing and who cures it', async () => {
    const problem = { kind: 'forbidden', cause: 'missingScopes', message: 'Required: (crm.lists.read)' } as const;
    background.on('leadLists', () => ({ lists: [], problem }));
    await open({ here: { list: null } });
    const note = await screen.findByRole('alert');
    expect(note).toHaveTextContent('crm.lists.read');
    expect(note).toHaveTextContent('Ask a super admin to tick the missing scopes');
    expect(screen.getByText(/Save it as a segment/)).toBeInTheDocument();
  });
});

describe('the line of the next lead', () => {
  it('names whom the lead named, where the promise is to them', async () => {
    const item = {
      ...{
        recordKey: maya,
        name: 'Maya Okonkwo',
        company: null,
        person: 'Marco Rossi',
        colleague: null,
        band: 'promise' as const,
      },
      ...{ random: false, hour: 1, attempts: 1, dueAt: Date.now() - 60_000, freshAt: null, fit: null },
    };
    const next = { recordKey: maya, name: 'Maya Okonkwo', item };
    await renderSurface(background, <NextLine next={next} source={null} now={Date.now()} />);
    expect(
      await screen.findByRole('button', { name: /^Next: Marco Rossi, named by Maya Okonkwo/ }),
    ).toBeInTheDocument();
  });

  it('says that a colleague had a call today', async () => {
    const item = {
      ...{
        recordKey: maya,
        name: 'Maya Okonkwo',
        company: 'Northwind',
        person: null,
        band: 'fit' as const,
        random: false,
      },
      ...{
        colleague: { name: 'Lee Wong', at: Date.now() },
        hour: 1,
        attempts: 1,
        dueAt: null,
        freshAt: null,
        fit: null,
      },
    };
    const next = { recordKey: maya, name: 'Maya Okonkwo', item };
    await renderSurface(background, <NextLine next={next} source={null} now={Date.now()} />);
    expect(
      await screen.findByText(/^Lee Wong, a colleague, was called today at .* · called 1 time$/),
    ).toBeInTheDocument();
  });

  it('names the list, says when nobody on it may be called, and opens the choice', async () => {
    await renderSurface(background, <NextLine next={null} source={{ ...none, chosen }} now={Date.now()} />);
    expect(await screen.findByText('Nobody to call now on “Webinar”')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /takes from “Webinar”/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Whom the queue takes from' });
    expect(await within(dialog).findByRole('combobox')).toHaveValue('Webinar');
  });
});
