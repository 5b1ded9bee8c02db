/** Which graph. */

import { byId, element, mark } from '../dom.js';
import { nextFrame } from '../frame.js';

export function chooseGraph(model, session) {
  const select = byId('graph-chooser');
  const fill = () => {
    const ids = model.graphs.map((graph) => graph.graphId);
    if (select.dataset.ids !== JSON.stringify(ids)) {
      select.dataset.ids = JSON.stringify(ids);
      select.replaceChildren(...ids.map((id) => element('option', { value: id }, id)));
    }
    if (model.graphId !== null) select.value = model.graphId;
    mark(select, 'disabled', ids.length === 0 || (ids.length === 1 && ids[0] === model.graphId));
  };
  model.on('graphs', () => nextFrame(fill));
  model.on('cleared', () => nextFrame(fill));
  select.addEventListener('change', () => session.choose(select.value));
}
