/** What the selection means for the picture: field and neighbours of a node, nodes of an alert or region. */

const FEW = 40;

export function emphasise(model, selection, view) {
  let field = null;

  const show = () => {
    if (selection.node !== null) return showNode();
    const alert = selection.alert === null ? null : model.alerts.get(selection.alert);
    if (alert) return view.emphasise({ alarmed: nodesOf(alert) });
    if (selection.label !== null) return view.emphasise({ alarmed: nodesWith('label', selection.label) });
    return view.emphasise({});
  };
  selection.on('node', () => {
    field = null;
    show();
  });
  selection.on('alert', show);
  selection.on('label', show);
  model.on('structure', show);
  model.on('alerts', () => {
    if (selection.alert !== null && selection.node === null) show();
  });

  /** Called when the field of the chosen node is known. */
  return (nodeId, nodes) => {
    if (nodeId !== selection.node) return;
    field = nodes;
    showNode();
  };

  function showNode() {
    const chosen = model.nodes.living(selection.node);
    if (chosen < 0) return view.emphasise({});
    const slots = new Map();
    for (const { nodeId, hops } of field ?? []) {
      const slot = model.nodes.living(nodeId);
      if (slot >= 0 && slot !== chosen) slots.set(slot, hops);
    }
    return view.emphasise({ chosen, field: slots, edges: edgesAmong(chosen, slots) });
  }

  /** The edges of the node itself; all of the field's where these are few enough to be told apart. */
  function edgesAmong(chosen, slots) {
    const { pairs, size } = model.edges;
    const all = slots.size <= FEW;
    const found = [];
    for (let i = 0; i < 2 * size; i += 2) {
      const [a, b] = [pairs[i], pairs[i + 1]];
      const own = a === chosen || b === chosen;
      if ((own || all) && (a === chosen || slots.has(a)) && (b === chosen || slots.has(b))) found.push(a, b);
    }
    return found;
  }

  function nodesOf(alert) {
    const named = alert.nodeIds.map((id) => model.nodes.living(id)).filter((slot) => slot >= 0);
    if (alert.subjectKind === 'NODE') {
      const own = model.nodes.living(alert.subject);
      return own >= 0 && !named.includes(own) ? [...named, own] : named;
    }
    if (named.length || alert.subjectKind === 'GRAPH') return named;
    return nodesWith(alert.subjectKind === 'LABEL' ? 'label' : 'region', Number(alert.subject));
  }

  function nodesWith(column, value) {
    return [...Array(model.nodes.size).keys()].filter((slot) => model.nodes[column][slot] === value);
  }
}
