/** The graph by keyboard. */

import { byId, say } from '../dom.js';
import { CERTIFIED, GONE } from '../nodes.js';
import { describeSlot } from './words.js';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 60;

export function listenToKeys(view, places, model, selection) {
  const frame = byId('graph-frame');

  frame.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (act(event)) event.preventDefault();
  });

  function act({ key, shiftKey }) {
    if (key in ARROWS) return shiftKey ? pan(ARROWS[key]) : step(ARROWS[key]);
    if (key === '+' || key === '=') return zoom(1.3);
    if (key === '-') return zoom(1 / 1.3);
    if (key === '0') return done(view.fit());
    if (key === 'n') return choose(troubled(1));
    if (key === 'p') return choose(troubled(-1));
    if (key === 'l') return done(places.again());
    if (key === 'Escape') return done(selection.chooseNode(null));
    return false;
  }

  const done = () => true;

  function pan([x, y]) {
    view.camera.pan(-STEP * x, -STEP * y);
    view.redraw();
    return true;
  }

  function zoom(factor) {
    view.camera.zoom(factor);
    view.redraw();
    return true;
  }

  function step(direction) {
    const from = selection.node === null ? -1 : model.nodes.living(selection.node);
    return choose(from < 0 ? view.nodeInMiddle() : view.nodeTowards(from, direction));
  }

  /** The next node, in order of slots, about which nothing is promised. */
  function troubled(step) {
    const { nodes } = model;
    const from = selection.node === null ? (step > 0 ? -1 : 0) : nodes.find(selection.node);
    for (let k = 1; k <= nodes.size; k++) {
      const slot = (((from + step * k) % nodes.size) + nodes.size) % nodes.size;
      if (nodes.status[slot] !== CERTIFIED && nodes.status[slot] !== GONE) return slot;
    }
    say(byId('announcer'), 'Every node is certified.');
    return -1;
  }

  function choose(slot) {
    if (slot < 0) return true;
    selection.chooseNode(model.nodes.ids[slot]);
    view.reveal(slot);
    say(byId('announcer'), describeSlot(model.nodes, slot));
    return true;
  }
}
