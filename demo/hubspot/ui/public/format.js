const day = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const count = new Intl.NumberFormat('en-US');
const dayMs = 86_400_000;

/** `Today at 3:04 PM`, `Yesterday at …`, else the date and time. Takes epoch ms or an ISO string. */
export function formatMoment(at) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '--';
  const days = Math.round((startOfDay(new Date()) - startOfDay(date)) / dayMs);
  const name = { 0: 'Today', 1: 'Yesterday', '-1': 'Tomorrow' }[days] ?? day.format(date);
  return `${name} at ${time.format(date)}`;
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** `Nov 24, 2026`. */
export function formatDay(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '--' : day.format(date);
}

/** When something is due, to be read within a line. */
export function formatDue(at) {
  const text = formatMoment(at);
  return `Due ${/^(Today|Yesterday|Tomorrow)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text}`;
}

/** The heading of a month of the timeline. */
export function formatMonth(at) {
  return new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric' }).format(new Date(at));
}

/** `2 minutes 10 seconds`, in HubSpot's short form. */
export function formatDuration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} sec` : `${minutes} min ${seconds % 60} sec`;
}

/** A property's value for people. */
export function formatValue(name, value) {
  if (!value) return '--';
  if (name === 'amount' || name === 'annualrevenue') return money.format(Number(value));
  if (name === 'numberofemployees') return count.format(Number(value));
  if (/date$|contacted$/.test(name)) return name === 'closedate' ? formatDay(value) : formatMoment(value);
  return value;
}

/** Up to two letters for a round picture. */
export function initials(name) {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .split(/\s+/)
    .filter(Boolean);
  return (
    [words[0], words.length > 1 ? words.at(-1) : '']
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}
