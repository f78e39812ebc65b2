import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { instantOf } from '../../lib/model/time';
import { workingSpanOf } from '../../lib/model/working-time';
import type { ProgressSnapshot } from '../../lib/progress/progress';
import type { Standing } from './standing';

/** The drawing of one day, in the units of its view box. */
export interface DayLine {
  readonly steps: string;
  /** The even pace to the target, or null where there is none. */
  readonly paceLine: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } | null;
  /** Where the day will likely end. */
  readonly cone: string | null;
  readonly now: { readonly x: number; readonly y: number };
  readonly startsAt: number;
  readonly endsAt: number;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
/** Room for the stroke and for the dot at the end of the line. */
const margin = 5;

/** Draws a day's handoffs as steps, the even pace, and the cone of where it will likely end. */
export function dayLine(
  snapshot: ProgressSnapshot,
  standing: Standing,
  now: number,
  size: { readonly width: number; readonly height: number },
): DayLine {
  const times = snapshot.handoffTimes.map((at) => Math.min(at, now)).toSorted((a, b) => a - b);
  const span = spanOf(snapshot);
  const startsAt = Math.min(span.start, times[0] ?? now, now);
  const endsAt = Math.max(span.end, now);
  const { likely, target } = standing;
  const top = Math.max(1, target ?? 0, standing.actual, likely?.high ?? 0);
  const x = scaleLinear([startsAt, endsAt], [margin, size.width - margin]);
  const y = scaleLinear([0, top], [size.height - margin, margin]);
  const points = [...times, now].map((at, index) => [x(at), y(Math.min(index + 1, times.length))] as const);
  const path = line<readonly [number, number]>().curve(curveStepAfter);
  const here = { x: x(now), y: y(times.length) };
  const point = (at: number, count: number) => `${round(x(at))} ${round(y(count))}`;
  return {
    steps: path.digits(1)([[x(startsAt), y(0)], ...points]) ?? '',
    paceLine: target === null ? null : { x1: x(span.start), y1: y(0), x2: x(span.end), y2: y(target) },
    cone:
      likely === null || likely.high === standing.actual
        ? null
        : `M${round(here.x)} ${round(here.y)}L${point(span.end, likely.high)}L${point(span.end, likely.low)}Z`,
    now: here,
    startsAt,
    endsAt,
  };
}

/** The working span of the day; on a day off the hours that would be worked, so that there is a scale. */
function spanOf(snapshot: ProgressSnapshot): { start: number; end: number } {
  const { day, timeZone, workingTime } = snapshot;
  return (
    workingSpanOf(day, { ...workingTime, weekdays: everyDay }, timeZone) ?? {
      start: instantOf(day, 0, timeZone),
      end: instantOf(day, 1440, timeZone),
    }
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
