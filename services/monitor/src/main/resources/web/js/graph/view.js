/** The picture of the graph: nodes and edges, regions, what is chosen. */

import { byId, mark, say } from '../dom.js';
import { atMostEvery, nextFrame } from '../frame.js';
import { count } from '../format.js';
import { GONE } from '../nodes.js';
import { Bus } from '../bus.js';
import { Camera } from './camera.js';
import { Discs } from './discs.js';
import { Looks } from './looks.js';
import { Painter } from './painter.js';
import { readPalette } from './palette.js';

const MOST_EDGES = 25_000;
const LARGE = 10_000;
const GLIDE = 700;
const NOTHING = { loading: 'Loading the graph …', empty: 'Nothing to draw yet.', live: 'The graph has no nodes.' };

/** Topics: drawn. */
export class GraphView extends Bus {
  camera = new Camera();
  palette = readPalette();
  looks;
  edgesShown = true;
  #model;
  #places;
  #selection;
  #painter = null;
  #hopeless = false;
  #discs;
  #frame = byId('graph-frame');
  #dirty = new Set();
  #glide = null;
  #focus = [];
  #draw = () => this.#paint();
  #redrawSoon = atMostEvery(500, () => this.redraw());

  constructor(model, places, selection) {
    super();
    this.#model = model;
    this.#places = places;
    this.#selection = selection;
    this.looks = new Looks(model);
    this.#discs = new Discs(byId('graph-discs'), byId('graph-labels'));
    this.#listen();
  }

  /** Once the size of the first graph is known. */
  #open() {
    if (this.#painter || this.#hopeless) return;
    const canvas = byId('graph-canvas');
    try {
      this.#painter = new Painter(canvas, this.#model.nodes.size < LARGE);
    } catch (error) {
      this.#hopeless = true;
      this.#notice(`${error.message} The table of nodes below shows the same.`);
      return;
    }
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => {
      this.#painter.restore();
      this.#touch('positions', 'looks', 'edges', 'focus');
    });
  }

  #listen() {
    new ResizeObserver(([entry]) => this.#resize(entry.contentRect)).observe(this.#frame);
    this.#model.on('structure', () => {
      this.#open();
      this.#touch('looks', 'edges');
    });
    this.#model.on('nodes', (slots) => {
      this.looks.update(slots);
      this.#change('looks');
    });
    this.#model.on('edges', () => this.#change('edges'));
    this.#model.on('regions', () => this.redraw());
    this.#model.on('state', ({ name }) => {
      if (this.#model.nodes.size === 0 && !this.#hopeless) this.#notice(NOTHING[name] ?? '');
    });
    this.#model.on('cleared', () => {
      this.camera.touched = false;
      this.#touch('positions', 'looks', 'edges', 'focus');
    });
    this.#places.on('moved', () => {
      this.#touch('positions');
      this.#fitAlone();
    });
    this.#places.on('busy', (share) => this.#tellProgress(share));
    this.#places.on('failed', (message) => this.#notice(message));
    this.#places.on('settled', (before) => this.#settle(before));
    this.#selection.on('region', () => this.redraw());
  }

  /** Colours were changed. */
  recolour() {
    this.palette = readPalette();
    this.redraw();
  }

  /** The radius that colours stand for: additions or deletions. */
  colourBy(kind) {
    this.looks.colourBy(kind);
    this.#touch('looks');
  }

  /** Emphasises nodes: chosen (slot), field (slot to hops), alarmed (slots), edges as pairs. */
  emphasise(emphasis) {
    this.looks.emphasise(emphasis);
    this.#focus = emphasis.edges ?? [];
    this.#touch('looks', 'focus');
  }

  redraw() {
    nextFrame(this.#draw);
  }

  /** Shows everything. */
  fit() {
    this.camera.touched = false;
    this.#fitAlone();
  }

  reveal(slot) {
    if (!this.#places.has(slot)) return;
    this.camera.reveal(this.#places.x[slot], this.#places.y[slot]);
    this.redraw();
  }

  /** Slot of the node nearest to a pixel, not farther than a finger or a pointer misses. */
  nodeAt(px, py, tolerance = 12) {
    const [x, y] = this.camera.toWorld(px, py);
    const reach = Math.max(tolerance / this.camera.scale, 0.4);
    return this.#nearest((dx, dy) => dx * dx + dy * dy, x, y, reach * reach);
  }

  /** Slot of the next node in a direction (unit vector in pixels). */
  nodeTowards(from, [ux, uy]) {
    const cost = (dx, dy) => {
      const along = dx * ux + dy * uy;
      const across = Math.abs(dx * uy - dy * ux);
      return along > 0.05 && across < 1.2 * along ? along + 1.5 * across : Infinity;
    };
    return this.#nearest(cost, this.#places.x[from], this.#places.y[from], Infinity, from);
  }

  /** Slot of the node nearest to the middle of the view. */
  nodeInMiddle() {
    return this.nodeAt(this.camera.width / 2, this.camera.height / 2, 1e6);
  }

  regionAt(px, py) {
    const [x, y] = this.camera.toWorld(px, py);
    return this.#places.discs.find((d) => d.region >= 0 && Math.hypot(d.x - x, d.y - y) < d.radius)?.region ?? null;
  }

  #nearest(cost, x, y, limit, except = -1) {
    const { nodes } = this.#model;
    let best = -1;
    for (let i = 0; i < nodes.size; i++) {
      if (i === except || nodes.status[i] === GONE) continue;
      const c = cost(this.#places.x[i] - x, this.#places.y[i] - y);
      if (c < limit) [best, limit] = [i, c];
    }
    return best;
  }

  #resize({ width, height }) {
    if (width < 1 || height < 1) return;
    this.camera.resize(width, height);
    this.#fitAlone();
  }

  /** Keeps everything in view until the person moves the picture. */
  #fitAlone() {
    if (!this.camera.touched) this.camera.fit(this.#box());
    this.redraw();
  }

  #box() {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const { x, y, radius } of this.#places.discs) {
      box.left = Math.min(box.left, x - radius);
      box.right = Math.max(box.right, x + radius);
      box.top = Math.min(box.top, y - radius);
      box.bottom = Math.max(box.bottom, y + radius);
    }
    return Number.isFinite(box.left) ? box : { left: -1, right: 1, top: -1, bottom: 1 };
  }

  #touch(...what) {
    for (const part of what) this.#dirty.add(part);
    this.redraw();
  }

  /** Large graphs show changes twice a second, so that a busy stream leaves the page its frames. */
  #change(part) {
    this.#dirty.add(part);
    if (this.#model.nodes.size < LARGE) this.redraw();
    else this.#redrawSoon();
  }

  #tellProgress(share) {
    const text = share === null ? '' : `Laying out ${count(this.#model.nodes.size)} nodes: ${Math.round(100 * share)} %`;
    if (!this.#hopeless) this.#notice(this.#places.discs.length === 0 ? text : '');
  }

  #notice(text) {
    const notice = byId('graph-notice');
    say(notice, text);
    notice.hidden = text === '';
  }

  /** A new layout glides in, unless the person asked for less motion. */
  #settle(before) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const first = Number.isNaN(before.x[0]);
    this.#glide = still || first ? null : { before, start: performance.now() };
    this.#touch('positions', 'looks', 'edges');
    this.#fitAlone();
  }

  #paint() {
    if (!this.#painter) return;
    this.#uploadPositions();
    const { nodes, edges } = this.#model;
    if (this.#dirty.has('looks')) this.#painter.setLooks(this.looks.bytes, nodes.size);
    if (this.#dirty.has('edges')) this.#painter.setEdges(edges.pairs, edges.size);
    if (this.#dirty.has('focus')) this.#painter.setFocus(this.#focus);
    this.#dirty.clear();
    this.edgesShown = edges.size <= MOST_EDGES || this.#edgesInView() <= MOST_EDGES;
    this.#painter.draw(this.camera, {
      palette: this.palette,
      dimming: this.looks.dimming,
      edges: this.edgesShown,
      nodeSize: Math.min(17, Math.max(1.4, 0.66 * this.camera.scale)),
    });
    this.#discs.draw(this.camera, this.#places.discs, this.#model.regions, this.#selection.region);
    mark(this.#frame, 'data-drawn', nodes.size);
    this.emit('drawn');
    if (this.#glide) this.#touch('positions');
  }

  #uploadPositions() {
    const { nodes } = this.#model;
    if (this.#dirty.has('looks')) this.looks.reserve();
    if (!this.#dirty.has('positions')) return;
    this.looks.hide(this.#places);
    this.#dirty.add('looks');
    const { x, y } = this.#gliding();
    this.#painter.setPositions(x, y, nodes.size);
  }

  #gliding() {
    const { x, y } = this.#places;
    if (!this.#glide) return { x, y };
    const t = Math.min(1, (performance.now() - this.#glide.start) / GLIDE);
    const eased = t * t * (3 - 2 * t);
    const { before } = this.#glide;
    const blend = (now, then) =>
      now.map((value, i) => (Number.isNaN(then[i] ?? NaN) ? value : then[i] + eased * (value - then[i])));
    if (t === 1) this.#glide = null;
    return { x: blend(x, before.x), y: blend(y, before.y) };
  }

  /** Roughly, from a sample of the nodes. */
  #edgesInView() {
    const { size } = this.#model.nodes;
    const step = Math.max(1, Math.floor(size / 2000));
    const [left, top] = this.camera.toWorld(0, 0);
    const [right, bottom] = this.camera.toWorld(this.camera.width, this.camera.height);
    let inside = 0;
    let seen = 0;
    for (let i = 0; i < size; i += step, seen++) {
      const [x, y] = [this.#places.x[i], this.#places.y[i]];
      if (x > left && x < right && y > top && y < bottom) inside++;
    }
    return (this.#model.edges.size * inside) / Math.max(1, seen);
  }
}
