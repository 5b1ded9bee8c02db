/** What the person looks at: a node, a region, a known class or an alert; kept in the address, so that it can be linked. */

import { Bus } from './bus.js';

/** Topics: node (id or null), region and label (number or null), alert (id or null), graph (another is wanted). */
export class Selection extends Bus {
  node = null;
  region = null;
  label = null;
  alert = null;
  #graph = null;

  constructor() {
    super();
    addEventListener('hashchange', () => this.#read());
  }

  /** What the address names: #/graphs/GRAPH, then /nodes/ID, /regions/N, /labels/N or /alerts/ID. */
  static fromAddress() {
    const [, graphs, graph, kind, value] = location.hash.slice(1).split('/').map(decoded);
    const named = { graph: graphs === 'graphs' && graph ? graph : null, node: null, region: null, label: null, alert: null };
    if (named.graph === null || !value) return named;
    if (kind === 'nodes') named.node = value;
    else if (kind === 'alerts') named.alert = value;
    else if (kind === 'regions' && /^\d{1,9}$/.test(value)) named.region = Number(value);
    else if (kind === 'labels' && /^\d{1,9}$/.test(value)) named.label = Number(value);
    return named;
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

  #set({ node = null, region = null, label = null, alert = null }) {
    const before = { node: this.node, region: this.region, label: this.label, alert: this.alert };
    const now = { node, region, label, alert };
    Object.assign(this, now);
    this.#write();
    for (const [topic, value] of Object.entries(now)) if (before[topic] !== value) this.emit(topic, value);
  }

  #write() {
    if (this.#graph === null) return;
    const parts = ['graphs', this.#graph];
    for (const kind of ['node', 'region', 'label', 'alert']) if (this[kind] !== null) parts.push(`${kind}s`, this[kind]);
    const hash = `#/${parts.map(encodeURIComponent).join('/')}`;
    if (location.hash !== hash) history.replaceState(null, '', hash);
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
