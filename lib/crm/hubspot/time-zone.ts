/**
 * The IANA zone of HubSpot's `hs_timezone`/`timezone` values, which come as `america_slash_new_york` or as
 * `America/New_York`; null where it names none.
 */
export function timeZoneOf(value: string | null): string | null {
  if (value === null) return null;
  const plain = value.replaceAll('_slash_', '/').replaceAll('_hyphen_', '-').replaceAll('_plus_', '+').toLowerCase();
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === plain) ?? null;
}
