/** All that the page knows of one graph, and the connection to it. */

import { Bus } from './bus.js';
import { EdgeTable } from './edges.js';
import { NodeTable, PENDING, CERTIFIED } from './nodes.js';

/**
 * Topics: structure (all anew), nodes (slots that changed), edges, summary, graph, regions,
 * collective, history, alerts, happened (an entry for the timeline), state.
 */
export class Model extends Bus {
  graphId = null;
  graphs = [];
  nodes = new NodeTable();
  edges = new EdgeTable();
  edgesKnown = false;
  summary = null;
  graph = null;
  regions = [];
  cells = [];
  points = [];
  alerts = new Map();
  state = { name: 'loading', detail: '' };

  setState(name, detail = '', more = {}) {
    this.state = { name, detail, ...more };
    this.emit('state', this.state);
  }

  clear(graphId) {
    this.graphId = graphId;
    this.nodes = new NodeTable();
    this.edges = new EdgeTable();
    this.summary = this.graph = null;
    this.regions = [];
    this.cells = [];
    this.points = [];
    this.alerts = new Map();
    this.emit('cleared', graphId);
  }

  setStructure(structure) {
    this.nodes = NodeTable.of(structure);
    this.edges = new EdgeTable(structure.edges);
    this.edgesKnown = structure.known;
    this.emit('structure');
  }

  /** Takes a batch of changes. */
  apply(changes) {
    const changed = [];
    const tally = { lost: [], gained: [], abstained: [], fresh: [], gone: [] };
    for (const node of changes.nodes) {
      const known = this.nodes.living(node.nodeId);
      const before = known < 0 ? null : this.nodes.status[known];
      const slot = this.nodes.put(node);
      changed.push(slot);
      note(tally, node.nodeId, before, this.nodes.status[slot]);
    }
    for (const id of changes.removed) {
      const slot = this.nodes.remove(id);
      if (slot < 0) continue;
      changed.push(slot);
      tally.gone.push(id);
      this.edges.isolate(slot);
    }
    this.#link(changes);
    if (changed.length) this.emit('nodes', changed);
    if (changes.graph) this.setSummary(changes.graph);
    this.emit('happened', { tally, at: changes.graph?.at ?? new Date().toISOString() });
  }

  #link({ edgesAdded, edgesRemoved }) {
    const slots = ([a, b]) => [this.nodes.find(a), this.nodes.find(b)];
    for (const edge of edgesRemoved) this.edges.remove(...slots(edge));
    for (const edge of edgesAdded) this.edges.add(...slots(edge));
    if (edgesAdded.length || edgesRemoved.length) this.emit('edges');
  }

  setSummary(summary) {
    const before = this.summary;
    this.summary = summary;
    this.emit('summary', before);
  }

  setAlerts(alerts) {
    this.alerts = new Map(alerts.map((alert) => [alert.alertId, alert]));
    this.emit('alerts');
  }

  putAlert(alert) {
    this.alerts.delete(alert.alertId);
    this.alerts = new Map([[alert.alertId, alert], ...this.alerts].slice(0, 500));
    this.emit('alerts');
  }

  set(topic, value) {
    this[topic] = value;
    this.emit(topic, value);
  }
}

function note(tally, id, before, after) {
  if (before === null) tally.fresh.push(id);
  else if (before === CERTIFIED && after === PENDING) tally.lost.push(id);
  else if (before !== CERTIFIED && after === CERTIFIED) tally.gained.push(id);
  else if (before !== after && after > PENDING) tally.abstained.push(id);
}
