import { browser } from '../browser';
import type { ProgressSnapshot } from '../progress/progress';
import { countDue } from './reminders';
import type { Services } from './services';

/** Colours of the badge: the interface's accent and its warning, which read in light and dark toolbars. */
const colours = { progress: '#0b6b66', attention: '#b0231b', due: '#8a5a00' };

/** What the badge says: something needs the SDR, promised calls are due, or what is left of today's handoff target. */
export function badgeOf(snapshot: ProgressSnapshot, dueCalls: number) {
  const { failed, needsSignIn, blocked = 0 } = snapshot.sync;
  const target = snapshot.targets.day.handoffs;
  const attention = failed + needsSignIn + blocked;
  if (attention > 0) return { text: '!', key: 'attention', count: attention } as const;
  // A telephone before the figure: it is no handoffs.
  if (dueCalls > 0) return { text: `☎${dueCalls}`, key: 'due', count: dueCalls } as const;
  if (target === null) return { text: '', key: 'noTarget', count: 0 } as const;
  const left = Math.max(0, target - snapshot.today.handoffs);
  return left === 0
    ? ({ text: '', key: 'reached', count: 0 } as const)
    : ({ text: String(left), key: 'left', count: left } as const);
}

/** Puts the badge and its tooltip on the toolbar icon. */
export async function showBadge(services: Services, snapshot: ProgressSnapshot): Promise<void> {
  const badge = badgeOf(snapshot, await countDue());
  const say = services.say(services.localeOf(await services.settings.read()));
  await Promise.all([
    browser.action.setBadgeText({ text: badge.text }),
    browser.action.setBadgeBackgroundColor({ color: colourOf(badge.key) }),
    browser.action.setTitle({ title: say(`dock:badge.${badge.key}`, { count: badge.count }) }),
  ]);
}

function colourOf(key: ReturnType<typeof badgeOf>['key']): string {
  if (key === 'attention' || key === 'due') return colours[key];
  return colours.progress;
}
