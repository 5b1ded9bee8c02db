/** Loads a graph, follows its changes, and comes back after every interruption. */

import { get, graphPath, Problem } from './api.js';
import { follow } from './events.js';
import { atMostEvery } from './frame.js';

const LONGEST_WAIT = 15_000;
const REFRESH = 2_000;

export class Session {
  #model;
  #wanted;
  #current = new AbortController();
  #lastEventId = null;
  #failures = 0;
  #wake = () => {};
  #refresh = atMostEvery(REFRESH, () => this.#refreshDerived());

  constructor(model, wanted) {
    this.#model = model;
    this.#wanted = wanted;
  }

  /** Runs for as long as the page is open. */
  async run() {
    for (;;) {
      const control = (this.#current = new AbortController());
      try {
        if (await this.#begin(control.signal)) await this.#follow(control.signal);
      } catch (error) {
        if (!control.signal.aborted) await this.#trouble(error);
      }
      if (control.signal.aborted) this.#lastEventId = null;
      else await this.#pause();
    }
  }

  /** Shows another graph. */
  choose(graphId) {
    if (graphId === this.#model.graphId) return;
    this.#wanted = graphId;
    this.#failures = 0;
    this.#current.abort();
    this.#wake();
  }

  /** Tries again now, with everything loaded anew. */
  retry() {
    this.#failures = 0;
    this.#lastEventId = null;
    this.#wake();
  }

  /** Whether there is something to follow. */
  async #begin(signal) {
    const { graphs } = await get('/graphs', { signal });
    this.#model.set('graphs', graphs);
    const graph = graphs.find((g) => g.graphId === this.#wanted) ?? (this.#wanted ? null : graphs[0]);
    if (!graph) {
      this.#nothing(graphs);
      return false;
    }
    if (this.#model.graphId !== graph.graphId) {
      this.#model.clear(graph.graphId);
      this.#lastEventId = null;
    }
    if (this.#lastEventId === null) await this.#load(graph.graphId, signal);
    return true;
  }

  #nothing(graphs) {
    this.#failures = 0;
    this.#lastEventId = null;
    if (graphs.length === 0) this.#model.setState('empty');
    else if (this.#wanted) this.#model.setState('unknown', this.#wanted);
  }

  async #load(graph, signal) {
    this.#model.setState('loading');
    const at = (rest) => get(graphPath(graph, rest), { signal });
    const alerts = get(`/alerts?graph=${encodeURIComponent(graph)}&limit=200`, { signal });
    const answers = [at('/structure'), at(''), at('/regions'), at('/collective'), at('/history')];
    const [structure, detail, { regions }, { cells }, { points }] = await Promise.all(answers);
    this.#model.set('graph', detail);
    this.#model.setSummary(detail);
    this.#model.set('regions', regions);
    this.#model.setStructure(structure);
    this.#model.set('cells', cells);
    this.#model.set('points', points);
    this.#model.setAlerts((await alerts).alerts);
    this.#lastEventId = structure.lastEventId;
  }

  async #follow(signal) {
    const graph = this.#model.graphId;
    const anew = new AbortController();
    signal.addEventListener('abort', () => anew.abort());
    await follow(graph, {
      lastEventId: this.#lastEventId,
      signal: anew.signal,
      onOpen: () => {
        this.#failures = 0;
        this.#model.setState('live');
        this.#refresh();
      },
      onEvent: (event) => this.#take(event, anew),
    }).catch((error) => {
      if (!anew.signal.aborted || signal.aborted) throw error;
    });
    if (!anew.signal.aborted) throw new Problem(0, 'Disconnected', 'The stream of changes ended.');
  }

  #take({ id, type, data }, anew) {
    if (id !== undefined) this.#lastEventId = id;
    if (type === 'changes') {
      const changes = JSON.parse(data);
      if (changes.graphId !== this.#model.graphId) return;
      this.#model.apply(changes);
      this.#refresh();
    } else if (type === 'alert') {
      const alert = JSON.parse(data);
      if (alert.graphId === this.#model.graphId) this.#model.putAlert(alert);
    } else if (type === 'reset') {
      this.#lastEventId = null;
      anew.abort();
    }
  }

  /** What the stream does not carry: curves, regions, the collective certificate. */
  async #refreshDerived() {
    const graph = this.#model.graphId;
    if (!graph || document.hidden) return;
    try {
      const paths = ['', '/regions', '/collective'];
      const [detail, { regions }, { cells }] = await Promise.all(
        paths.map((rest) => get(graphPath(graph, rest))));
      if (graph !== this.#model.graphId) return;
      this.#model.set('graph', detail);
      this.#model.set('regions', regions);
      this.#model.set('cells', cells);
    } catch {
      // The stream tells of a server that is gone; the next change asks again.
    }
  }

  async #trouble(error) {
    this.#failures++;
    if (error.status === 401 || error.status === 403) {
      this.#model.setState('unauthorised', error.message);
      this.#lastEventId = null;
    } else if (error.status === 503) {
      this.#model.setState('catching-up', error.message);
      this.#lastEventId = null;
    } else if (error.status === 404) {
      this.#lastEventId = null;
      this.#model.setState('unknown', this.#wanted ?? this.#model.graphId ?? '');
    } else {
      const detail = error instanceof Problem ? error.message : 'The server does not answer.';
      this.#model.setState('disconnected', detail, { retryIn: this.#wait(), since: Date.now() });
    }
  }

  #wait() {
    return Math.min(LONGEST_WAIT, 500 * 2 ** Math.min(this.#failures, 6));
  }

  #pause() {
    const name = this.#model.state.name;
    const wait = name === 'unauthorised' ? 2 ** 30 : name === 'disconnected' ? this.#wait() : name === 'live' || name === 'loading' ? 0 : 1500;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait * (name === 'disconnected' ? 0.8 + 0.4 * Math.random() : 1));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
