import { ask } from './api.js';
import { h } from './dom.js';
import { formatValue } from './format.js';
import { toast } from './toast.js';

/** Properties of the About card by kind of record: name, label, and how it is edited (`-` is not). */
const properties = {
  '0-1': [
    ['email', 'Email'],
    ['phone', 'Phone number'],
    ['mobilephone', 'Mobile phone number'],
    ['hubspot_owner_id', 'Contact owner', 'owner'],
    ['lifecyclestage', 'Lifecycle stage', 'option'],
    ['hs_lead_status', 'Lead status', 'option'],
    ['do_not_call', 'Do not call', 'option'],
    ['jobtitle', 'Job title'],
    ['company', 'Company name'],
    ['lead_source', 'Lead source'],
    ['hs_analytics_source', 'Original traffic source', 'option'],
    ['notes_last_contacted', 'Last contacted', '-'],
    ['num_contacted_notes', 'Number of times contacted', '-'],
    ['address', 'Street address'],
    ['city', 'City'],
    ['state', 'State/Region'],
    ['zip', 'Postal code'],
    ['country', 'Country/Region'],
    ['hs_object_id', 'Record ID', '-'],
  ],
  '0-2': [
    ['domain', 'Company domain name'],
    ['phone', 'Phone number'],
    ['hubspot_owner_id', 'Company owner', 'owner'],
    ['industry', 'Industry'],
    ['numberofemployees', 'Number of employees'],
    ['annualrevenue', 'Annual revenue'],
    ['lifecyclestage', 'Lifecycle stage', 'option'],
    ['address', 'Street address'],
    ['city', 'City'],
    ['state', 'State/Region'],
    ['zip', 'Postal code'],
    ['country', 'Country/Region'],
    ['hs_object_id', 'Record ID', '-'],
  ],
  '0-3': [
    ['amount', 'Amount'],
    ['dealstage', 'Deal stage', 'option'],
    ['closedate', 'Close date', '-'],
    ['hubspot_owner_id', 'Deal owner', 'owner'],
    ['deal_currency_code', 'Currency', '-'],
    ['description', 'Deal description'],
    ['hs_object_id', 'Record ID', '-'],
  ],
  '0-136': [
    ['hs_pipeline_stage', 'Lead stage', 'option'],
    ['hs_lead_label', 'Lead label', 'option'],
    ['hubspot_owner_id', 'Lead owner', 'owner'],
    ['hs_lead_source', 'Lead source'],
    ['hs_lead_disqualification_reason', 'Disqualification reason'],
    ['hs_object_id', 'Record ID', '-'],
  ],
};
const titles = {
  '0-1': 'About this contact',
  '0-2': 'About this company',
  '0-3': 'About this deal',
  '0-136': 'About this lead',
};

/** The card of properties; a click on a value edits it in place. */
export function aboutCard(context) {
  const { page, account } = context;
  const rows = properties[page.typeId].map(([name, label, edit = 'text']) =>
    propertyRow(context, { name, label, edit }),
  );
  const element = h(
    'details',
    { class: 'card about', open: true },
    h('summary', {}, h('h2', { text: titles[page.typeId] })),
    h(
      'dl',
      {},
      rows.map((row) => row.elements),
    ),
  );
  return {
    element,
    update(record) {
      for (const row of rows) row.update(record.values, account);
    },
  };
}

function propertyRow(context, property) {
  const value = h('dd', { dataset: { property: property.name } });
  const row = {
    elements: h('div', { class: 'property' }, h('dt', { text: property.label }), value),
    update(values, account) {
      const raw = values[property.name] ?? '';
      const text = textOf(property, raw, account);
      if (value.querySelector('input, select') !== null || value.dataset.shown === text) return;
      value.dataset.shown = text;
      value.replaceChildren(
        property.edit === '-' ? h('span', { text }) : editButton(context, property, { raw, text, value, row }),
      );
    },
  };
  return row;
}

function textOf(property, raw, account) {
  if (raw === '') return '--';
  if (property.edit === 'owner') return account.owners.find((owner) => owner.id === raw)?.name ?? raw;
  if (property.edit === 'option')
    return account.options[property.name].find((option) => option.value === raw)?.label ?? raw;
  return formatValue(property.name, raw);
}

function editButton(context, property, shown) {
  return h(
    'button',
    {
      class: shown.raw === '' ? 'value none' : 'value',
      type: 'button',
      'aria-label': `${property.label}: ${shown.text}. Edit`,
      on: { click: () => edit(context, property, shown) },
    },
    h('bdi', { text: shown.text }),
  );
}

function edit(context, property, { raw, value, row }) {
  const control = controlOf(context.account, property, raw);
  control.setAttribute('aria-label', property.label);
  let isDone = false;
  const finish = async (isKept) => {
    if (isDone) return;
    isDone = true;
    const given = control.value;
    control.remove();
    value.dataset.shown = '';
    if (isKept && given !== raw) await save(context, property, given);
    row.update(context.record().values, context.account);
  };
  control.addEventListener('blur', () => void finish(true));
  control.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') void finish(true);
    if (event.key === 'Escape') void finish(false);
  });
  if (control.tagName === 'SELECT') control.addEventListener('change', () => void finish(true));
  value.replaceChildren(control);
  control.focus();
}

function controlOf(account, property, raw) {
  if (property.edit === 'text') return h('input', { type: 'text', value: raw });
  const choices =
    property.edit === 'owner'
      ? account.owners.map((owner) => ({ value: owner.id, label: owner.name }))
      : account.options[property.name];
  const select = h(
    'select',
    {},
    h('option', { value: '', text: 'None' }),
    choices.map((option) => h('option', { value: option.value, text: option.label })),
  );
  select.value = raw;
  return select;
}

async function save({ page, refresh }, property, given) {
  try {
    await ask(`/record/${page.typeId}/${page.id}`, {
      method: 'PATCH',
      body: { properties: { [property.name]: given } },
    });
    toast(`${property.label} saved.`);
  } catch (error) {
    toast(error.message, 'bad');
  }
  await refresh();
}
