import { browser } from '../browser';
import { recordPatterns } from '../crm/record-patterns';
import { roomParts } from '../messaging/room-parts';

/** How the dock lies, as the settings have it. */
export interface EarlyRoom {
  readonly collapsed: boolean;
  readonly widthPx: number;
}

const id = 'early-room';

let telling: Promise<void> = Promise.resolve();

/**
 * Tells the pages to come how much room the dock will take: a content script can ask for nothing without waiting, and
 * what it learns after the page was laid out makes the browser lay it out again. So the width is written into which
 * scripts run: those of {@link roomParts} that add up to it; none where the dock is collapsed.
 */
export function tellEarlyRoom(dock: EarlyRoom): Promise<void> {
  // One after the other, so that the last word stands; without it pages are laid out twice, and nothing else is lost.
  telling = telling.then(() => registerScripts(dock)).catch(() => undefined);
  return telling;
}

async function registerScripts({ collapsed, widthPx }: EarlyRoom): Promise<void> {
  const registry = browser.scripting;
  const px = collapsed ? 0 : widthPx;
  const js = roomParts.filter((part) => px & part.px).map(({ path }) => path);
  const [registered] = await registry.getRegisteredContentScripts({ ids: [id] });
  if (js.length === 0) {
    if (registered) await registry.unregisterContentScripts({ ids: [id] });
    return;
  }
  if (`${registered?.js}` === `${js}` && registered?.matches?.length === recordPatterns.length) return;
  const script = {
    id,
    js,
    matches: [...recordPatterns],
    runAt: 'document_start' as const,
    persistAcrossSessions: true,
  };
  await (registered ? registry.updateContentScripts([script]) : registry.registerContentScripts([script]));
}
