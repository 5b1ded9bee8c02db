/** The collective certificate per budget: a table of shares, and two sliders that ask for any budget. */

import { get, graphPath } from '../api.js';
import { byId, element, mark, replace, say } from '../dom.js';
import { nextFrame } from '../frame.js';
import { budget, count, distance, method, percent } from '../format.js';
import { rampAt } from '../graph/palette.js';

const PAUSE = 120;
const BEYOND = 2;

export function showSurface(model, view) {
  const sliders = { additions: byId('budget-additions'), deletions: byId('budget-deletions') };
  const words = byId('surface-words');
  let shape = '';
  let touched = false;
  let timer = 0;
  let turn = 0;

  for (const slider of Object.values(sliders)) {
    slider.addEventListener('input', () => {
      touched = true;
      changed();
    });
  }
  model.on('cells', () => nextFrame(render));
  model.on('cleared', () => {
    touched = false;
    shape = '';
    replace(byId('surface'));
    say(words, '');
  });

  function render() {
    const { cells } = model;
    if (cells.length === 0) {
      shape = '';
      replace(byId('surface'), element('p', { class: 'empty' }, 'The collective certificate is not solved yet.'));
      return;
    }
    if (cells[0].distance !== undefined) renderDistances(cells);
    else renderGrid(cells);
  }

  function renderDistances(cells) {
    const rows = cells.map((cell) => element('tr', {},
      element('td', { class: 'n' }, distance(cell.distance)),
      element('td', { class: 'n' }, percent(cell.certified / cell.targets)),
      element('td', { class: 'n' }, percent(cell.naive / cell.targets))));
    document.querySelector('.sliders').hidden = true;
    replace(byId('surface'), element('table', {},
      element('thead', {}, element('tr', {}, ...['Distance', 'Collective', 'Naive'].map((h) => element('th', { scope: 'col', class: 'n' }, h)))),
      element('tbody', {}, ...rows)));
  }

  function renderGrid(cells) {
    document.querySelector('.sliders').hidden = false;
    const additions = distinct(cells.map((c) => c.additions ?? 0));
    const deletions = distinct(cells.map((c) => c.deletions ?? 0));
    const wanted = JSON.stringify([additions, deletions]);
    if (shape !== wanted) {
      shape = wanted;
      build(additions, deletions);
      setRange(sliders.additions, additions.at(-1));
      setRange(sliders.deletions, deletions.at(-1));
    }
    for (const cell of cells) paint(cell);
    changed();
  }

  /** The sliders go a little beyond what was solved, where the honest answer is that none is known. */
  function setRange(slider, largest) {
    slider.max = largest + BEYOND;
    if (!touched || Number(slider.value) > slider.max) slider.value = largest;
  }

  function build(additions, deletions) {
    const head = element('tr', {}, element('th', { class: 'corner', scope: 'col' }, 'adds \\ deletes'), ...deletions.map((d) => element('th', { scope: 'col' }, String(d))));
    const rows = additions.map((a) => element('tr', {}, element('th', { scope: 'row' }, String(a)),
      ...deletions.map((d) => element('td', { 'data-cell': `${a}-${d}` },
        element('button', { type: 'button', 'data-key': `${a}-${d}`, 'aria-pressed': 'false', onclick: () => choose(a, d) }, '–')))));
    replace(byId('surface'), element('table', { class: 'heat', 'aria-label': 'Share of predictions that provably stay, by budget' }, element('thead', {}, head), element('tbody', {}, ...rows)));
  }

  function paint(cell) {
    const box = byId('surface').querySelector(`[data-cell="${cell.additions ?? 0}-${cell.deletions ?? 0}"]`);
    if (!box) return;
    const share = cell.targets ? cell.certified / cell.targets : 1;
    const tint = rampAt(view.palette, share);
    box.style.background = tint.css;
    box.style.color = tint.light ? '#ffffff' : '#000000';
    const button = box.firstChild;
    say(button, percent(share, 0));
    mark(button, 'aria-label', `Adds ${cell.additions ?? 0}, deletes ${cell.deletions ?? 0}: ${count(cell.certified)} of ${count(cell.targets)} stay, ${percent(share)}; node by node ${count(cell.naive)}`);
    mark(button, 'title', `${count(cell.certified)} of ${count(cell.targets)}; node by node ${count(cell.naive)}`);
  }

  function choose(a, d) {
    touched = true;
    sliders.additions.value = a;
    sliders.deletions.value = d;
    changed();
  }

  function changed() {
    const asked = { additions: Number(sliders.additions.value), deletions: Number(sliders.deletions.value) };
    for (const [kind, slider] of Object.entries(sliders)) {
      say(byId(`budget-${kind}-value`), asked[kind]);
      mark(slider, 'aria-valuetext', `${asked[kind]} ${kind}`);
    }
    for (const button of byId('surface').querySelectorAll('button')) {
      mark(button, 'aria-pressed', String(button.dataset.key === `${asked.additions}-${asked.deletions}`));
    }
    clearTimeout(timer);
    timer = setTimeout(() => ask(asked), PAUSE);
  }

  async function ask(asked) {
    const mine = ++turn;
    try {
      const answer = await get(graphPath(model.graphId, `/collective?additions=${asked.additions}&deletions=${asked.deletions}`));
      if (mine === turn) tell(asked, answer.cells[0]);
    } catch (error) {
      if (mine !== turn) return;
      if (error.status === 404) tell(asked, undefined);
      else say(words, `No answer: ${error.message}`);
    }
  }

  function tell(asked, cell) {
    if (!cell) {
      say(words, `No certificate was computed for an adversary who ${budget(asked)}: this budget lies beyond the largest.`);
      return;
    }
    const same = (cell.additions ?? 0) === asked.additions && (cell.deletions ?? 0) === asked.deletions;
    const by = same ? '' : ` Computed for ${cell.additions} and ${cell.deletions}, a budget that contains yours.`;
    say(words, `If one adversary ${budget(asked)}, anywhere: ${count(cell.certified)} of ${count(cell.targets)} predictions provably stay (${percent(cell.targets ? cell.certified / cell.targets : 1)}; ${method(cell.method)}). Node by node it would be ${count(cell.naive)}.${by}`);
  }

  /** Colours were changed. */
  return { redraw: () => nextFrame(render) };
}

const distinct = (values) => [...new Set(values)].sort((a, b) => a - b);
