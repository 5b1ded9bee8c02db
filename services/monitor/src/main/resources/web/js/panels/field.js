/** The receptive field of a node by hops, with the noise that each distance receives. */

import { element } from '../dom.js';
import { count, number, percent } from '../format.js';

/** Rows per hop: nodes, and noise from least to most. */
export function fieldTable(field) {
  if (field.length === 0) {
    return element('p', { class: 'empty' }, 'The surroundings are not known: the monitor does not read the structure, or there is no noise schedule yet.');
  }
  const hops = new Map();
  for (const node of field) {
    if (!hops.has(node.hops)) hops.set(node.hops, []);
    hops.get(node.hops).push(node);
  }
  const real = field.some((node) => node.scale !== undefined);
  const kinds = real ? [['scale', 'Scale of noise', number]] : [['additionNoise', '0 → 1', (p) => percent(p, 1)], ['deletionNoise', '1 → 0', (p) => percent(p, 0)]];
  const most = Object.fromEntries(kinds.map(([key]) => [key, Math.max(1e-9, ...field.map((node) => node[key] ?? 0))]));
  const head = ['Hops', 'Nodes', ...kinds.map(([, name]) => name)];
  const rows = [...hops].sort(([a], [b]) => a - b).map(([hop, nodes]) =>
    element('tr', {},
      element('td', {}, hop === 0 ? 'itself' : String(hop)),
      element('td', { class: 'n' }, count(nodes.length)),
      ...kinds.map(([key, , show]) => element('td', {}, ...noise(nodes, key, most[key], show)))));
  return element('table', {},
    element('thead', {}, element('tr', {}, ...head.map((h, i) => element('th', { scope: 'col', class: i === 1 ? 'n' : null }, h)))),
    element('tbody', {}, ...rows));
}

function noise(nodes, key, most, show) {
  const values = nodes.map((node) => node[key]).filter((value) => value !== undefined);
  if (values.length === 0) return ['–'];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const bar = element('i', { class: 'hot' });
  bar.style.width = `${(100 * high) / most}%`;
  const range = show(low) === show(high) ? show(high) : `${show(low)} to ${show(high)}`;
  return [element('span', { class: 'meter', 'aria-hidden': 'true' }, bar), range];
}
