/** The REST interface. Requests carry the token of this tab, if there is one. */

const BASE = 'api/v1';
const KEY = 'ringfence.token';

/** An answer that is not the one hoped for, with the server's words. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

export const token = {
  get: () => sessionStorage.getItem(KEY),
  set: (value) => sessionStorage.setItem(KEY, value),
  clear: () => sessionStorage.removeItem(KEY),
};

/** Milliseconds that the server's clock is ahead of this one, as far as known. */
export let clockLead = 0;

/** Opens a request; throws a {@link Problem} unless the answer is good. */
export async function open(path, { headers = {}, ...options } = {}) {
  const bearer = token.get();
  const response = await fetch(`${BASE}${path}`, {
    ...options,
    cache: 'no-cache',
    credentials: 'same-origin',
    headers: { ...headers, ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
  });
  const date = Date.parse(response.headers.get('Date') ?? '');
  if (!Number.isNaN(date) && Math.abs(date - Date.now()) > 2000) clockLead = date - Date.now();
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // Not every answer between here and the server is a problem document.
  }
  return new Problem(
    response.status, body.title ?? `Answer ${response.status}`, body.detail ?? '');
}

/** JSON of a path. */
export async function get(path, options) {
  return (await open(path, options)).json();
}

/** The path of a graph, and of something of it. */
export const graphPath = (graph, rest = '') => `/graphs/${encodeURIComponent(graph)}${rest}`;

export const nodePath = (graph, node, rest = '') =>
  graphPath(graph, `/nodes/${encodeURIComponent(node)}${rest}`);
