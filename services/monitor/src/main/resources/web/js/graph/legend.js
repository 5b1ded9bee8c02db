/** What the marks and colours of the graph mean. */

import { byId, say } from '../dom.js';
import { count } from '../format.js';

export function keepLegend(view, model) {
  const unit = byId('legend-unit');
  const most = byId('legend-most');
  const note = byId('legend-note');
  view.on('drawn', () => {
    say(unit, `certified, by ${view.looks.kind} survived: 0`);
    say(most, count(view.looks.largest));
    say(note, edgesNote());
  });

  function edgesNote() {
    if (!model.edgesKnown) return 'Edges are not known to the monitor.';
    if (!view.edgesShown) return `${count(model.edges.size)} edges appear as you zoom in.`;
    return '';
  }

  for (const button of document.querySelectorAll('[data-colour-by]')) {
    button.addEventListener('click', () => {
      for (const other of document.querySelectorAll('[data-colour-by]')) {
        other.setAttribute('aria-pressed', String(other === button));
      }
      view.colourBy(button.dataset.colourBy);
    });
  }
}
