/** A person who works in the CRM. */
export interface DemoUser {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly role: 'sdr' | 'ae' | 'manager';
  readonly title: string;
  readonly timeZone: string;
}

interface DemoAddress {
  readonly street: string;
  readonly city: string;
  readonly state: string | null;
  readonly postalCode: string;
  readonly country: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** IANA zone of the city. The CRMs do not state it on a lead; tests compare against it. */
  readonly timeZone: string;
}

export interface DemoCompany extends DemoAddress {
  readonly key: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  /** Yearly, in US dollars. */
  readonly annualRevenue: number;
  readonly phone: string;
  readonly ownerKey: string;
  /** False where Salesforce knows the company only as text on a lead. */
  readonly isAccount: boolean;
  readonly createdAt: number;
}

export interface DemoActivity {
  readonly kind: 'call' | 'email';
  readonly subject: string;
  readonly body: string;
  /** What came of a call, in the CRM's words. */
  readonly result: string | null;
  readonly durationSeconds: number | null;
  readonly byKey: string;
  readonly at: number;
}

export type DemoStatus = 'new' | 'working' | 'qualified' | 'unqualified' | 'converted';

/** Hand-made people that try what software usually forgets. */
type EdgeCase =
  | 'noPhone'
  | 'noCompany'
  | 'longName'
  | 'arabic'
  | 'hebrew'
  | 'chinese'
  | 'japanese'
  | 'devanagari'
  | 'emoji'
  | 'combiningMarks'
  | 'doNotCall'
  | 'openOpportunity'
  | 'htmlName'
  | 'longCompany';

export interface DemoPerson extends DemoAddress {
  readonly key: string;
  /** In Salesforce a lead or a contact; HubSpot knows contacts only. */
  readonly kind: 'lead' | 'contact';
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly suffix: string | null;
  readonly title: string | null;
  readonly companyKey: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly source: string;
  readonly status: DemoStatus;
  readonly rating: 'Hot' | 'Warm' | 'Cold' | null;
  readonly ownerKey: string;
  readonly doNotCall: boolean;
  readonly createdAt: number;
  /** Newest first. */
  readonly activities: readonly DemoActivity[];
  readonly edge: EdgeCase | null;
}

export interface DemoOpportunity {
  readonly key: string;
  readonly name: string;
  readonly companyKey: string;
  readonly personKey: string | null;
  readonly stage: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  /** Percent. */
  readonly probability: number;
  readonly amount: number;
  /** `YYYY-MM-DD` */
  readonly closeDate: string;
  readonly nextStep: string | null;
  readonly source: string;
  readonly ownerKey: string;
  readonly createdAt: number;
}

export interface DemoWorld {
  readonly seed: number;
  /** The instant all dates of the world are counted back from, epoch ms. */
  readonly now: number;
  readonly users: readonly DemoUser[];
  readonly companies: readonly DemoCompany[];
  /** Maya Okonkwo first, then leads, then contacts. */
  readonly people: readonly DemoPerson[];
  readonly opportunities: readonly DemoOpportunity[];
}
