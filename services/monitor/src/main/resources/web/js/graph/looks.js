/** How every node looks: four bytes (status, radius, emphasis, hops) that the shader reads. */

import { CERTIFIED, GONE, grown } from '../nodes.js';

const ALARMED = 1;
const CHOSEN = 2;

export class Looks {
  bytes = new Uint8Array(64);
  dimming = false;
  /** What the deepest colour stands for. */
  largest = 1;
  kind = 'deletions';
  #model;
  #emphasis = {};

  constructor(model) {
    this.#model = model;
    model.on('structure', () => this.#all());
    model.on('cleared', () => this.emphasise({}));
  }

  colourBy(kind) {
    this.kind = kind;
    this.#all();
  }

  /** Takes in nodes that changed. A larger radius than any before rescales the colours. */
  update(slots) {
    this.reserve();
    const { nodes } = this.#model;
    const radius = nodes[this.kind];
    let largest = this.largest;
    for (const slot of slots) largest = Math.max(largest, nodes.status[slot] === CERTIFIED ? radius[slot] : 0);
    if (largest > this.largest) this.#all();
    else for (const slot of slots) this.#write(slot);
  }

  emphasise(emphasis) {
    this.#emphasis = emphasis;
    this.dimming = emphasis.chosen !== undefined || Boolean(emphasis.alarmed?.length);
    this.reserve();
    for (let i = 0; i < this.#model.nodes.size; i++) this.#emphasiseOne(i, 0, 0);
    for (const slot of emphasis.alarmed ?? []) this.#emphasiseOne(slot, ALARMED, 0);
    for (const [slot, hops] of emphasis.field ?? []) this.#emphasiseOne(slot, 0, hops + 1);
    if (emphasis.chosen !== undefined) this.#emphasiseOne(emphasis.chosen, CHOSEN, 0);
  }

  /** Nodes without a place are not drawn yet. */
  hide(places) {
    this.reserve();
    const { nodes } = this.#model;
    for (let i = 0; i < nodes.size; i++) this.bytes[4 * i] = places.has(i) ? nodes.status[i] : GONE;
  }

  reserve() {
    const needed = 4 * this.#model.nodes.size;
    if (needed > this.bytes.length) this.bytes = grown(this.bytes, Uint8Array, 2 * needed);
  }

  #all() {
    this.reserve();
    const { nodes } = this.#model;
    const radius = nodes[this.kind];
    this.largest = 1;
    for (let i = 0; i < nodes.size; i++) {
      if (nodes.status[i] === CERTIFIED && radius[i] > this.largest) this.largest = radius[i];
    }
    for (let i = 0; i < nodes.size; i++) this.#write(i);
    this.emphasise(this.#emphasis);
  }

  #write(slot) {
    const { nodes } = this.#model;
    this.bytes[4 * slot] = nodes.status[slot];
    this.bytes[4 * slot + 1] = Math.min(255, (255 * nodes[this.kind][slot]) / this.largest);
  }

  #emphasiseOne(slot, emphasis, hops) {
    this.bytes[4 * slot + 2] = emphasis;
    this.bytes[4 * slot + 3] = hops;
  }
}
