/** What the person looks at: a node, a region or an alert; kept in the address, so that it can be linked. */

import { Bus } from './bus.js';

/** Topics: node (id or null), region (number or null), alert (id or null). */
export class Selection extends Bus {
  node = null;
  region = null;
  alert = null;
  #graph = null;

  constructor() {
    super();
    addEventListener('hashchange', () => this.#read());
  }

  /** The graph, node, region and alert that the address names. */
  static fromAddress() {
    const fields = new URLSearchParams(location.hash.slice(1).replace(/^\/+\??/, ''));
    return {
      graph: fields.get('graph'),
      node: fields.get('node'),
      region: /^\d+$/.test(fields.get('region') ?? '') ? Number(fields.get('region')) : null,
      alert: fields.get('alert'),
    };
  }

  /** A new graph: nothing of the old one is selected. */
  setGraph(graph) {
    this.#graph = graph;
    const address = Selection.fromAddress();
    if (address.graph !== null && address.graph !== graph) this.#set({});
    else this.#set(address);
  }

  chooseNode(node) {
    this.#set({ node });
  }

  chooseRegion(region) {
    this.#set({ region });
  }

  chooseAlert(alert) {
    this.#set({ alert });
  }

  #read() {
    const address = Selection.fromAddress();
    if (address.graph !== null && address.graph !== this.#graph) this.emit('graph', address.graph);
    else this.#set(address);
  }

  #set({ node = null, region = null, alert = null }) {
    const before = { node: this.node, region: this.region, alert: this.alert };
    Object.assign(this, { node, region, alert });
    this.#write();
    for (const [topic, value] of Object.entries({ node, region, alert })) {
      if (before[topic] !== value) this.emit(topic, value);
    }
  }

  #write() {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries({ graph: this.#graph, node: this.node, region: this.region, alert: this.alert })) {
      if (value !== null) fields.set(name, value);
    }
    const hash = `#${fields}`;
    if (location.hash !== hash) history.replaceState(null, '', hash);
  }
}
