/** The regions behind the nodes: a disc each, with its name and share. */

import { element, mark, say, shape } from '../dom.js';
import { counted, percent } from '../format.js';

const MOST_LABELS = 24;

export class Discs {
  #group;
  #labels;
  #made = [];

  constructor(svg, labels) {
    this.#group = shape('g');
    svg.append(this.#group);
    this.#labels = labels;
  }

  /** Draws the discs and their labels, reusing what is there. */
  draw(camera, discs, regions, chosen) {
    const shown = discs.filter((disc) => disc.region >= 0);
    this.#match(shown.length);
    mark(this.#group, 'transform', `translate(${camera.x} ${camera.y}) scale(${camera.scale})`);
    const words = new Map(regions.map((region) => [region.region, region]));
    shown.forEach((disc, i) => {
      const { circle, label, name, share, size } = this.#made[i];
      mark(circle, 'cx', disc.x);
      mark(circle, 'cy', disc.y);
      mark(circle, 'r', disc.radius);
      mark(circle, 'class', disc.region === chosen ? 'disc chosen' : 'disc');
      const region = words.get(disc.region);
      say(name, `Region ${disc.region}`);
      say(share, region ? percent(region.certifiedShare) : '');
      say(size, region ? ` of ${counted(region.nodes, 'node')}` : '');
      this.#put(label, camera, disc, shown.length);
    });
  }

  #put(label, camera, disc, n) {
    const [x, y] = camera.toScreen(disc.x, disc.y - disc.radius);
    const room = 2 * disc.radius * camera.scale;
    const visible = (n <= MOST_LABELS || room > 90) && room > 40 && x > -40 && x < camera.width + 40 && y > -30 && y < camera.height;
    label.hidden = !visible;
    if (visible) {
      label.classList.toggle('short', room < 190);
      label.style.transform = `translate(${Math.round(Math.min(camera.width - 62, Math.max(62, x)))}px, ${Math.round(Math.max(y, 14))}px) translate(-50%, -50%)`;
    }
  }

  #match(n) {
    while (this.#made.length < n) {
      const circle = shape('circle');
      const name = element('b');
      const share = element('span');
      const size = element('span', { class: 'size' });
      const label = element('div', { class: 'region-label' }, name, share, size);
      this.#group.append(circle);
      this.#labels.append(label);
      this.#made.push({ circle, label, name, share, size });
    }
    while (this.#made.length > n) {
      const { circle, label } = this.#made.pop();
      circle.remove();
      label.remove();
    }
  }
}
