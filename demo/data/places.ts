/** A city people of the demo work in. Phone numbers come from ranges set aside for fiction where the country has them. */
export interface Place {
  readonly locale: string;
  readonly city: string;
  readonly state: string | null;
  readonly postalCode: string;
  readonly country: string;
  readonly countryCode: string;
  readonly timeZone: string;
  /** `#` is a digit drawn by the generator. */
  readonly landline: string;
  readonly mobile: string;
}

type Row = readonly [city: string, state: string | null, postalCode: string, timeZone: string, landline: string];

function placesOf(
  country: string,
  countryCode: string,
  locale: string,
  mobile: string | null,
  rows: readonly Row[],
): Place[] {
  return rows.map(([city, state, postalCode, timeZone, landline]) => ({
    locale,
    city,
    state,
    postalCode,
    country,
    countryCode,
    timeZone,
    landline,
    mobile: mobile ?? landline,
  }));
}

const unitedStates = placesOf('United States', 'US', 'en_US', null, [
  ['Denver', 'CO', '80202', 'America/Denver', '+1 303 555 01##'],
  ['Salt Lake City', 'UT', '84101', 'America/Denver', '+1 801 555 01##'],
  ['Boise', 'ID', '83702', 'America/Boise', '+1 208 555 01##'],
  ['Phoenix', 'AZ', '85004', 'America/Phoenix', '+1 602 555 01##'],
  ['Seattle', 'WA', '98101', 'America/Los_Angeles', '+1 206 555 01##'],
  ['Portland', 'OR', '97205', 'America/Los_Angeles', '+1 503 555 01##'],
  ['Oakland', 'CA', '94607', 'America/Los_Angeles', '+1 510 555 01##'],
  ['Chicago', 'IL', '60606', 'America/Chicago', '+1 312 555 01##'],
  ['Austin', 'TX', '78701', 'America/Chicago', '+1 512 555 01##'],
  ['Minneapolis', 'MN', '55401', 'America/Chicago', '+1 612 555 01##'],
  ['Nashville', 'TN', '37203', 'America/Chicago', '+1 615 555 01##'],
  ['Atlanta', 'GA', '30303', 'America/New_York', '+1 404 555 01##'],
  ['Boston', 'MA', '02110', 'America/New_York', '+1 617 555 01##'],
  ['Columbus', 'OH', '43215', 'America/New_York', '+1 614 555 01##'],
  ['Detroit', 'MI', '48226', 'America/Detroit', '+1 313 555 01##'],
  ['Newark', 'NJ', '07102', 'America/New_York', '+1 973 555 01##'],
]);

const elsewhere: readonly Place[] = [
  ...placesOf('Canada', 'CA', 'en_CA', null, [
    ['Toronto', 'ON', 'M5V 2T6', 'America/Toronto', '+1 416 555 01##'],
    ['Calgary', 'AB', 'T2P 1J9', 'America/Edmonton', '+1 403 555 01##'],
  ]),
  ...placesOf('United Kingdom', 'GB', 'en_GB', null, [
    ['London', null, 'EC2A 4NE', 'Europe/London', '+44 20 7946 0###'],
    ['Manchester', null, 'M1 4BT', 'Europe/London', '+44 161 496 0###'],
    ['Glasgow', null, 'G2 1DY', 'Europe/London', '+44 141 496 0###'],
  ]),
  ...placesOf('Germany', 'DE', 'de', '+49 171 39200##', [
    ['Hamburg', 'Hamburg', '20457', 'Europe/Berlin', '+49 40 66969###'],
    ['München', 'Bayern', '80335', 'Europe/Berlin', '+49 89 99998###'],
    ['Köln', 'Nordrhein-Westfalen', '50667', 'Europe/Berlin', '+49 221 4710###'],
  ]),
  ...placesOf('France', 'FR', 'fr', null, [
    ['Paris', 'Île-de-France', '75009', 'Europe/Paris', '+33 1 99 00 ## ##'],
    ['Lyon', 'Auvergne-Rhône-Alpes', '69002', 'Europe/Paris', '+33 4 65 71 ## ##'],
  ]),
  ...placesOf('Spain', 'ES', 'es', '+34 600 000 0##', [
    ['Zaragoza', 'Aragón', '50001', 'Europe/Madrid', '+34 976 000 0##'],
    ['Las Palmas', 'Canarias', '35003', 'Atlantic/Canary', '+34 928 000 0##'],
  ]),
  ...placesOf('Australia', 'AU', 'en_AU', '+61 491 570 15#', [
    ['Sydney', 'NSW', '2000', 'Australia/Sydney', '+61 2 5550 ####'],
    ['Perth', 'WA', '6000', 'Australia/Perth', '+61 8 5550 ####'],
  ]),
  ...placesOf('China', 'CN', 'zh_CN', '+86 130 0000 00##', [
    ['上海', '上海市', '200120', 'Asia/Shanghai', '+86 21 5000 00##'],
    ['深圳', '广东省', '518000', 'Asia/Shanghai', '+86 755 8200 00##'],
  ]),
  ...placesOf('Japan', 'JP', 'ja', '+81 90 1000 00##', [
    ['大阪市', '大阪府', '530-0001', 'Asia/Tokyo', '+81 6 6000 00##'],
    ['横浜市', '神奈川県', '220-0012', 'Asia/Tokyo', '+81 45 200 00##'],
  ]),
  ...placesOf('India', 'IN', 'en_IN', '+91 90000 000##', [
    ['Pune', 'Maharashtra', '411001', 'Asia/Kolkata', '+91 20 2600 00##'],
  ]),
  ...placesOf('Sweden', 'SE', 'sv', '+46 70 174 06 ##', [
    ['Göteborg', null, '411 03', 'Europe/Stockholm', '+46 31 390 06 ##'],
  ]),
];

/** All cities. */
export const places: { readonly home: readonly Place[]; readonly abroad: readonly Place[] } = {
  home: unitedStates,
  abroad: elsewhere,
};
