import { grown } from './nodes.js';

const HIGH = 2 ** 26;

/** Undirected edges as pairs of slots, in no order. */
export class EdgeTable {
  size = 0;
  #slots = new Map();

  constructor(pairs = []) {
    this.pairs = new Uint32Array(Math.max(64, pairs.length));
    for (let i = 0; i + 1 < pairs.length; i += 2) this.add(pairs[i], pairs[i + 1]);
  }

  add(a, b) {
    const key = keyOf(a, b);
    if (a < 0 || b < 0 || this.#slots.has(key)) return;
    if (2 * this.size === this.pairs.length) {
      this.pairs = grown(this.pairs, Uint32Array, this.pairs.length * 2);
    }
    this.#slots.set(key, this.size);
    this.pairs[2 * this.size] = a;
    this.pairs[2 * this.size + 1] = b;
    this.size++;
  }

  /** The last edge takes the place of the one that goes. */
  remove(a, b) {
    const key = keyOf(a, b);
    const at = this.#slots.get(key);
    if (at === undefined) return;
    const last = --this.size;
    this.#slots.delete(key);
    if (at === last) return;
    const c = (this.pairs[2 * at] = this.pairs[2 * last]);
    const d = (this.pairs[2 * at + 1] = this.pairs[2 * last + 1]);
    this.#slots.set(keyOf(c, d), at);
  }

  /** Drops all edges of a node. */
  isolate(slot) {
    for (let i = this.size - 1; i >= 0; i--) {
      const a = this.pairs[2 * i];
      const b = this.pairs[2 * i + 1];
      if (a === slot || b === slot) this.remove(a, b);
    }
  }
}

const keyOf = (a, b) => (a < b ? a * HIGH + b : b * HIGH + a);
