import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import type { BatonBrowser } from './browser.ts';

/** Who the SDR of the demo is. */
export const sdr = { name: 'Sam Rivera', email: 'sam.rivera@baton.example', password: 'cold-call-42' };
/** Who the AE is that leads are handed to. */
export const ae = { name: 'Jonas Lindqvist', email: 'jonas.lindqvist@baton.example' };

/** A call, task or note as the CRM has it now, in words common to both CRMs. */
export interface Written {
  readonly id: string;
  readonly kind: 'call' | 'task' | 'note';
  readonly recordId: string | null;
  readonly subject: string;
  readonly body: string;
  readonly owner: string | null;
}

/** Somebody of the demo's team. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** One demo CRM as the story uses it: its pages by a person's means, its data by the demo's own control endpoint. */
export interface DemoCrm {
  readonly name: 'Salesforce' | 'HubSpot';
  readonly apiHost: string;
  /** Signs in, as the SDR where nobody else is named; a sign-in to HubSpot is everybody's. */
  signIn(page: Page, who?: Person): Promise<void>;
  /** Goes to a page of the CRM, signing in where it asks: a browser that was killed may have lost its newest cookies. */
  backTo(page: Page, url: string): Promise<void>;
  /** Connects Baton as people do, in its dashboard; in Salesforce it works for whoever is signed in. */
  connect(baton: BatonBrowser, who?: Person): Promise<void>;
  /** Every lead's name. */
  names(): readonly string[];
  idOf(leadName: string): string;
  urlOf(id: string): string;
  /** The id of the record a page shows. */
  idOnPage(page: Page): string;
  /** The list the SDR starts from. */
  readonly listUrl: string;
  /** Goes on by the CRM's own navigation, without a page load. */
  next(page: Page): Promise<void>;
  lead(id: string): { readonly name: string; readonly owner: string | null; readonly status: string | null };
  written(id: string): readonly Written[];
}

const salesforceState = z.object({
  salesforce: z.object({
    leads: z.array(
      z.object({ id: z.string(), name: z.string(), status: z.string().nullable(), owner: z.string().nullable() }),
    ),
    tasks: z.array(
      z.object({
        id: z.string(),
        whoId: z.string().nullable(),
        subject: z.string().nullable(),
        description: z.string().nullable(),
        subtype: z.string().nullable(),
        owner: z.string().nullable(),
      }),
    ),
  }),
});

const hubspotRow = z.object({
  id: z.string(),
  type: z.enum(['calls', 'notes', 'tasks']),
  owner: z.string().nullable(),
  properties: z.record(z.string(), z.string().nullable()),
  associations: z.object({ contacts: z.array(z.string()) }),
});
const hubspotState = z.object({
  hubspot: z.object({
    contacts: z.array(
      z.object({ id: z.string(), name: z.string(), status: z.string().nullable(), owner: z.string().nullable() }),
    ),
    activities: z.array(hubspotRow),
    tasks: z.array(hubspotRow),
  }),
});

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The demo has no ${what}`);
  return value;
}

/** The Salesforce of the demo. */
export function salesforceDemo(demo: RunningDemo): DemoCrm {
  const host = 'https://baton-demo.lightning.force.com';
  const state = () => salesforceState.parse(demo.state()).salesforce;
  return {
    name: 'Salesforce',
    apiHost: 'baton-demo.my.salesforce.com',
    listUrl: `${host}/lightning/o/Lead/list?filterName=AllOpenLeads`,
    async signIn(page, who = sdr) {
      await page.goto(`${host}/lightning/page/home`);
      await enter(page, who);
      await page.waitForURL(`${host}/**`);
    },
    backTo,
    async connect(baton, who = sdr) {
      const dashboard = await baton.context.newPage();
      await dashboard.goto(baton.url('dashboard.html#/connections?org=salesforce:baton-demo.my.salesforce.com'));
      await dashboard.getByRole('button', { name: 'Use the session of this browser' }).click();
      await expect(
        dashboard.getByRole('region', { name: /Salesforce/ }).getByText(`Works for ${who.name}`),
      ).toBeVisible();
      await dashboard.close();
    },
    names: () => state().leads.map((lead) => lead.name),
    idOf: (name) =>
      required(
        state().leads.find((lead) => lead.name === name),
        `lead ${name}`,
      ).id,
    urlOf: (id) => `${host}/lightning/r/Lead/${id}/view`,
    idOnPage: (page) => required(/\/(00Q\w{15})\//.exec(page.url())?.[1], `lead on ${page.url()}`),
    next: (page) => page.getByRole('link', { name: /^Next/ }).click(),
    lead: (id) =>
      required(
        state().leads.find((lead) => lead.id === id),
        `lead ${id}`,
      ),
    written: (id) =>
      state()
        .tasks.filter((task) => task.whoId === id)
        .map((task) => ({
          id: task.id,
          kind: task.subtype === 'Call' ? 'call' : 'task',
          recordId: task.whoId,
          subject: task.subject ?? '',
          body: task.description ?? '',
          owner: task.owner,
        })),
  };
}

/** The HubSpot of the demo. */
export function hubspotDemo(demo: RunningDemo): DemoCrm {
  const host = 'https://app.hubspot.com';
  const portal = '4711007';
  const state = () => hubspotState.parse(demo.state()).hubspot;
  return {
    name: 'HubSpot',
    apiHost: 'api.hubapi.com',
    listUrl: `${host}/contacts/${portal}/objects/0-1/views/all/list`,
    async signIn(page) {
      await page.goto(`${host}/contacts/${portal}/objects/0-1/views/all/list`);
      await enter(page);
      await page.waitForURL(`${host}/contacts/**`);
    },
    backTo,
    async connect(baton, who = sdr) {
      const settings = await baton.context.newPage();
      await settings.goto(`${host}/settings/${portal}/service-keys`);
      await settings.getByRole('button', { name: 'Show', exact: true }).click();
      const key = (await settings.locator('body').innerText()).match(/pat-na1-demo-\d+-[\w-]+/)?.[0];
      await settings.goto(baton.url(`dashboard.html#/connections?org=hubspot:${portal}`));
      await settings.getByLabel('Service key').fill(required(key, 'service key on its settings page'));
      await settings.getByLabel('Your e-mail address in HubSpot').fill(who.email);
      await settings.getByRole('button', { name: /^(Connect HubSpot|Replace the key)$/ }).click();
      await expect(settings.getByRole('region', { name: /HubSpot/ }).getByText(`Works for ${who.name}`)).toBeVisible();
      await settings.close();
    },
    names: () => state().contacts.map((contact) => contact.name),
    idOf: (name) =>
      required(
        state().contacts.find((contact) => contact.name === name),
        `contact ${name}`,
      ).id,
    urlOf: (id) => `${host}/contacts/${portal}/record/0-1/${id}`,
    idOnPage: (page) => required(/\/0-1\/(\d+)/.exec(page.url())?.[1], `contact on ${page.url()}`),
    next: (page) => page.getByRole('button', { name: 'Next record' }).click(),
    lead: (id) =>
      required(
        state().contacts.find((contact) => contact.id === id),
        `contact ${id}`,
      ),
    written: (id) =>
      [...state().activities, ...state().tasks]
        .filter((row) => row.associations.contacts.includes(id))
        .map((row) => ({
          id: row.id,
          kind: row.type === 'calls' ? 'call' : row.type === 'notes' ? 'note' : 'task',
          recordId: id,
          subject: row.properties['hs_call_title'] ?? row.properties['hs_task_subject'] ?? '',
          body:
            row.properties['hs_call_body'] ?? row.properties['hs_task_body'] ?? row.properties['hs_note_body'] ?? '',
          owner: row.owner,
        })),
  };
}

async function enter(page: Page, { email }: Person = sdr): Promise<void> {
  await page.getByLabel(/user ?name|e-?mail/i).fill(email);
  await page.getByLabel(/password/i).fill(sdr.password);
  await page.getByRole('button', { name: /log in|sign in/i }).click();
}

async function backTo(page: Page, url: string): Promise<void> {
  await page.goto(url);
  if ((await page.getByLabel(/password/i).count()) === 0) return;
  await enter(page);
  await page.getByLabel(/password/i).waitFor({ state: 'detached' });
  await page.goto(url);
}

/** Makes the unique property by which HubSpot refuses what is there already, as an administrator does. */
export async function makeIdProperty(port: number, type: string): Promise<void> {
  const made = await askDemo(port, `https://api.hubapi.com/crm/properties/2026-09/${type}`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${demoServiceKey}`, 'content-type': 'application/json' } },
    body: JSON.stringify({
      ...{ name: 'baton_id', label: 'Baton id', type: 'string', fieldType: 'text' },
      ...{ groupName: 'engagement', hasUniqueValue: true },
    }),
  });
  if (made.status !== 201) throw new Error(`baton_id on ${type}: ${made.status} ${made.text}`);
}
