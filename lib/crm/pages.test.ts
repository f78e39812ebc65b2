import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordObject } from '../model/record';
import { isCrmPage } from './hosts';
import { listFromUrl, orgFromUrl, pagesOf, recordFromUrl, urlOfRecord } from './pages';
import { to18 } from './salesforce/ids';

const lead = '00Q5e00000AbCdEEAV';
const short = '00Q5e00000AbCdE';
const contact = to18('0035e00000XyZaB') ?? '';
const account = to18('0015e00000XyZaB') ?? '';
const deal = to18('0065e00000XyZaB') ?? '';
const task = to18('00T5e00000XyZaB') ?? '';
const ui = 'https://acme.lightning.force.com';
const api = 'https://acme.my.salesforce.com';
const ws = (path: string) => `?ws=${encodeURIComponent(path)}`;

const salesforceRecords: [url: string, object: RecordObject, id: string, org?: string][] = [
  [`${ui}/lightning/r/Lead/${lead}/view`, 'lead', lead],
  [`${ui}/lightning/r/Lead/${short}/view`, 'lead', lead],
  [`${ui}/lightning/r/sObject/${lead}/view`, 'lead', lead],
  [`${ui}/lightning/r/Lead/${lead}/view?0.source=alohaHeader`, 'lead', lead],
  [`${ui}/lightning/r/Lead/${lead}/view#tab`, 'lead', lead],
  [`${ui}/lightning/r/Lead/${lead}`, 'lead', lead],
  [`${ui}/lightning/r/Lead/${lead}/edit`, 'lead', lead],
  [`${ui}/lightning/r/Contact/${contact}/view`, 'contact', contact],
  [`${ui}/lightning/r/Account/${account}/view`, 'company', account],
  [`${ui}/lightning/r/Opportunity/${deal}/view`, 'deal', deal],
  [`${ui}/lightning/r/Account/${account}/related/Opportunities/view`, 'company', account],
  [`${ui}/lightning/r/${lead}/view`, 'lead', lead],
  [`${ui}/lightning/r/${short}/view`, 'lead', lead],
  [`${ui}/lightning/r/${lead}`, 'lead', lead],
  [`${ui}/lightning/r/Lead/${lead}/view${ws(`/lightning/r/Account/${account}/view`)}`, 'lead', lead],
  [`${ui}/lightning/r/Task/${task}/view${ws(`/lightning/r/Opportunity/${deal}/view`)}`, 'deal', deal],
  [`${ui}/lightning/n/Dialer${ws(`/lightning/r/${lead}/view?x=1`)}`, 'lead', lead],
  [`${ui}/one/one.app#/sObject/${lead}/view`, 'lead', lead],
  [`${ui}/one/one.app?source=x#/sObject/${short}/view?t=1`, 'lead', lead],
  [
    `https://ACME--UAT.sandbox.lightning.force.com/lightning/r/Lead/${lead}/view`,
    'lead',
    lead,
    'acme--uat.sandbox.my.salesforce.com',
  ],
  [
    `https://acme-dev-ed.develop.lightning.force.com/lightning/r/Lead/${lead}/view`,
    'lead',
    lead,
    'acme-dev-ed.develop.my.salesforce.com',
  ],
  [
    `https://dream-fun-123.scratch.lightning.force.com/lightning/r/${lead}/view`,
    'lead',
    lead,
    'dream-fun-123.scratch.my.salesforce.com',
  ],
  [`${api}/${lead}`, 'lead', lead],
  [`${api}/${short}?nooverride=1`, 'lead', lead],
  [`${api}/${short}/e`, 'lead', lead],
  [`${api}/apex/LeadPage?id=${short}&x=1`, 'lead', lead],
  [`${api}/console#%2F${short}`, 'lead', lead],
];

const hubspotRecords: [url: string, object: RecordObject, id: string][] = [
  ['https://app.hubspot.com/contacts/4711007/record/0-1/51', 'contact', '51'],
  ['https://app.hubspot.com/contacts/4711007/record/0-2/51/', 'company', '51'],
  ['https://app.hubspot.com/contacts/4711007/record/0-3/51/view/1', 'deal', '51'],
  ['https://app.hubspot.com/contacts/4711007/record/0-136/51?interaction=note', 'lead', '51'],
  ['https://app-eu1.hubspot.com/contacts/4711007/record/0-1/51#tab', 'contact', '51'],
  ['https://app-na2.hubspot.com/contacts/4711007/record/0-1/51/view/1/?x=1#y', 'contact', '51'],
  ['https://app-na3.hubspot.com/contacts/4711007/record/0-1/51', 'contact', '51'],
  ['https://app-ap1.hubspot.com/contacts/4711007/record/0-1/51', 'contact', '51'],
  ['https://app.hubspot.com/contacts/4711007/contact/51', 'contact', '51'],
  ['https://app.hubspot.com/contacts/4711007/company/51?x', 'company', '51'],
  ['https://app.hubspot.com/contacts/4711007/deal/51', 'deal', '51'],
  ['https://app.hubspot.com/sales/4711007/deal/51/', 'deal', '51'],
  ['https://app.hubspot.com/prospecting/4711007/leads/view/all-leads?leadId=51', 'lead', '51'],
  ['https://app-eu1.hubspot.com/sales-workspace/4711007/leads?leadId=51', 'lead', '51'],
];

const noRecords = [
  '',
  'nonsense',
  'about:blank',
  `${ui}/`,
  `${ui}/lightning/page/home`,
  `${ui}/lightning/o/Lead/list?filterName=Recent`,
  `${ui}/lightning/o/Lead/new`,
  `${ui}/lightning/r/Lead/view`,
  `${ui}/lightning/r/view/view`,
  `${ui}/lightning/r/Lead/00Q5e00000AbCdEEAW/view`,
  `${ui}/lightning/r/Lead/${lead.toLowerCase()}/view`,
  `${ui}/lightning/r/Lead/${short.slice(1)}/view`,
  `${ui}/lightning/r/Task/${task}/view`,
  `${ui}/lightning/r/User/005D0000001QX8WIAW/view`,
  `${ui}/lightning/setup/ManageUsers/page?address=%2F005D0000001QX8W%3Fnoredirect%3D1`,
  `${ui}/lightning/setup/ManageUsers/page?address=%2F${lead}&ws=%2Flightning%2Fr%2F${lead}%2Fview`,
  `${ui}/one/one.app#/home`,
  `${ui}/one/one.app#%E0%A4%A`,
  `${api}/00Q/o`,
  `${api}/home/home.jsp`,
  `${api}/apex/LeadPage`,
  `${api}/${short}/x`,
  `http://acme.lightning.force.com/lightning/r/Lead/${lead}/view`,
  `https://acme.lightning.force.com:8443/lightning/r/Lead/${lead}/view`,
  `https://acme.lightning.force.com.evil.example/lightning/r/Lead/${lead}/view`,
  `https://evil.example/lightning/r/Lead/${lead}/view`,
  `https://acme.my.site.com/s/lead/${lead}`,
  'https://app.hubspot.com/contacts/4711007/objects/0-3/views/12/list',
  'https://app.hubspot.com/contacts/4711007/record/0-5/51',
  'https://app.hubspot.com/contacts/4711007/record/2-77/51',
  'https://app.hubspot.com/contacts/4711007/record/0-1/',
  'https://app.hubspot.com/contacts/4711007/record/0-1/051',
  'https://app.hubspot.com/contacts/4711007/record/0-1/51x',
  'https://app.hubspot.com/contacts/4711007/record/constructor/51',
  'https://app.hubspot.com/contacts/abc/record/0-1/51',
  'https://app.hubspot.com/contacts/4711007/ticket/51',
  'https://app.hubspot.com/prospecting/4711007/leads/view/all-leads',
  'https://app.hubspot.com/prospecting/4711007/leads/view/all-leads?leadId=x',
  'https://app.hubspot.com/settings/4711007/deal?leadId=51',
  'https://app.hubspot.com.evil.example/contacts/4711007/record/0-1/51',
  'https://xapp.hubspot.com/contacts/4711007/record/0-1/51',
];

describe('recordFromUrl', () => {
  it.each(salesforceRecords)('finds the record in %s', (url, object, id, org = 'acme.my.salesforce.com') => {
    expect(recordFromUrl(url)).toEqual({ crm: 'salesforce', org, object, id });
  });

  it.each(hubspotRecords)('finds the record in %s', (url, object, id) => {
    expect(recordFromUrl(url)).toEqual({ crm: 'hubspot', org: '4711007', object, id });
  });

  it.each(noRecords)('finds none in %j', (url) => {
    expect(recordFromUrl(url)).toBeNull();
  });

  const anyUrl = fc.oneof(
    fc.string(),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .tuple(
        fc.constantFrom(ui, api, 'https://app.hubspot.com', 'https://app-eu1.hubspot.com'),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              'lightning',
              'r',
              'Lead',
              'view',
              'contacts',
              '4711007',
              'record',
              '0-1',
              '51',
              lead,
              short,
              'sObject',
              'one',
              'one.app',
              '#',
              '?ws=',
              'e',
            ),
            fc.string(),
          ),
        ),
      )
      .map(([base, parts]) => `${base}/${parts.join('/')}`),
  );

  it('never throws, and whatever it finds has a page that shows it', () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        const ref = recordFromUrl(url);
        if (ref) expect(recordFromUrl(urlOfRecord(ref, url))).toEqual(ref);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no id whose check characters are wrong, wherever it stands', () => {
    const wrong = fc
      .tuple(
        fc.constantFrom('00Q', '003', '001', '006'),
        fc.stringMatching(/^[A-Za-z0-9]{12}$/),
        fc.stringMatching(/^[A-Z0-5]{3}$/),
      )
      .map((parts) => parts.join(''))
      .filter((id) => to18(id) === null);
    const forms = [
      '/lightning/r/Lead/ID/view',
      '/lightning/r/ID/view',
      '/ID',
      '/ID/e',
      '/one/one.app#/sObject/ID/view',
      '/apex/x?id=ID',
      '/lightning/n/x?ws=/lightning/r/ID/view',
    ];
    fc.assert(
      fc.property(wrong, fc.constantFrom(...forms), (id, form) => {
        expect(recordFromUrl(ui + form.replace('ID', id))).toBeNull();
      }),
    );
  });
});

describe('urlOfRecord', () => {
  it('names the object in Salesforce and stays on the portal’s own host in HubSpot', () => {
    expect(
      urlOfRecord({ crm: 'salesforce', org: 'acme--uat.sandbox.my.salesforce.com', object: 'company', id: account }),
    ).toBe(`https://acme--uat.sandbox.lightning.force.com/lightning/r/Account/${account}/view`);
    const ref = { crm: 'hubspot', org: '4711007', object: 'contact', id: '51' } as const;
    expect(urlOfRecord(ref)).toBe('https://app.hubspot.com/contacts/4711007/record/0-1/51');
    expect(urlOfRecord(ref, 'https://app-eu1.hubspot.com/contacts/1/objects/0-1')).toBe(
      'https://app-eu1.hubspot.com/contacts/4711007/record/0-1/51',
    );
    expect(urlOfRecord(ref, 'https://evil.example/contacts/1')).toBe(
      'https://app.hubspot.com/contacts/4711007/record/0-1/51',
    );
    expect(urlOfRecord(ref, `${ui}/lightning`)).toBe('https://app.hubspot.com/contacts/4711007/record/0-1/51');
  });
});

describe('orgFromUrl', () => {
  it.each([
    [`${ui}/lightning/page/home`, { crm: 'salesforce', org: 'acme.my.salesforce.com' }],
    [`${api}/home/home.jsp`, { crm: 'salesforce', org: 'acme.my.salesforce.com' }],
    ['https://app-eu1.hubspot.com/contacts/4711007/objects/0-1', { crm: 'hubspot', org: '4711007' }],
    ['https://app.hubspot.com/login', null],
    ['https://lightning.force.com/', null],
    ['https://example.com/contacts/4711007/', null],
  ])('reads the org of %s', (url, org) => {
    expect(orgFromUrl(url)).toEqual(org);
  });
});

describe('nameFromTitle', () => {
  it.each([
    ['Maya Okonkwo | Lead | Salesforce', 'Maya Okonkwo'],
    ['(3) Maya Okonkwo | Salesforce', 'Maya Okonkwo'],
    ['A | B | Account | Salesforce', 'A | B'],
    ['王小明 | 潜在客户 | Salesforce', '王小明'],
    ['Lightning Experience | Salesforce', null],
    ['Home | Salesforce', null],
    [' | Salesforce', null],
    ['Salesforce', null],
    ['', null],
  ])('reads Salesforce’s %j', (title, name) => {
    expect(pagesOf('salesforce').nameFromTitle(title)).toBe(name);
  });

  it.each([
    ['Maya Okonkwo', 'Maya Okonkwo'],
    ['(1) Maya Okonkwo | Contact', 'Maya Okonkwo'],
    ['HubSpot', null],
    ['Loading…', null],
    ['', null],
  ])('reads HubSpot’s %j', (title, name) => {
    expect(pagesOf('hubspot').nameFromTitle(title)).toBe(name);
  });
});

describe('isCrmPage', () => {
  it('holds for CRM hosts over https alone', () => {
    expect(isCrmPage(new URL(ui))).toBe(true);
    expect(isCrmPage(new URL('https://app-na3.hubspot.com/x'))).toBe(true);
    expect(isCrmPage(new URL('https://my.salesforce.com/'))).toBe(false);
    expect(isCrmPage(new URL('https://api.hubapi.com/'))).toBe(false);
  });
});

describe('the list of leads a page shows', () => {
  const view = to18('00B5e00000XyZaB') ?? '';
  const org = 'acme.my.salesforce.com';
  it.each([
    [`${ui}/lightning/o/Lead/list?filterName=AllOpenLeads`, { crm: 'salesforce', org, list: 'AllOpenLeads' }],
    [`${ui}/lightning/o/Lead/list?filterName=${view.slice(0, 15)}`, { crm: 'salesforce', org, list: view }],
    [`${ui}/lightning/o/Lead/list?filterName=__Recent`, null],
    [`${ui}/lightning/o/Account/list?filterName=AllAccounts`, null],
    [`${ui}/lightning/r/Lead/${lead}/view`, null],
    ['https://app.hubspot.com/contacts/4711/objectLists/102/filters', { crm: 'hubspot', org: '4711', list: '102' }],
    ['https://app-eu1.hubspot.com/contacts/4711/lists/102', { crm: 'hubspot', org: '4711', list: '102' }],
    ['https://app.hubspot.com/contacts/4711/objects/0-1/views/all/list', { crm: 'hubspot', org: '4711', list: null }],
    ['https://app.hubspot.com/contacts/4711/objects/0-2/views/all/list', null],
    ['https://evil.example/contacts/4711/objectLists/102', null],
    ['no address', null],
  ])('%s', (url, expected) => {
    expect(listFromUrl(url)).toEqual(expected);
  });
});
