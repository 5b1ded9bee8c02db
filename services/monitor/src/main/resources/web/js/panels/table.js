/** Nodes as a table, a page at a time: the same as the picture, for those who read rather than look. */

import { get, graphPath } from '../api.js';
import { byId, element, replace, say } from '../dom.js';
import { count, counted, moment, time } from '../format.js';

const PAGE = 50;
const HEAD = ['Node', 'Status', 'Class', 'Label', 'Region', 'Additions', 'Deletions', 'Said at'];

export function showTable(model, selection) {
  const form = byId('table-filter');
  let cursor = null;
  let next = null;
  let known = '';

  form.addEventListener('change', () => turn(null));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    turn(null);
  });
  byId('table-first').addEventListener('click', () => turn(null));
  byId('table-next').addEventListener('click', () => turn(next));
  model.on('structure', () => turn(null));
  model.on('regions', fillRegions);

  function fillRegions() {
    const ids = model.regions.map(({ region }) => region);
    if (known === ids.join()) return;
    known = ids.join();
    form.elements.region.replaceChildren(element('option', { value: '' }, 'any'), ...ids.map((id) => element('option', { value: String(id) }, String(id))));
  }

  async function turn(to) {
    cursor = to;
    if (!model.graphId) return;
    const query = new URLSearchParams({ limit: String(PAGE) });
    for (const [name, value] of new FormData(form)) if (value !== '') query.set(name, value);
    if (cursor) query.set('cursor', cursor);
    try {
      show(await get(graphPath(model.graphId, `/nodes?${query}`)));
    } catch (error) {
      say(byId('table-words'), error.message);
    }
  }

  function show({ nodes, total, nextCursor }) {
    next = nextCursor ?? null;
    byId('table-next').disabled = next === null;
    byId('table-first').disabled = cursor === null;
    say(byId('table-words'), `${counted(total, 'node')} pass the filter; read at ${time(Date.now())}`);
    replace(byId('table'), element('table', {},
      element('thead', {}, element('tr', {}, ...HEAD.map((h, i) => element('th', { scope: 'col', class: i > 1 && i < 7 ? 'n' : null }, h)))),
      element('tbody', {}, ...nodes.map(row))));
  }

  function row(node) {
    const n = (value) => element('td', { class: 'n' }, value === undefined ? '–' : count(value));
    const certified = node.status === 'CERTIFIED';
    return element('tr', {},
      element('td', {}, element('button', { type: 'button', class: 'link', 'data-key': `table-${node.nodeId}`, onclick: () => choose(node.nodeId) }, node.nodeId)),
      element('td', {}, element('span', { class: 'badge', 'data-status': node.status }, node.status.toLowerCase())),
      n(node.predictedClass), n(node.label), n(node.region),
      n(certified ? node.additions : undefined), n(certified ? node.deletions : undefined),
      element('td', {}, element('time', { datetime: node.issuedAt, title: moment(node.issuedAt) }, time(node.issuedAt))));
  }

  function choose(id) {
    selection.chooseNode(id);
    byId('node').scrollIntoView({ block: 'nearest' });
  }
}
