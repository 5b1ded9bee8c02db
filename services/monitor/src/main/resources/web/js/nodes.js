/** The nodes of a graph as columns. A node keeps its slot, also when it goes and comes back. */

export const CERTIFIED = 0;
export const PENDING = 1;
export const ABSTAINED = 2;
export const GONE = 255;

export const STATUSES = ['CERTIFIED', 'PENDING', 'ABSTAINED'];
const LETTERS = { C: CERTIFIED, P: PENDING, A: ABSTAINED };

/** No region or class yet. */
export const NONE = -1;

export class NodeTable {
  ids = [];
  size = 0;
  #slots = new Map();

  constructor(capacity = 1024) {
    this.#allocate(capacity);
  }

  /** From the answer of /structure; -1 stands for what is not known. */
  static of(structure) {
    const table = new NodeTable(Math.max(16, structure.nodeIds.length));
    structure.nodeIds.forEach((id, i) => {
      const slot = table.#slot(id);
      table.status[slot] = LETTERS[structure.statuses[i]] ?? GONE;
      table.region[slot] = structure.regions[i] ?? NONE;
      table.predicted[slot] = structure.predictedClasses[i] ?? NONE;
      table.label[slot] = structure.labels[i] ?? NONE;
      table.additions[slot] = structure.additions[i];
      table.deletions[slot] = structure.deletions[i];
    });
    return table;
  }

  /** Slot of a node, or -1. */
  find(id) {
    return this.#slots.get(id) ?? -1;
  }

  /** Slot of a node that is there now, or -1. */
  living(id) {
    const slot = this.find(id);
    return slot >= 0 && this.status[slot] !== GONE ? slot : -1;
  }

  /** Takes the last word on a node and returns its slot. */
  put(node) {
    const slot = this.#slot(node.nodeId);
    this.status[slot] = Math.max(0, STATUSES.indexOf(node.status));
    this.region[slot] = node.region ?? NONE;
    this.predicted[slot] = node.predictedClass ?? NONE;
    this.label[slot] = node.label ?? NONE;
    this.additions[slot] = node.additions;
    this.deletions[slot] = node.deletions;
    return slot;
  }

  remove(id) {
    const slot = this.find(id);
    if (slot >= 0) this.status[slot] = GONE;
    return slot;
  }

  #slot(id) {
    const known = this.#slots.get(id);
    if (known !== undefined) return known;
    if (this.size === this.status.length) this.#allocate(this.size * 2);
    const slot = this.size++;
    this.status[slot] = GONE;
    this.ids[slot] = id;
    this.#slots.set(id, slot);
    return slot;
  }

  #allocate(capacity) {
    this.status = grown(this.status, Uint8Array, capacity);
    this.region = grown(this.region, Int32Array, capacity);
    this.predicted = grown(this.predicted, Int32Array, capacity);
    this.label = grown(this.label, Int32Array, capacity);
    this.additions = grown(this.additions, Uint32Array, capacity);
    this.deletions = grown(this.deletions, Uint32Array, capacity);
  }
}

/** A typed array of this capacity that begins with the values of another. */
export function grown(old, Type, capacity) {
  const array = new Type(capacity);
  if (old) array.set(old);
  return array;
}
