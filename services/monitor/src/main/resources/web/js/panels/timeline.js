/** What happened, newest first: words on nodes gathered by second, alerts, epochs, interruptions. */

import { byId, element, replace } from '../dom.js';
import { atMostEvery, nextFrame } from '../frame.js';
import { counted, moment, time } from '../format.js';
import { subjectOf } from './alerts.js';

const MOST = 120;
const GATHER = 2000;
const NAMED = 3;

export function showTimeline(model, selection) {
  let events = [];
  const show = atMostEvery(300, () => nextFrame(render));

  model.on('cleared', () => {
    events = [];
    show();
  });
  model.on('happened', ({ tally, at }) => {
    gather(tally, Date.parse(at));
    show();
  });
  model.on('summary', (before) => {
    const now = model.summary;
    if (before && now.epoch !== before.epoch) put({ at: Date.parse(now.at), kind: 'epoch', text: `Epoch ${now.epoch} is in force: regions and noise are new.` });
  });
  model.on('alerts', show);
  model.on('state', ({ name }) => {
    if (name === 'disconnected' && events[0]?.text !== LOST) put({ at: Date.now(), kind: 'link', text: LOST });
    if (name === 'live' && events.some((e) => e.text === LOST) && !events.slice(0, events.findIndex((e) => e.text === LOST)).some((e) => e.text === BACK)) put({ at: Date.now(), kind: 'link', text: BACK });
  });
  nextFrame(render);

  function put(event) {
    events.unshift(event);
    events = events.slice(0, MOST);
    show();
  }

  /** Joins what comes within a moment, so that a busy stream stays readable. */
  function gather(tally, at) {
    if (!Object.values(tally).some((ids) => ids.length)) return;
    const last = events.find((event) => event.kind === 'words');
    if (last && events[0] === last && Math.abs(at - last.at) < GATHER) {
      for (const [key, ids] of Object.entries(tally)) last.tally[key].push(...ids);
      return;
    }
    put({ at, kind: 'words', tally: structuredClone(tally) });
  }

  function render() {
    const alerts = [...model.alerts.values()].flatMap(alertEvents);
    const all = [...events, ...alerts].sort((a, b) => b.at - a.at).slice(0, MOST);
    if (all.length === 0) {
      replace(byId('timeline'), element('p', { class: 'empty' }, 'Nothing since this page was opened.'));
      return;
    }
    replace(byId('timeline'), ...all.map(row));
  }

  function alertEvents(alert) {
    const text = (verb) => `${alert.rule} ${verb}: ${subjectOf(alert)}`;
    const start = { at: Date.parse(alert.startedAt), kind: 'alert', alert: alert.alertId, text: text('fires') };
    if (alert.state === 'FIRING') return [start];
    return [start, { at: Date.parse(alert.at), kind: 'alert', alert: alert.alertId, text: text('is resolved') }];
  }

  function row(event) {
    return element('div', { class: 'event', 'data-kind': event.kind },
      element('time', { datetime: new Date(event.at).toISOString(), title: moment(event.at) }, time(event.at)),
      element('p', {}, ...content(event)));
  }

  function content(event) {
    if (event.kind === 'alert') return [link(event.text, `${event.alert}-${event.text}`, () => selection.chooseAlert(event.alert))];
    if (event.kind === 'words') return sentence(event);
    return [event.text];
  }

  function sentence({ tally, at }) {
    const parts = Object.entries(WORDS).flatMap(([key, words]) => {
      const ids = [...new Set(tally[key])];
      if (ids.length === 0) return [];
      if (ids.length > NAMED) return [[words(counted(ids.length, 'node'), false)]];
      const links = ids.flatMap((id, i) => [i ? ', ' : '', link(id, `${at}-${key}-${id}`, () => selection.chooseNode(id))]);
      return [[...links, words('', ids.length === 1)]];
    });
    return parts.flatMap((part, i) => [i ? '; ' : '', ...part]);
  }
}

const link = (text, key, onclick) => element('button', { type: 'button', class: 'link', 'data-key': key, onclick }, text);

const LOST = 'The connection was lost.';
const BACK = 'The connection is back.';

const WORDS = {
  lost: (who, one) => `${who} lost ${one ? 'its certificate' : 'their certificates'} for now`,
  abstained: (who, one) => `${who} ${one ? 'gets' : 'get'} no promise`,
  gained: (who, one) => `${who} ${one ? 'is' : 'are'} certified`,
  fresh: (who, one) => `${who} ${one ? 'is' : 'are'} new`,
  gone: (who, one) => `${who} ${one ? 'is' : 'are'} gone`,
};

