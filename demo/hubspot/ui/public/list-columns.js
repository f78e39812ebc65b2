/** Column headings and widths (px) of the index tables, and what kind of cell each is. */
export const columns = {
  phone: { label: 'Phone number', width: 170, kind: 'phone' },
  email: { label: 'Email', width: 270, kind: 'email' },
  hs_lead_status: { label: 'Lead status', width: 180, kind: 'chip' },
  lifecyclestage: { label: 'Lifecycle stage', width: 200 },
  company: { label: 'Company name', width: 210 },
  jobtitle: { label: 'Job title', width: 210 },
  owner: { label: 'Owner', width: 150, kind: 'person' },
  notes_last_contacted: { label: 'Last contacted', width: 190 },
  city: { label: 'City', width: 140 },
  country: { label: 'Country/Region', width: 150 },
  lead_source: { label: 'Lead source', width: 170 },
  createdate: { label: 'Create date', width: 190 },
  hs_createdate: { label: 'Create date', width: 190 },
  domain: { label: 'Company domain name', width: 230 },
  industry: { label: 'Industry', width: 170 },
  numberofemployees: { label: 'Employees', width: 120, kind: 'number' },
  annualrevenue: { label: 'Annual revenue', width: 150, kind: 'number' },
  dealstage: { label: 'Deal stage', width: 200, kind: 'chip' },
  amount: { label: 'Amount', width: 130, kind: 'number' },
  closedate: { label: 'Close date', width: 140 },
  primaryCompany: { label: 'Primary company', width: 230 },
  primaryContact: { label: 'Primary contact', width: 210 },
  hs_pipeline_stage: { label: 'Lead stage', width: 150, kind: 'chip' },
  hs_lead_label: { label: 'Lead label', width: 120 },
  hs_lead_source: { label: 'Lead source', width: 190 },
};

/** Names of the kinds of record. */
export const kinds = {
  '0-1': { one: 'contact', many: 'Contacts', statusOf: 'hs_lead_status', status: 'Lead status' },
  '0-2': { one: 'company', many: 'Companies', statusOf: null, status: null },
  '0-3': { one: 'deal', many: 'Deals', statusOf: 'dealstage', status: 'Deal stage' },
  '0-136': { one: 'lead', many: 'Leads', statusOf: 'hs_pipeline_stage', status: 'Lead stage' },
};
