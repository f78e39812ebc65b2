import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Runtime } from '../browser';
import { parsePhone } from '../calls/phone';
import { pagesOf } from '../crm/pages';
import { refOfKey } from '../model/record';
import { recordRow } from '../store/rows';
import { startCall } from './running-call';
import type { Services } from './services';

const dialReport = z.object({ to: z.literal('baton-dial'), url: z.string().max(200).startsWith('tel:') });

/**
 * The SDR dialled by the CRM's own link: the call belongs to the record that page shows. It is under way whatever the
 * calling rules say, so that is recorded as its reason. Does nothing for what is no number. @throws CommandFailure where a
 * call is on the line, or the person must not be called.
 */
export async function dialledInCrm(services: Services, message: unknown, sender: Runtime.MessageSender): Promise<void> {
  const report = dialReport.safeParse(message);
  const shown = report.success ? await services.docking.recordOf(sender) : null;
  if (!report.success || shown === null) return;
  const number = report.data.url.slice('tel:'.length).replaceAll('%20', ' ');
  if (parsePhone(number, 'US') === null) return;
  const database = await services.store.open();
  const record = recordRow.safeParse(await database.records.get(shown.key)).data?.record ?? null;
  const leadName = record?.name ?? pagesOf(refOfKey(shown.key).crm).nameFromTitle(shown.title) ?? '';
  const at = services.clock.now();
  const override = { reason: 'crmLink' as const, note: '' };
  await startCall(services, { commandId: uuidv7(), recordKey: shown.key, leadName, number, at, override });
}
