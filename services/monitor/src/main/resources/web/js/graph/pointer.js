/** Mouse, pen and fingers on the graph: drag, zoom, choose, hover. */

import { byId, say } from '../dom.js';
import { nextFrame } from '../frame.js';
import { STATUSES } from '../nodes.js';
import { describeSlot } from './words.js';

const STILL = 5;

export function listenToPointer(view, model, selection) {
  const frame = byId('graph-frame');
  const tip = byId('graph-tip');
  const pointers = new Map();
  let travelled = 0;
  let hover = null;

  const at = (event) => {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  frame.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    frame.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    travelled = pointers.size > 1 ? STILL + 1 : 0;
    tip.hidden = true;
  });

  frame.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    const now = at(event);
    if (!before) {
      hover = now;
      nextFrame(showTip);
      return;
    }
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (pointers.size === 1 && travelled > STILL) view.camera.pan(now[0] - before[0], now[1] - before[1]);
    if (pointers.size === 2) pinch(event.pointerId, before, now);
    pointers.set(event.pointerId, now);
    view.redraw();
  });

  function pinch(id, before, now) {
    const [, other] = [...pointers].find(([key]) => key !== id);
    const spread = ([x, y]) => Math.max(10, Math.hypot(x - other[0], y - other[1]));
    const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    view.camera.zoom(spread(now) / spread(before), ...middle);
  }

  const release = (event) => {
    const was = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    if (!was || event.type !== 'pointerup' || travelled > STILL) return;
    choose(was, event.pointerType === 'touch' ? 22 : 12);
  };
  frame.addEventListener('pointerup', release);
  frame.addEventListener('pointercancel', release);
  frame.addEventListener('pointerleave', () => {
    hover = null;
    tip.hidden = true;
  });

  function choose([px, py], tolerance) {
    const slot = view.nodeAt(px, py, tolerance);
    if (slot >= 0) selection.chooseNode(model.nodes.ids[slot]);
    else selection.chooseRegion(view.regionAt(px, py));
  }

  frame.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && document.activeElement !== frame) return;
      event.preventDefault();
      view.camera.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), ...at(event));
      view.redraw();
    },
    { passive: false });

  function showTip() {
    const slot = hover ? view.nodeAt(...hover, 8) : -1;
    tip.hidden = slot < 0;
    frame.classList.toggle('over-node', slot >= 0);
    if (slot < 0) return;
    say(tip, describeSlot(model.nodes, slot));
    tip.dataset.status = STATUSES[model.nodes.status[slot]];
    const left = hover[0] > view.camera.width - 220;
    tip.style.transform = `translate(${hover[0] + (left ? -12 : 12)}px, ${hover[1] + 14}px)${left ? ' translateX(-100%)' : ''}`;
  }
}
