import { dealPipeline } from '../catalog/pipelines.ts';
import type { HubspotRecord, Values } from './record-store.ts';

/** Stages whose date of entry this portal keeps on contacts. */
const datedStages = ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer'];

/** What HubSpot itself sets when these values are written: computed flags and dates of entry. */
export function derivedValues(type: HubspotRecord['type'], before: Values, changes: Values, at: number): Values {
  const after = { ...before, ...changes };
  const derived: Record<string, string | null> = {};
  if (type === 'contacts') {
    const name = [after['firstname'], after['lastname']].filter((part) => part).join(' ');
    derived['hs_full_name_or_email'] = name || (after['email'] ?? null);
    const stage = changes['lifecyclestage'];
    if (stage && stage !== before['lifecyclestage'] && datedStages.includes(stage)) {
      derived[`hs_v2_date_entered_${stage}`] = new Date(at).toISOString();
    }
  }
  if (type === 'deals') {
    Object.assign(derived, dealFlags(after['dealstage'] ?? null));
    const stage = changes['dealstage'];
    if (stage && stage !== before['dealstage']) derived[`hs_v2_date_entered_${stage}`] = new Date(at).toISOString();
  }
  if (changes['hubspot_owner_id'] && changes['hubspot_owner_id'] !== before['hubspot_owner_id']) {
    derived['hubspot_owner_assigneddate'] = new Date(at).toISOString();
  }
  return derived;
}

function dealFlags(stageId: string | null): Values {
  const stage = dealPipeline.stages.find((known) => known.id === stageId);
  const isClosed = stage?.metadata['isClosed'] === 'true';
  const isWon = isClosed && stage?.metadata['probability'] === '1.0';
  return {
    hs_is_closed: String(isClosed),
    hs_is_closed_won: String(isWon),
    hs_is_closed_lost: String(isClosed && !isWon),
    hs_deal_stage_probability: stage?.metadata['probability'] ?? null,
  };
}

/** A new activity's trace on the contact it is about. */
export function contactedValues(contact: HubspotRecord, at: string): Values {
  const last = contact.values['notes_last_contacted'];
  const count = Number(contact.values['num_contacted_notes'] ?? '0') + 1;
  return { notes_last_contacted: last && last > at ? last : at, num_contacted_notes: String(count) };
}
