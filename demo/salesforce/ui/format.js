const date = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
const shortTime = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const number = new Intl.NumberFormat('en-US');

export const formatDate = (value) => (value ? date.format(new Date(value)) : '');
export const formatMoment = (value) => (value ? moment.format(new Date(value)) : '');
export const formatMoney = (value) => (value === null || value === undefined ? '' : money.format(value));
export const formatNumber = (value) => (value === null || value === undefined ? '' : number.format(value));

/** `1m 34s` */
export function formatDuration(seconds) {
  if (!seconds) return '';
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m ${seconds % 60}s` : `${seconds}s`;
}

/** Today's time, or the day. */
export function formatWhen(value) {
  const at = new Date(value);
  const today = new Date();
  if (at.toDateString() === today.toDateString()) return `Today, ${shortTime.format(at)}`;
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (at.toDateString() === yesterday.toDateString()) return `Yesterday, ${shortTime.format(at)}`;
  return moment.format(at);
}
