/** One node: its certificate in words and numbers, its surroundings, its history, its receipt. */

import { get, nodePath, open } from '../api.js';
import { byId, element, facts, replace, say } from '../dom.js';
import { atMostEvery, nextFrame } from '../frame.js';
import { count, counted, distance, floor, moment, number, percent, reason, short, time } from '../format.js';
import { fieldTable } from './field.js';

export function showNode(model, selection, tellField) {
  const box = byId('node');
  const close = byId('node-close');
  let shown = null;
  const refresh = atMostEvery(1000, load);

  close.addEventListener('click', () => selection.chooseNode(null));
  selection.on('node', () => {
    shown = null;
    nextFrame(render);
    load();
  });
  selection.on('region', () => nextFrame(render));
  model.on('structure', load);
  model.on('regions', () => nextFrame(() => shown || render()));
  model.on('nodes', (slots) => {
    const slot = selection.node === null ? -1 : model.nodes.find(selection.node);
    if (slot >= 0 && slots.includes(slot)) refresh();
  });
  nextFrame(render);

  async function load() {
    const id = selection.node;
    if (id === null || !model.graphId) return;
    try {
      const detail = await get(nodePath(model.graphId, id));
      if (id !== selection.node) return;
      const first = shown === null;
      shown = { detail };
      if (first || detail.field.length) tellField(id, detail.field);
    } catch (error) {
      if (id !== selection.node) return;
      shown = { error };
    }
    nextFrame(render);
  }

  function render() {
    close.hidden = selection.node === null;
    say(byId('node-title'), selection.region !== null && selection.node === null ? `Region ${selection.region}` : 'Node');
    if (selection.node === null) replace(box, ...(selection.region === null ? [hint()] : regionPart()));
    else if (!shown) replace(box, element('p', { class: 'empty' }, `Reading ${selection.node} …`));
    else if (shown.error) replace(box, element('p', { class: 'empty' }, shown.error.status === 404 ? `${selection.node} is not in the graph any more.` : shown.error.message));
    else replace(box, ...nodePart(shown.detail));
  }

  const hint = () => element('p', { class: 'empty' }, 'Choose a node: click it, move with the arrow keys in the graph, or press / and type its id. You see what is promised of it, who can influence it, and how that came about.');

  function regionPart() {
    const region = model.regions.find((r) => r.region === selection.region);
    if (!region) return [hint()];
    return [
      facts([
        ['Nodes', count(region.nodes)],
        ['Certified', `${count(region.certified)} (${percent(region.certifiedShare)})`],
        ['Pending', count(region.pending)],
        ['Abstained', count(region.abstained)],
      ]),
      element('h3', { class: 'sub' }, 'Noise from here, when its nodes are smoothed'),
      noiseByRegion(region),
    ];
  }

  function noiseByRegion({ additionNoise = [], deletionNoise = [], scales = [] }) {
    const n = Math.max(additionNoise.length, scales.length);
    if (n === 0) return element('p', { class: 'empty' }, 'No noise schedule yet.');
    const real = scales.length > 0;
    const head = real ? ['Region', 'Scale'] : ['Region', '0 → 1', '1 → 0'];
    const rows = Array.from({ length: n }, (_, i) => [`${i}`, ...(real ? [number(scales[i])] : [percent(additionNoise[i], 2), percent(deletionNoise[i], 1)])]);
    return element('table', {},
      element('thead', {}, element('tr', {}, ...head.map((h, i) => element('th', { scope: 'col', class: i ? 'n' : null }, h)))),
      element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map((cell, i) => element('td', { class: i ? 'n' : null }, cell))))));
  }

  function nodePart(detail) {
    const { node, certificate } = detail;
    return [
      element('div', { class: 'node-head' }, element('strong', {}, node.nodeId), element('span', { class: 'badge', 'data-status': node.status }, node.status)),
      element('p', { class: 'promise', 'data-status': node.status }, inWords(node)),
      facts(figures(node, certificate, detail.degree)),
      ...(node.status === 'PENDING' ? [] : [receipt(node.nodeId)]),
      element('h3', { class: 'sub' }, 'Who can influence it'),
      fieldTable(detail.field),
      ...neighbours(detail),
      element('h3', { class: 'sub' }, 'History'),
      history(detail.history),
    ];
  }

  function figures(node, c, degree) {
    return [
      ['Certified additions', node.status === 'CERTIFIED' ? count(node.additions) : null],
      ['Certified deletions', node.status === 'CERTIFIED' ? count(node.deletions) : null],
      ['Certified distance', node.distance === undefined ? null : distance(node.distance)],
      ['Predicted class', node.predictedClass],
      ['Known label', node.label],
      ['Region', node.region],
      ['Agreeing copies', c.samples ? `${count(c.votes ?? 0)} of ${count(c.samples)}` : null, 'Noisy copies of the surroundings whose vote is the predicted class'],
      ['Lower bound', c.lowerBound === undefined ? null : floor(c.lowerBound), 'On the probability of the predicted class under noise, rounded down'],
      ['Used up by changes', node.displacedAdditions || node.displacedDeletions ? `${counted(node.displacedAdditions ?? 0, 'addition')}, ${counted(node.displacedDeletions ?? 0, 'deletion')}` : null],
      ['Degree', model.edgesKnown ? count(degree) : null],
      ['Certified so far', c.certifications ? `${counted(c.certifications, 'time')}` : null],
      ['Said at', moment(node.issuedAt)],
      ['Graph version', count(node.graphVersion)],
      ['Schedule', c.scheduleId ? short(c.scheduleId) : null, c.scheduleId],
      ['Model', c.modelId ? short(c.modelId) : null, c.modelId],
    ];
  }

  function neighbours({ neighbours: ids, degree }) {
    if (ids.length === 0) return [];
    const links = ids.slice(0, 24).map((id) => element('button', { type: 'button', class: 'link', 'data-key': `neighbour-${id}`, onclick: () => selection.chooseNode(id) }, id));
    const left = degree - links.length;
    return [
      element('h3', { class: 'sub' }, 'Neighbours'),
      element('p', { class: 'links' }, ...links, left > 0 ? element('span', { class: 'hint' }, `and ${count(left)} more`) : null),
    ];
  }

  function receipt(id) {
    const name = `${id.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80)}.receipt.jsonl`;
    const button = element('button', { type: 'button', 'data-key': 'receipt', onclick: () => save(id, name, button) }, 'Download receipt');
    return element('div', {}, button, element('code', { class: 'command' }, `ringfence verify ${name}`));
  }

  async function save(id, name, button) {
    try {
      const blob = await (await open(nodePath(model.graphId, id, '/receipt'))).blob();
      const url = URL.createObjectURL(blob);
      element('a', { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      say(button, `No receipt: ${error.message}`);
    }
  }
}

/** What is promised of a node, as a sentence. */
export function inWords(node) {
  if (node.status === 'PENDING') return `Nothing is promised right now: ${reason(node.pendingReason)}. It is being examined.`;
  if (node.status === 'ABSTAINED') return 'No promise: under noise no class has a majority that is sure enough.';
  const stays = `the prediction stays class ${node.predictedClass}`;
  if (node.distance !== undefined) return `Whoever moves the attributes of the graph by at most ${distance(node.distance)}: ${stays}.`;
  if (!node.additions && !node.deletions) return `Class ${node.predictedClass} has a sure majority under noise, but no change of an attribute is certified.`;
  const parts = [];
  if (node.deletions) parts.push(`deletes up to ${counted(node.deletions, 'attribute')}`);
  if (node.additions) parts.push(`adds up to ${node.deletions ? count(node.additions) : counted(node.additions, 'attribute')}`);
  return `Whoever ${parts.join(', or ')}, anywhere in the graph: ${stays}.`;
}

function history(words) {
  if (words.length === 0) return element('p', { class: 'empty' }, 'No earlier word is known.');
  const row = (word) => element('tr', {},
    element('td', {}, element('time', { datetime: word.issuedAt, title: moment(word.issuedAt) }, time(word.issuedAt))),
    element('td', {}, word.status.toLowerCase()),
    element('td', { class: 'n' }, word.status === 'CERTIFIED' ? `+${count(word.additions)} −${count(word.deletions)}` : ''),
    element('td', { class: 'n' }, `v${word.graphVersion}`));
  return element('table', {},
    element('thead', {}, element('tr', {}, ...['Time', 'Word', 'Add, delete', 'Version'].map((h, i) => element('th', { scope: 'col', class: i > 1 ? 'n' : null }, h)))),
    element('tbody', {}, ...words.slice(0, 20).map(row)));
}
