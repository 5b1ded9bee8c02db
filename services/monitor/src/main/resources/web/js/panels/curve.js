/** Certified share against the budget of one kind: collective (exact) and naive. */

import uPlot from '../../lib/uPlot.esm.js';
import { byId, mark, say } from '../dom.js';
import { nextFrame } from '../frame.js';
import { percent } from '../format.js';
import { axis, colour, Plot, shareAxis } from './plot.js';

export function showCurve(model) {
  let kind = 'deletions';
  const stepped = uPlot.paths.stepped({ align: 1 });
  const plot = new Plot(byId('curve'), {
    scales: { x: { time: false }, y: { range: [0, 1.02] } },
    legend: { live: true },
    cursor: { y: false, drag: { x: false, y: false } },
    axes: [axis({ incrs: [1, 2, 5, 10, 20, 50, 100], label: ' ', labelSize: 2 }), shareAxis()],
    series: [
      { label: 'budget', value: (_, v) => (v === null ? '–' : `${v} ${kind}`) },
      { label: 'one adversary, all nodes (collective)', stroke: colour('--radius-3'), width: 2.5, paths: stepped, points: { show: true, size: 6, fill: colour('--radius-3') }, value: (_, v) => (v == null ? '–' : percent(v)) },
      { label: 'each node by itself (naive)', stroke: colour('--pending'), width: 2, dash: [6, 4], paths: stepped, points: { show: false }, value: (_, v) => (v == null ? '–' : percent(v)) },
    ],
  });

  for (const button of document.querySelectorAll('[data-curve]')) {
    button.addEventListener('click', () => {
      kind = button.dataset.curve;
      for (const other of document.querySelectorAll('[data-curve]')) mark(other, 'aria-pressed', String(other === button));
      nextFrame(show);
    });
  }
  model.on('graph', () => nextFrame(show));
  model.on('cleared', () => plot.clear());

  function show() {
    const curve = model.graph?.[`${kind}Curve`];
    if (!curve || curve.naive.length === 0) {
      plot.clear();
      say(byId('curve-words'), model.graph ? `No budgets of ${kind} are known yet.` : '');
      return;
    }
    const n = Math.max(curve.naive.length, curve.exact.length);
    const column = (values) => Array.from({ length: n }, (_, i) => values[i] ?? null);
    const [exact, naive] = [column(curve.exact), column(curve.naive)];
    const words = `If one adversary makes so many ${kind} and nothing else: the share of predictions that provably stay. ${gain(exact, naive)}`;
    plot.show([Array.from({ length: n }, (_, i) => i), exact, naive], words);
    say(byId('curve-words'), words);
  }

  function gain(exact, naive) {
    let best = -1;
    exact.forEach((e, i) => {
      if (e !== null && naive[i] !== null && (best < 0 || e - naive[i] > exact[best] - naive[best])) best = i;
    });
    if (best < 0) return 'The collective certificate is not solved yet.';
    return `At ${best}: ${percent(exact[best])} together, ${percent(naive[best])} node by node.`;
  }

  return plot;
}
