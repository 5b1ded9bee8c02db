/** Certified share over time, with the times at which alerts were firing. */

import { byId, say } from '../dom.js';
import { atMostEvery, nextFrame } from '../frame.js';
import { percent, span } from '../format.js';
import { axis, colour, Plot, shareAxis } from './plot.js';

const MOST = 4000;

export function showOverTime(model, selection) {
  let times = [];
  let shares = [];
  let collective = [];
  const gaps = (u) => Math.max(0, Math.min(0.95, Math.floor(20 * (Math.min(1, ...u.data[1].filter((v) => v !== null), ...u.data[2].filter((v) => v !== null)) - 0.04)) / 20));
  const plot = new Plot(byId('time'), {
    scales: { x: { time: true }, y: { range: (u) => [gaps(u), 1.005] } },
    cursor: { y: false, drag: { x: false, y: false } },
    axes: [axis({ space: 70, values: (_, ticks) => ticks.map(clock) }), shareAxis()],
    series: [
      { label: 'time', value: (_, v) => (v === null ? '–' : clock(v)) },
      { label: 'certified', stroke: colour('--radius-3'), width: 2, value: (_, v) => (v == null ? '–' : percent(v)) },
      { label: 'provably stay, largest budget', stroke: colour('--pending'), dash: [6, 4], width: 2, value: (_, v) => (v == null ? '–' : percent(v)) },
    ],
    hooks: { drawClear: [drawAlerts] },
  });
  const show = () => nextFrame(render);
  const often = atMostEvery(500, show);

  model.on('points', (points) => {
    times = points.map((p) => Date.parse(p.at) / 1000);
    shares = points.map((p) => p.certifiedShare);
    collective = points.map((p) => largest(p.collective ?? []));
    show();
  });
  model.on('summary', () => {
    add();
    often();
  });
  model.on('cells', add);
  model.on('alerts', often);
  model.on('cleared', () => {
    [times, shares, collective] = [[], [], []];
    plot.clear();
  });
  selection.on('alert', show);

  function add() {
    if (!model.summary) return;
    const at = Date.parse(model.summary.at) / 1000;
    if (times.length && at < times.at(-1)) return;
    if (times.length && at - times.at(-1) < 0.25) pop();
    times.push(at);
    shares.push(model.summary.certifiedShare);
    collective.push(largest(model.cells));
    if (times.length > MOST) [times, shares, collective] = [times, shares, collective].map((c) => c.slice(MOST / 4));
  }

  function pop() {
    times.pop();
    shares.pop();
    collective.pop();
  }

  function render() {
    if (times.length < 2) return;
    const length = span(1000 * (times.at(-1) - times[0]));
    const lowest = Math.min(...shares);
    say(byId('time-hint'), `last ${length}; lowest ${percent(lowest)}`);
    plot.show([times, shares, collective], `Certified share over the last ${length}: now ${percent(shares.at(-1))}, lowest ${percent(lowest)}.`);
  }

  /** Bands behind the curves: when an alert was firing. */
  function drawAlerts(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (const alert of model.alerts.values()) {
      const from = u.valToPos(Date.parse(alert.startedAt) / 1000, 'x', true);
      const to = alert.state === 'FIRING' ? bbox.left + bbox.width : u.valToPos(Date.parse(alert.at) / 1000, 'x', true);
      ctx.fillStyle = colour(alert.severity === 'CRITICAL' ? '--critical' : alert.severity === 'WARNING' ? '--warning' : '--info')();
      ctx.globalAlpha = selection.alert === alert.alertId ? 0.3 : 0.12;
      ctx.fillRect(from, bbox.top, Math.max(2, to - from), bbox.height);
    }
    ctx.restore();
  }

  return plot;
}

function largest(cells) {
  const size = (cell) => (cell.additions ?? 0) + (cell.deletions ?? 0) + (cell.distance ?? 0);
  const cell = cells.reduce((best, c) => (!best || size(c) > size(best) ? c : best), null);
  return cell && cell.targets ? cell.certified / cell.targets : null;
}

const clock = (seconds) => new Date(1000 * seconds).toLocaleTimeString('en-GB');
