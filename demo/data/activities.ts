import type { Draw } from './draw.ts';
import { callStories, mailStories } from './stories.ts';
import type { DemoActivity, DemoStatus } from './world-types.ts';

/** What the activities of one person are told from. */
export interface Story {
  readonly firstName: string;
  readonly company: string;
  readonly staff: number;
  readonly status: DemoStatus;
  readonly createdAt: number;
  readonly ownerKey: string;
}

const touches: Readonly<Record<DemoStatus, readonly [number, number]>> = {
  new: [0, 0],
  working: [1, 5],
  qualified: [3, 6],
  unqualified: [1, 4],
  converted: [3, 6],
};

/** Earlier calls and emails of a person, newest first, all between creation and now. */
export function makeActivities(draw: Draw, story: Story): readonly DemoActivity[] {
  const [least, most] = touches[story.status];
  const count = draw.int(least, most);
  const made: DemoActivity[] = [];
  for (let index = 0; index < count; index += 1) {
    made.push(draw.chance(0.68) ? callOf(draw, story) : mailOf(draw, story));
  }
  return made.sort((a, b) => b.at - a.at);
}

function callOf(draw: Draw, story: Story): DemoActivity {
  const told = draw.pick(callStories);
  const [from, to] = told.lasted;
  return {
    kind: 'call',
    subject: fill(told.subject, story),
    body: fill(told.body, story),
    result: told.result,
    durationSeconds: draw.int(from, to),
    byKey: writer(story),
    at: between(draw, story),
  };
}

function mailOf(draw: Draw, story: Story): DemoActivity {
  const told = draw.pick(mailStories);
  return {
    kind: 'email',
    subject: fill(told.subject, story),
    body: fill(told.body, story),
    result: null,
    durationSeconds: null,
    byKey: writer(story),
    at: between(draw, story),
  };
}

function writer(story: Story): string {
  return story.ownerKey === 'noor' ? 'noor' : 'sam';
}

function between(draw: Draw, story: Story): number {
  const hours = Math.max(2, Math.floor((draw.now - story.createdAt) / 3_600_000));
  return draw.hoursAgo(1, hours);
}

function fill(text: string, story: Story): string {
  return text
    .replaceAll('{first}', story.firstName)
    .replaceAll('{company}', story.company)
    .replaceAll('{number}', String(story.staff));
}
