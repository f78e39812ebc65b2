/** Fictional companies by the language of the place they sit in: `Name | Industry`. */
const english = `Northwind Freight|Transportation
Alder & Vale Logistics|Transportation
Bluepeak Distribution|Wholesale
Cascadia Cold Chain|Transportation
Copperline Foods|Food & Beverage
Drayton Field Services|Facilities
Eastgate Hospitals Group|Healthcare
Fernhill Care Homes|Healthcare
Granite State Security|Security Services
Harborlight Hotels|Hospitality
Ironwood Building Supply|Retail
Juniper Valley Dairies|Food & Beverage
Keystone Parcel|Transportation
Larkspur Clinics|Healthcare
Meridian Crew Services|Facilities
Nettleton Bakeries|Food & Beverage
Orchard Lane Grocers|Retail
Palisade Manufacturing|Manufacturing
Quarry Road Aggregates|Construction
Redfern Bus Lines|Transportation
Silverbirch Staffing|Staffing
Tallgrass Energy Services|Energy
Union Wharf Terminals|Transportation
Vantage Point Cleaning|Facilities
Westbrook Ambulance|Healthcare
Yarrow Home Care|Healthcare
Zephyr Air Handling|Manufacturing
Amberfield Packaging|Manufacturing
Beacon Street Pharmacies|Retail
Clearwater Municipal Services|Public Sector
Driftwood Resorts|Hospitality
Elmhurst Contact Centers|Business Services
Foxglove Garden Centres|Retail
Goldcrest Catering|Hospitality
Hollis & Penn Warehousing|Transportation
Inkwell Print Works|Manufacturing
Jasper Mountain Parks|Leisure
Kittredge Rail Maintenance|Construction
Lowell Street Laundries|Facilities
Millrace Brewing|Food & Beverage
Norwell Events Crew|Leisure
Oakmoor Veterinary|Healthcare
Pinecrest Senior Living|Healthcare
Quillon Guarding|Security Services
Ridgeline Ski Company|Leisure
Stonebridge Utilities|Energy
Thornbury Courier|Transportation
Upland Forestry|Construction
Violet Line Coaches|Transportation
Willowbank Schools Trust|Public Sector
Ashdown Metals|Manufacturing
Birchwood Fulfilment|Transportation
Coldharbour Seafood|Food & Beverage
Dunmore Quarries|Construction
Everly Retail Group|Retail
Fallow Deer Hotels|Hospitality
Greywater Plumbing|Facilities
Highmark Theatre Services|Leisure
Isle & Anchor Ferries|Transportation
Jubilee Nurseries|Healthcare`;

const byLanguage: Readonly<Record<string, string>> = {
  de: `Elbtor Spedition GmbH|Transportation
Nordlicht Kliniken gGmbH|Healthcare
Ahrens & Söhne Großhandel|Wholesale
Isarwerk Montage GmbH|Manufacturing
Rheinbogen Gebäudedienste|Facilities
Morgenrot Bäckereien|Food & Beverage`,
  fr: `Transports Valmorin|Transportation
Clinique des Tilleuls|Healthcare
Boulangeries Carrelet|Food & Beverage
Groupe Saint-Aubrac|Retail`,
  es: `Logística Sierra Alta|Transportation
Hoteles Costa Serena|Hospitality
Conservas Río Claro|Food & Beverage`,
  zh_CN: `远帆供应链|Transportation
青禾食品有限公司|Food & Beverage
恒岳制造集团|Manufacturing
安悦家政服务|Facilities`,
  ja: `株式会社青葉物流|Transportation
みなと食品工業|Food & Beverage
北斗メンテナンス|Facilities`,
  sv: `Västerhav Åkeri AB|Transportation
Björklund Omsorg|Healthcare`,
};

export interface CompanyName {
  readonly name: string;
  readonly industry: string;
}

function parse(list: string): readonly CompanyName[] {
  return list.split('\n').map((line) => {
    const [name = '', industry = ''] = line.split('|');
    return { name, industry };
  });
}

/** A company whose name is exactly 200 characters. */
export const longCompanyName =
  'The Amalgamated Northern Counties Refrigerated Haulage, Warehousing, Bonded Storage, Last-Mile Delivery and Reverse Logistics Cooperative Society of Yorkshire, Lancashire, Cumbria and the Borders 1894';

/** Companies named in the language of a locale; English for every other one. */
export function companyNames(locale: string): readonly CompanyName[] {
  return parse(byLanguage[locale] ?? english);
}
