/** Alerts: state, severity, value, threshold, calculation and cause. */

import { byId, element, facts, replace, say } from '../dom.js';
import { nextFrame } from '../frame.js';
import { count, counted, moment, quantity, span, time } from '../format.js';

const MOST = 60;

/** What an alert is about, in words. */
export function subjectOf({ subjectKind, subject, nodes }) {
  if (subjectKind === 'REGION') return `region ${subject}`;
  if (subjectKind === 'LABEL') return `class ${subject}`;
  if (subjectKind === 'GRAPH') return 'the whole graph';
  return nodes > 1 ? `${subject} and ${count(nodes - 1)} more` : `node ${subject}`;
}

export function showAlerts(model, selection) {
  const box = byId('alerts');
  const show = () => nextFrame(render);
  model.on('alerts', show);
  model.on('cleared', show);
  selection.on('alert', show);
  show();

  function render() {
    const all = [...model.alerts.values()];
    const firing = all.filter((alert) => alert.state === 'FIRING');
    const rest = all.filter((alert) => alert.state !== 'FIRING');
    say(byId('alerts-count'), all.length === 0 ? '' : `${count(firing.length)} firing, ${count(rest.length)} resolved`);
    const shown = [...firing, ...rest].slice(0, MOST);
    if (shown.length === 0) {
      replace(box, element('p', { class: 'empty' }, 'No alert so far. When a rule’s condition holds, it appears here, and its nodes light up in the graph.'));
      return;
    }
    replace(box, ...shown.flatMap((alert) => [row(alert), selection.alert === alert.alertId ? more(alert) : null]));
  }

  function row(alert) {
    const open = selection.alert === alert.alertId;
    const firing = alert.state === 'FIRING';
    return element('button', {
      type: 'button', class: 'alert', 'data-key': alert.alertId, 'data-state': alert.state, 'data-severity': alert.severity,
      'aria-expanded': String(open), onclick: () => selection.chooseAlert(open ? null : alert.alertId),
    },
    element('span', { class: 'alert-top' },
      element('span', { class: 'badge', 'data-severity': alert.severity, 'data-state': alert.state }, firing ? alert.severity.toLowerCase() : 'resolved'),
      element('b', {}, alert.rule), element('span', {}, subjectOf(alert))),
    element('span', { class: 'alert-value' },
      element('time', { datetime: alert.startedAt, title: moment(alert.startedAt) }, time(alert.startedAt)),
      `${quantity(alert.from, alert.unit)} → ${quantity(alert.to, alert.unit)}, threshold ${quantity(alert.threshold, alert.unit)}${firing ? '' : ` · lasted ${span(Date.parse(alert.at) - Date.parse(alert.startedAt))}`}`));
  }

  function more(alert) {
    const { update, cheapestRegion } = alert;
    return element('div', { class: 'alert-more' },
      facts([
        ['Before', quantity(alert.from, alert.unit)],
        ['Now', quantity(alert.to, alert.unit)],
        ['Threshold', quantity(alert.threshold, alert.unit)],
        ['Speaks of', counted(alert.nodes, 'node')],
        ['Last update', update ? `offset ${update.offset}, partition ${update.partition ?? 0}` : null],
        ['Cheapest to attack', cheapestRegion === undefined ? null : `region ${cheapestRegion}`],
      ]),
      alert.calculation ? element('p', {}, element('b', {}, 'Calculation. '), alert.calculation) : null,
      alert.cause ? element('p', {}, element('b', {}, 'Cause. '), alert.cause) : null,
      alert.nodeIds.length ? nodeLinks(alert) : null);
  }

  function nodeLinks({ nodeIds, nodes }) {
    const links = nodeIds.map((id) => element('button', { type: 'button', class: 'link', 'data-key': `alert-${id}`, onclick: () => selection.chooseNode(id) }, id));
    const left = nodes - nodeIds.length;
    return element('p', { class: 'links' }, ...links, left > 0 ? element('span', { class: 'hint' }, `and ${count(left)} more`) : null);
  }
}
