/** Finds nodes by the beginning of their id; the list is a listbox of the combobox pattern. */

import { get, graphPath } from '../api.js';
import { byId, element, mark } from '../dom.js';

const MOST = 12;
const PAUSE = 120;

export function findNodes(model, selection, view) {
  const input = byId('finder-input');
  const list = byId('finder-list');
  let nodes = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, select, textarea');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') activate(active + 1, event);
    else if (event.key === 'ArrowUp') activate(active - 1, event);
    else if (event.key === 'Escape') close();
  });
  input.addEventListener('blur', () => setTimeout(close, 150));
  byId('finder').addEventListener('submit', (event) => {
    event.preventDefault();
    const exact = nodes.find((node) => node.nodeId === input.value) ?? nodes[Math.max(0, active)];
    if (exact) open(active >= 0 ? nodes[active].nodeId : exact.nodeId);
    else if (input.value && model.nodes.living(input.value) >= 0) open(input.value);
  });

  async function ask() {
    const turn = ++asked;
    if (!input.value || !model.graphId) return close();
    try {
      const query = `/nodes?prefix=${encodeURIComponent(input.value)}&limit=${MOST}`;
      const page = await get(graphPath(model.graphId, query));
      if (turn === asked) show(page.nodes);
    } catch {
      if (turn === asked) close();
    }
    return undefined;
  }

  function show(found) {
    nodes = found;
    active = -1;
    const options = nodes.map((node, i) =>
      element('li', { role: 'option', id: `found-${i}`, 'aria-selected': 'false', onpointerdown: () => open(node.nodeId) },
        node.nodeId, element('span', {}, node.status.toLowerCase())));
    const none = element('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, 'No node begins so.');
    list.replaceChildren(...(options.length ? options : [none]));
    list.hidden = false;
    mark(input, 'aria-expanded', 'true');
    mark(input, 'aria-activedescendant', null);
  }

  function activate(at, event) {
    if (list.hidden || nodes.length === 0) return;
    event.preventDefault();
    active = (at + nodes.length) % nodes.length;
    [...list.children].forEach((item, i) => mark(item, 'aria-selected', String(i === active)));
    list.children[active].scrollIntoView({ block: 'nearest' });
    mark(input, 'aria-activedescendant', `found-${active}`);
  }

  function open(id) {
    close();
    input.value = '';
    selection.chooseNode(id);
    view.reveal(model.nodes.find(id));
  }

  function close() {
    asked++;
    nodes = [];
    list.hidden = true;
    mark(input, 'aria-expanded', 'false');
    mark(input, 'aria-activedescendant', null);
  }
}
