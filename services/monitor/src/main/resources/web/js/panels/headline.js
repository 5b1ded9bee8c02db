/** The figures that are read first. */

import { byId, mark, say } from '../dom.js';
import { nextFrame } from '../frame.js';
import { budget, count, counted, number, percent } from '../format.js';

const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'];

export function showHeadline(model) {
  const bars = [...byId('share-bar').children];
  for (const topic of ['summary', 'cells', 'alerts', 'graph', 'cleared']) model.on(topic, () => nextFrame(show));

  function show() {
    showShare();
    showCollective();
    showAlerts();
    showGraph();
  }

  function showShare() {
    const s = model.summary;
    say(byId('share'), s ? percent(s.certifiedShare) : '–');
    const counts = s ? [s.certified, s.pending, s.abstained] : [0, 0, 0];
    ['certified', 'pending', 'abstained'].forEach((name, i) => {
      say(byId(`count-${name}`), s ? count(counts[i]) : '–');
      bars[i].style.width = s && s.nodes ? `${(100 * counts[i]) / s.nodes}%` : '0';
    });
    if (s) mark(byId('share-bar'), 'aria-label', `Of ${counted(s.nodes, 'node')}, ${count(s.certified)} certified, ${count(s.pending)} pending, ${count(s.abstained)} abstained`);
  }

  function showCollective() {
    const size = (cell) => (cell.additions ?? 0) + (cell.deletions ?? 0) + (cell.distance ?? 0);
    const cell = model.cells.reduce((best, c) => (!best || size(c) > size(best) ? c : best), null);
    say(byId('collective-figure'), cell ? `${count(cell.certified)} of ${count(cell.targets)}` : '–');
    const words = cell
      ? `predictions provably stay if one adversary ${budget(cell)}, anywhere in the graph.`
      : 'The collective certificate is not solved yet.';
    say(byId('collective-words'), model.summary ? words : '');
  }

  function showAlerts() {
    const firing = [...model.alerts.values()].filter((alert) => alert.state === 'FIRING');
    const by = SEVERITIES.map((s) => [s, firing.filter((alert) => alert.severity === s).length]).filter(([, n]) => n);
    say(byId('firing'), model.summary ? count(firing.length) : '–');
    mark(byId('firing'), 'data-severity', by[0]?.[0] ?? null);
    const words = by.length ? by.map(([s, n]) => `${n} ${s.toLowerCase()}`).join(', ') : 'No rule’s condition holds.';
    say(byId('firing-words'), model.summary ? words : '');
    document.title = `${firing.length ? `(${firing.length}) ` : ''}${model.graphId ?? ''}${model.graphId ? ' · ' : ''}Ringfence`;
  }

  function showGraph() {
    const s = model.summary;
    say(byId('graph-size'), s ? counted(s.nodes, 'node') : '–');
    const epoch = s && (s.epoch ? `epoch ${s.epoch}` : 'no epoch yet');
    say(byId('graph-words'), s ? `${counted(s.edges, 'edge')} · ${epoch} · version ${count(s.graphVersion)} · ${s.settled ? 'settled' : 'nodes are being examined'}` : '');
    const c = model.graph?.confidence;
    say(byId('promise'), c?.alpha ? promise(c) : '');
  }

  function promise({ alpha, scope, horizon }) {
    const which = scope === 'JOINT' ? 'any certificate of this graph' : 'a given certificate';
    const when = horizon === 'FOREVER' ? 'ever published' : 'of a version';
    return `The chance that ${which} ${when} is wrong is at most ${number(100 * alpha)} %.`;
  }
}
