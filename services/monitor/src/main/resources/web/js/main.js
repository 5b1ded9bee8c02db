/** Wires the page. */

import { byId } from './dom.js';
import { Model } from './model.js';
import { Selection } from './selection.js';
import { Session } from './session.js';
import { listenToKeys } from './graph/keys.js';
import { keepLegend } from './graph/legend.js';
import { Places } from './graph/places.js';
import { listenToPointer } from './graph/pointer.js';
import { GraphView } from './graph/view.js';
import { showAlerts } from './panels/alerts.js';
import { chooseGraph } from './panels/chooser.js';
import { showConnection } from './panels/connection.js';
import { showCurve } from './panels/curve.js';
import { emphasise } from './panels/emphasis.js';
import { findNodes } from './panels/finder.js';
import { showHeadline } from './panels/headline.js';
import { askForToken } from './panels/login.js';
import { showNode } from './panels/node.js';
import { showOverTime } from './panels/overtime.js';
import { showRegions } from './panels/regions.js';
import { showSurface } from './panels/surface.js';
import { showTable } from './panels/table.js';
import { keepTheme } from './panels/theme.js';
import { showTimeline } from './panels/timeline.js';

const model = new Model();
const selection = new Selection();
const session = new Session(model, Selection.fromAddress().graph);
const places = new Places(model);
const view = new GraphView(model, places, selection);

model.on('cleared', (graph) => selection.setGraph(graph));
selection.on('graph', (graph) => session.choose(graph));

listenToPointer(view, model, selection);
listenToKeys(view, places, model, selection);
keepLegend(view, model);
byId('zoom-in').addEventListener('click', () => zoom(1.4));
byId('zoom-out').addEventListener('click', () => zoom(1 / 1.4));
byId('zoom-fit').addEventListener('click', () => view.fit());
byId('lay-out').addEventListener('click', () => places.again());

chooseGraph(model, session);
findNodes(model, selection, view);
showConnection(model, session);
askForToken(model, session);
showHeadline(model);
showAlerts(model, selection);
showNode(model, selection, emphasise(model, selection, view));
const redrawn = [showCurve(model), showOverTime(model, selection), showSurface(model, view)];
showTimeline(model, selection);
showRegions(model, selection);
showTable(model, selection);
keepTheme(() => {
  view.recolour();
  for (const plot of redrawn) plot.redraw();
});

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('graph-frame').focus();
});

session.run();

function zoom(factor) {
  view.camera.zoom(factor);
  view.redraw();
}
