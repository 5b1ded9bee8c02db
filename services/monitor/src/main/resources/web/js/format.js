/** Numbers with units, times, and the product's words. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const stamp = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export const count = (value) => whole.format(value);

/** A count with its noun. */
export const counted = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** A share of 1 in percent. Rounded down, so that less than everything never reads as everything. */
export function percent(share, digits = 1) {
  const scale = 10 ** digits;
  return `${(Math.floor(share * 100 * scale + 1e-9) / scale).toFixed(digits)} %`;
}

export const number = (value, digits = 4) => Number(Number(value).toPrecision(digits)).toString();

/** A certified distance. Rounded down, so that no more is promised than is certified. */
export function distance(value, digits = 4) {
  const near = Number(Number(value).toPrecision(digits));
  if (near <= value) return near.toString();
  const step = 10 ** (Math.floor(Math.log10(value)) - digits + 1);
  return Number((near - step).toPrecision(digits)).toString();
}

/** Rounded down: for lower bounds. */
export const floor = (value, digits = 4) => (Math.floor(value * 10 ** digits) / 10 ** digits).toFixed(digits);

export const time = (when) => (valid(when) ? clock.format(new Date(when)) : '–');

export const moment = (when) => (valid(when) ? stamp.format(new Date(when)) : '–');

const valid = (when) => when !== undefined && !Number.isNaN(new Date(when).getTime());

/** How long, in the largest unit that fits. */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d ${Math.floor((seconds % 86400) / 3600)} h`;
}

export const short = (hash) => (hash && hash.length > 12 ? `${hash.slice(0, 12)}…` : hash || '–');

const REASONS = {
  NEW_NODE: 'new, never certified yet',
  CHANGE_IN_RECEPTIVE_FIELD: 'something changed within its receptive field',
  NEW_EPOCH: 'regions and noise were chosen anew',
  DISPLACED: 'attribute changes used up its certificate',
};

export const reason = (word) => REASONS[word] ?? 'being examined';

const METHODS = {
  NAIVE: 'every node by itself',
  EXACT: 'exact search',
  EXACT_BOUND: 'exact search, stopped early: its proven bound',
  ENVELOPE: 'concave envelopes',
  ENVELOPE_SOLVER: 'concave envelopes with a solver’s multipliers',
};

export const method = (word) => METHODS[word] ?? word;

/** A budget in words. */
export function budget({ additions, deletions, distance: moved }) {
  if (moved !== undefined) return `moves attributes by at most ${distance(moved)}`;
  if (!additions && !deletions) return 'changes nothing';
  const parts = [];
  if (additions) parts.push(`adds at most ${counted(additions, 'attribute')}`);
  if (deletions) parts.push(`deletes at most ${count(deletions)}${parts.length ? '' : deletions === 1 ? ' attribute' : ' attributes'}`);
  return parts.join(' and ');
}

/** A value of an alert with its unit. */
export function quantity(value, unit) {
  if (!Number.isFinite(value)) return '–';
  if (unit === 'share') return percent(value);
  return `${number(value)}${unit ? ` ${unit}` : ''}`;
}
