import { z } from 'zod';
import type { Runtime } from '../browser';
import { isCrmPage } from '../crm/hosts';
import { listFromUrl, recordFromUrl } from '../crm/pages';
import { recordKey } from '../model/record';
import { epochMs } from '../model/schemas';
import type { PageReport } from './dock-protocol';
import type { TabState } from './views';

const pageReport: z.ZodType<PageReport> = z.object({
  to: z.literal('baton-page'),
  url: z.string().max(8192),
  title: z.string(),
  at: epochMs,
});
/** Titles are for reading and come from the page: no more of them is kept than fits a line. */
const titleLimit = 500;

/** What a page of a CRM says it shows, and in which tab the browser says it lies. */
export interface ReportedPage extends Omit<PageReport, 'to'> {
  readonly tabId: number;
}

/** The tab and origin of a message from the top frame of a CRM page, told by the browser; null for any other sender. */
export function crmTabOf(sender: Runtime.MessageSender, ownId: string): { tabId: number; origin: string } | null {
  const { id, url, tab, frameId } = sender;
  if (id !== ownId || frameId !== 0 || tab?.id === undefined || url === undefined || !URL.canParse(url)) return null;
  const page = new URL(url);
  return isCrmPage(page) ? { tabId: tab.id, origin: page.origin } : null;
}

/** The report of a content script; null for any other message, and for one about a page of another origin. */
export function pageReportOf(message: unknown, sender: Runtime.MessageSender, ownId: string): ReportedPage | null {
  const report = pageReport.safeParse(message);
  const from = crmTabOf(sender, ownId);
  if (!report.success || from === null || originOf(report.data.url) !== from.origin) return null;
  const { url, title, at } = report.data;
  return { tabId: from.tabId, url, title, at };
}

/** What a tab shows after its page has reported; `before` as it was until then. */
export function tabAfter(before: TabState | null, { tabId, url, title, at }: ReportedPage): TabState {
  const ref = recordFromUrl(url);
  // A record opened from a list is worked as one of that list.
  const list = listFromUrl(url) ?? before?.list;
  const titles = titlesOf(title.slice(0, titleLimit), ref, before);
  return { tabId, ref, ...titles, ...(list === undefined ? {} : { list }), at };
}

/** Whether both show the same record, or both none. */
export function isSameRecord(a: Pick<TabState, 'ref'>, b: Pick<TabState, 'ref'>): boolean {
  return (a.ref && recordKey(a.ref)) === (b.ref && recordKey(b.ref));
}

/** What a title says of the record `ref`: nothing yet, where it was there already for another record before. */
function titlesOf(title: string, ref: TabState['ref'], before: TabState | null): Pick<TabState, 'title' | 'oldTitle'> {
  if (before === null || title === '' || title !== (before.oldTitle ?? before.title)) return { title };
  const isOld = before.oldTitle !== undefined || !isSameRecord(before, { ref });
  return isOld ? { title: '', oldTitle: title } : { title };
}

/** The origin of a URL, or null where it is none. */
export function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
