import { browser } from '../browser';
import { type HolidayTable, holidayTable } from '../calling/holidays';

/** Reads the public holidays that are shipped with the extension. @throws where they cannot be read. */
export async function loadShippedHolidays(): Promise<HolidayTable> {
  const answer = await fetch(browser.runtime.getURL('/data/holidays.json'));
  return holidayTable.parse(await answer.json());
}
