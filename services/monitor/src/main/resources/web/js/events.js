/** Server-sent events by fetch, since EventSource sends no Authorization header. */

import { open } from './api.js';

const SILENCE = 60_000;

/** Splits the bytes of a stream into events {id, type, data}; heartbeats are comments. */
export class EventParser {
  #rest = '';
  #fields = { id: undefined, type: 'message', data: [] };
  #emit;

  constructor(emit) {
    this.#emit = emit;
  }

  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line);
  }

  #line(line) {
    if (line === '') return this.#end();
    if (line.startsWith(':')) return undefined;
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'id') this.#fields.id = value;
    else if (name === 'event') this.#fields.type = value;
    else if (name === 'data') this.#fields.data.push(value);
    return undefined;
  }

  #end() {
    const { id, type, data } = this.#fields;
    this.#fields = { id: undefined, type: 'message', data: [] };
    if (data.length || type !== 'message') this.#emit({ id, type, data: data.join('\n') });
  }
}

/**
 * Follows the stream until it ends or the signal aborts; a minute without a byte counts as an end.
 *
 * @param lastEventId events after this one, or all from now on
 * @param onOpen called once the server answered
 * @param onEvent called for every event
 */
export async function follow(graph, { lastEventId, signal, onOpen, onEvent }) {
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener('abort', stop);
  let watchdog = setTimeout(stop, SILENCE);
  try {
    const response = await open(`/events?graph=${encodeURIComponent(graph)}`, {
      signal: silence.signal,
      headers: {
        Accept: 'text/event-stream',
        ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}),
      },
    });
    onOpen();
    const parser = new EventParser(onEvent);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE);
      parser.push(value);
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', stop);
  }
}
