/** Positions of the nodes. They stay; only a doubled graph or new regions are laid out anew. */

import { Bus } from '../bus.js';
import { GONE, grown } from '../nodes.js';
import { discRadius } from './layout.js';

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const TRIES = 60;
const FEW = 200;
const CLEAR = 0.7;
const BURST = 500;

/** Topics: moved (positions changed), busy (share done, or null), settled (first or new layout). */
export class Places extends Bus {
  x = new Float32Array(16).fill(NaN);
  y = new Float32Array(16).fill(NaN);
  discs = [];
  #model;
  #worker = new Worker(new URL('./layout-worker.js', import.meta.url), { type: 'module' });
  #job = 0;
  #running = false;
  #known = new Map();
  #laidOut = 0;
  #regionsThen = new Map();
  #strays = new Set();
  #soon = 0;

  constructor(model) {
    super();
    this.#model = model;
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => this.emit('failed', event.message ?? 'The layout failed.');
    model.on('cleared', () => {
      this.#known.clear();
      this.discs = [];
      this.#job++;
      this.#running = false;
    });
    model.on('structure', () => this.#restart());
    model.on('nodes', (slots) => this.#adopt(slots));
  }

  /** Where a node is; NaN while it has no place. */
  has(slot) {
    return slot < this.x.length && !Number.isNaN(this.x[slot]);
  }

  /** Lays everything out anew, from where it is. */
  again() {
    const { nodes, edges } = this.#model;
    this.#reserve(nodes.size);
    const present = [];
    for (let i = 0; i < nodes.size; i++) if (nodes.status[i] !== GONE) present.push(i);
    this.#running = present.length > 0;
    if (!this.#running) return this.emit('busy', null);
    const graph = {
      size: nodes.size,
      present: Uint32Array.from(present),
      pairs: edges.pairs.slice(0, 2 * edges.size),
      region: nodes.region.slice(0, nodes.size),
      x: this.x.slice(0, nodes.size),
      y: this.y.slice(0, nodes.size),
    };
    this.#laidOut = present.length;
    this.#strays.clear();
    this.#regionsThen = new Map(present.map((slot) => [slot, nodes.region[slot]]));
    this.emit('busy', 0);
    return this.#worker.postMessage({ job: ++this.#job, graph });
  }

  /** The structure was read anew: nodes known by id keep their places. */
  #restart() {
    const { nodes } = this.#model;
    this.x = new Float32Array(Math.max(16, nodes.size)).fill(NaN);
    this.y = new Float32Array(this.x.length).fill(NaN);
    let missing = 0;
    for (let i = 0; i < nodes.size; i++) {
      const place = this.#known.get(nodes.ids[i]);
      if (place) [this.x[i], this.y[i]] = place;
      else missing++;
    }
    if (missing > 0.3 * nodes.size || this.discs.length === 0) return this.again();
    const all = [...Array(nodes.size).keys()];
    this.#regionsThen = new Map(all.map((slot) => [slot, nodes.region[slot]]));
    this.#adopt(all);
    return this.emit('moved');
  }

  #hear({ job, share, answer }) {
    if (job !== this.#job) return;
    if (!answer) {
      this.emit('busy', share);
      return;
    }
    this.#running = false;
    const before = { x: this.x.slice(), y: this.y.slice() };
    for (let i = 0; i < answer.x.length; i++) {
      this.x[i] = answer.x[i];
      this.y[i] = answer.y[i];
    }
    this.discs = answer.discs;
    this.#adopt([...Array(this.#model.nodes.size).keys()].slice(answer.x.length));
    this.#remember();
    this.emit('busy', null);
    this.emit('settled', before);
  }

  #remember() {
    const { nodes } = this.#model;
    for (let i = 0; i < nodes.size; i++) {
      if (this.has(i)) this.#known.set(nodes.ids[i], [this.x[i], this.y[i]]);
    }
  }

  /** Gives new nodes a place near their neighbours, and sees whether that is still a good picture. */
  #adopt(slots) {
    const { nodes } = this.#model;
    this.#reserve(nodes.size);
    const fresh = slots.filter((slot) => nodes.status[slot] !== GONE && !this.has(slot));
    if (this.discs.length === 0) return this.#running ? undefined : this.again();
    if (this.#outgrown(slots, fresh.length)) this.#againSoon();
    if (fresh.length === 0) return undefined;
    const near = this.#neighbours(fresh);
    const tries = fresh.length <= FEW ? TRIES : 1;
    for (const slot of fresh) this.#place(slot, near.get(slot), tries);
    return this.emit('moved');
  }

  #outgrown(slots, fresh) {
    const { nodes } = this.#model;
    for (const slot of slots) {
      const then = this.#regionsThen.get(slot);
      if (then === undefined || then === nodes.region[slot]) this.#strays.delete(slot);
      else this.#strays.add(slot);
    }
    let present = 0;
    if (fresh > 0) for (let i = 0; i < nodes.size; i++) if (nodes.status[i] !== GONE) present++;
    return present > 2 * this.#laidOut || this.#strays.size > 0.1 * this.#laidOut;
  }

  /** Waits for the rest of what comes in a burst. */
  #againSoon() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.again(), BURST);
  }

  #place(slot, sum, tries) {
    const { nodes } = this.#model;
    const disc = this.discs.find((d) => d.region === nodes.region[slot]) ?? this.discs[0];
    const at = sum.n > 0 ? { x: sum.x / sum.n, y: sum.y / sum.n } : disc;
    const first = tries === 1 ? 1 + (slot % TRIES) : 1;
    for (let k = first; k < first + tries; k++) {
      const radius = 0.85 * Math.sqrt(k);
      this.x[slot] = at.x + radius * Math.cos(GOLDEN * k + slot);
      this.y[slot] = at.y + radius * Math.sin(GOLDEN * k + slot);
      if (tries === 1 || this.#clear(slot)) break;
    }
    const needed = Math.hypot(this.x[slot] - disc.x, this.y[slot] - disc.y) + 0.7;
    disc.radius = Math.max(disc.radius, Math.min(needed, 1.5 * disc.radius), discRadius(1));
    this.#known.set(nodes.ids[slot], [this.x[slot], this.y[slot]]);
  }

  /** Sums of the positions of the placed neighbours of new nodes. */
  #neighbours(fresh) {
    const sums = new Map(fresh.map((slot) => [slot, { x: 0, y: 0, n: 0 }]));
    const { pairs, size } = this.#model.edges;
    for (let i = 0; i < 2 * size; i++) {
      const sum = sums.get(pairs[i]);
      const other = pairs[i ^ 1];
      if (!sum || !this.has(other)) continue;
      sum.x += this.x[other];
      sum.y += this.y[other];
      sum.n++;
    }
    return sums;
  }

  #clear(slot) {
    const [x, y] = [this.x[slot], this.y[slot]];
    for (let i = 0; i < this.#model.nodes.size; i++) {
      if (i !== slot && Math.abs(this.x[i] - x) < CLEAR && Math.abs(this.y[i] - y) < CLEAR) return false;
    }
    return true;
  }

  #reserve(size) {
    if (size <= this.x.length) return;
    const capacity = Math.max(size, 2 * this.x.length);
    for (const axis of ['x', 'y']) {
      const old = this[axis];
      this[axis] = grown(old, Float32Array, capacity);
      this[axis].fill(NaN, old.length);
    }
  }
}
