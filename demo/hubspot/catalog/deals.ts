import { options, property, readOnly } from '../store/property-definition.ts';
import { dealPipeline, leadPipeline, type Stage } from './pipelines.ts';

const group = { groupName: 'dealinformation' };

function stageOptions(stages: readonly Stage[]) {
  return options(Object.fromEntries(stages.map((stage) => [stage.id, stage.label])));
}

export const dealProperties = [
  property('dealname', 'Deal name', 'string', group),
  property('pipeline', 'Pipeline', 'enumeration', {
    ...group,
    options: options({ [dealPipeline.id]: dealPipeline.label }),
  }),
  property('dealstage', 'Deal stage', 'enumeration', { ...group, options: stageOptions(dealPipeline.stages) }),
  property('amount', 'Amount', 'number', group),
  property('deal_currency_code', 'Currency', 'enumeration', {
    ...group,
    options: options({ USD: 'US Dollar', EUR: 'Euro', GBP: 'Pound Sterling' }),
  }),
  property('closedate', 'Close date', 'datetime', group),
  property('dealtype', 'Deal type', 'enumeration', {
    ...group,
    options: options({ newbusiness: 'New Business', existingbusiness: 'Existing Business' }),
  }),
  property('description', 'Deal description', 'string', { ...group, fieldType: 'textarea' }),
  readOnly('hs_is_closed', 'Is closed', 'bool', { ...group, calculated: true }),
  readOnly('hs_is_closed_won', 'Is closed won', 'bool', { ...group, calculated: true }),
  readOnly('hs_is_closed_lost', 'Is closed lost', 'bool', { ...group, calculated: true }),
  readOnly('hs_deal_stage_probability', 'Deal probability', 'number', group),
  readOnly('createdate', 'Create date', 'datetime', group),
  ...dealPipeline.stages.map(({ id, label }) =>
    readOnly(`hs_v2_date_entered_${id}`, `Date entered "${label} (${dealPipeline.label})"`, 'datetime', group),
  ),
];

const leadGroup = { groupName: 'lead_information' };

export const leadProperties = [
  property('hs_lead_name', 'Lead name', 'string', leadGroup),
  property('hs_lead_type', 'Lead type', 'enumeration', {
    ...leadGroup,
    options: options({ NEW_BUSINESS: 'New business', UPSELL: 'Upsell', RE_ATTEMPTING: 'Re-attempting' }),
  }),
  property('hs_lead_label', 'Lead label', 'enumeration', {
    ...leadGroup,
    options: options({ HOT: 'Hot', WARM: 'Warm', COLD: 'Cold' }),
  }),
  property('hs_pipeline', 'Pipeline', 'enumeration', {
    ...leadGroup,
    options: options({ [leadPipeline.id]: leadPipeline.label }),
  }),
  property('hs_pipeline_stage', 'Lead stage', 'enumeration', {
    ...leadGroup,
    options: stageOptions(leadPipeline.stages),
  }),
  property('hs_lead_disqualification_reason', 'Disqualification reason', 'string', leadGroup),
  property('hs_lead_source', 'Lead source', 'string', leadGroup),
  readOnly('hs_primary_contact_id', 'Primary contact', 'number', leadGroup),
  readOnly('hs_lead_associated_deals_count', 'Associated deals', 'number', leadGroup),
];
