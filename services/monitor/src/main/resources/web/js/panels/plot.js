/** uPlot in the page's colours, as wide as its box. */

import uPlot from '../../lib/uPlot.esm.js';

const HEIGHT = 200;
const FONT = '12px system-ui, "DejaVu Sans", sans-serif';

/** A colour of the style sheet, read at every drawing so that a change of theme needs no new plot. */
export const colour = (name) => () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** An axis in the page's colours. */
export function axis(more) {
  return {
    stroke: colour('--ink-2'),
    font: FONT,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1, size: 5 },
    ...more,
  };
}

/** Shares from 0 to 1 in percent. */
export const shareAxis = () => axis({ size: 54, values: (_, ticks) => ticks.map((t) => `${Math.round(100 * t)} %`) });

/** A plot that follows the width of its box. */
export class Plot {
  #box;
  #plot = null;
  #options;

  constructor(box, options) {
    this.#box = box;
    this.#options = options;
    new ResizeObserver(() => this.#resize()).observe(box);
  }

  get width() {
    return Math.max(200, Math.floor(this.#box.clientWidth - 2 * parseFloat(getComputedStyle(this.#box).paddingLeft)));
  }

  /** Shows the columns; a label says in words what they show. */
  show(columns, label) {
    if (!this.#plot) {
      this.#plot = new uPlot({ width: this.width, height: HEIGHT, ...this.#options }, columns, this.#box);
      this.#plot.root.setAttribute('role', 'img');
    } else {
      this.#plot.setData(columns);
    }
    if (label !== this.#plot.root.getAttribute('aria-label')) this.#plot.root.setAttribute('aria-label', label);
  }

  redraw() {
    this.#plot?.redraw(false, true);
  }

  clear() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #resize() {
    if (this.#plot && this.#plot.width !== this.width) this.#plot.setSize({ width: this.width, height: HEIGHT });
  }
}
