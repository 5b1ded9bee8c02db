/** Regions with their counts and the range of noise. */

import { byId, element, mark, replace, say } from '../dom.js';
import { nextFrame } from '../frame.js';
import { count, number, percent } from '../format.js';

const HEAD = ['Region', 'Nodes', 'Certified share', 'Certified', 'Pending', 'Abstained', 'Noise 0 → 1', 'Noise 1 → 0'];

export function showRegions(model, selection) {
  const box = byId('regions');
  let rows = new Map();
  const show = () => nextFrame(render);
  model.on('regions', show);
  model.on('cleared', show);
  selection.on('region', show);

  function render() {
    if (model.regions.length === 0) {
      rows = new Map();
      replace(box, element('p', { class: 'empty' }, 'No regions yet: they are chosen with the first epoch.'));
      return;
    }
    if (model.regions.some(({ region }) => !rows.has(region)) || rows.size !== model.regions.length) build();
    for (const region of model.regions) fill(rows.get(region.region), region);
  }

  function build() {
    rows = new Map(model.regions.map(({ region }) => {
      const bar = element('i');
      const cells = HEAD.map((_, i) => element('td', { class: i === 1 || (i > 2 && i < 6) ? 'n' : null }));
      const share = element('span');
      cells[0].append(element('button', { type: 'button', class: 'link', 'data-key': `region-${region}`, onclick: () => selection.chooseRegion(selection.region === region ? null : region) }, `Region ${region}`));
      cells[2].append(element('span', { class: 'meter', 'aria-hidden': 'true' }, bar), share);
      return [region, { row: element('tr', {}, ...cells), cells, bar, share }];
    }));
    replace(box, element('table', {},
      element('thead', {}, element('tr', {}, ...HEAD.map((h, i) => element('th', { scope: 'col', class: i === 1 || (i > 2 && i < 6) ? 'n' : null }, h)))),
      element('tbody', {}, ...[...rows.values()].map(({ row }) => row))));
  }

  function fill({ row, cells, bar, share }, region) {
    mark(row, 'aria-selected', region.region === selection.region ? 'true' : null);
    say(cells[1], count(region.nodes));
    bar.style.width = `${100 * region.certifiedShare}%`;
    say(share, percent(region.certifiedShare));
    say(cells[3], count(region.certified));
    say(cells[4], count(region.pending));
    say(cells[5], count(region.abstained));
    const real = region.scales?.length;
    say(cells[6], real ? `scale ${range(region.scales, number)}` : range(region.additionNoise, (p) => percent(p, 1)));
    say(cells[7], real ? '' : range(region.deletionNoise, (p) => percent(p, 1)));
  }
}

function range(values, show) {
  if (!values?.length) return '–';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? show(low) : `${show(low)} to ${show(high)}`;
}
