/** Whether what is shown is true now: connection, age of the last record, and what to do. */

import { clockLead } from '../api.js';
import { byId, mark, say } from '../dom.js';
import { moment, span } from '../format.js';

const STALE = 5 * 60_000;

const NAMES = {
  loading: 'Loading',
  live: 'Live',
  stale: 'Quiet',
  empty: 'No graphs yet',
  unknown: 'No such graph',
  'catching-up': 'Catching up',
  unauthorised: 'Token needed',
  disconnected: 'Disconnected',
};

export function showConnection(model, session) {
  const box = byId('connection');
  const banner = byId('banner');
  const action = byId('banner-action');
  action.addEventListener('click', () => session.retry());
  model.on('state', show);
  model.on('summary', show);
  setInterval(show, 1000);
  show();

  function show() {
    const { name } = model.state;
    const age = model.summary ? Date.now() + clockLead - Date.parse(model.summary.at) : null;
    const shown = name === 'live' && age > STALE ? 'stale' : name;
    mark(box, 'data-state', shown);
    mark(document.body, 'data-state', shown);
    say(byId('connection-name'), NAMES[shown]);
    say(byId('connection-age'), age === null || Number.isNaN(age) ? '' : `last record ${span(age)} ago`);
    const text = words(shown, age);
    say(byId('banner-text'), text);
    mark(banner, 'data-state', shown);
    banner.hidden = text === '';
    action.hidden = name !== 'disconnected';
  }

  function words(name, age) {
    const { detail, since, retryIn } = model.state;
    const asOf = model.summary ? ` What you see is of ${moment(model.summary.at)}.` : '';
    if (name === 'disconnected') {
      const wait = Math.max(0, since + retryIn - Date.now());
      return `${detail}${asOf} Trying again ${wait > 500 ? `in ${span(wait)}` : 'now'}.`;
    }
    if (name === 'catching-up') return `${detail || 'The monitor is still reading the topics.'}${asOf}`;
    if (name === 'stale') return `No record for ${span(age)}: either nothing changed, or the certifier does not run. Alert rules on silence can tell.`;
    if (name === 'empty') return 'No graph has a certificate yet. This page shows the first one as soon as it has.';
    if (name === 'unknown') return `There is no graph “${detail}”. Choose another, or wait: this page looks again by itself.`;
    return '';
  }
}
