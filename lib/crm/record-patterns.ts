import { recordObjects } from '../model/record';
import { hubspotHosts, lightning } from './hosts';
import { objectTypeIds } from './hubspot/pages';
import { prefixOf } from './salesforce/ids';
import { pathNames } from './salesforce/pages';

/**
 * Pages that surely show a record, as match patterns: the usual forms, by the object's name or the first characters of
 * the id. The rarer forms are left to `recordFromUrl`.
 */
export const recordPatterns: readonly string[] = recordObjects.flatMap((object) => [
  `${lightning}/lightning/r/${pathNames[object]}/${prefixOf[object]}*`,
  `${lightning}/lightning/r/${prefixOf[object]}*`,
  ...hubspotHosts.map((host) => `${host}/contacts/*/record/${objectTypeIds[object]}/*`),
]);
