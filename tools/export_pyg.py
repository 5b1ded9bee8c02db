#!/usr/bin/env python3
"""Exports a PyTorch Geometric model as a bundle that Ringfence serves.

    from export_pyg import export
    export(model, "models/mine", data.x, data.edge_index)

or, for a module in a Python file of your own (which is run: only name files that you trust):

    python export_pyg.py --module mymodel.py:build --data mymodel.py:data --out models/mine

`build()` returns the trained module, `data()` returns (x, edge_index).

A stack of GCNConv, SAGEConv (mean), GATConv layers, PyG's ready-made GCN, GraphSAGE and GAT, and a
module of two Linear layers with an APPNP are exported as weights, which Ringfence computes itself; every other module as
TorchScript, for which --hops says how far it looks. Whatever is exported is computed once more from
what was written and compared with the model; a bundle that says something else is not left behind.

Needs torch, torch_geometric and numpy. Graphs are taken as undirected, without weights and self loops.
"""

import argparse
import hashlib
import importlib.util
import json
import pathlib
import shutil
import sys

try:
    import numpy as np
    import torch
    import torch_geometric  # noqa: F401
except ImportError as missing:
    if __name__ == "__main__" and {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
        sys.exit(0)
    sys.exit(f"export_pyg: {missing}; run it with the Python of your model (pip install torch torch_geometric numpy).")

TOLERANCE = 1e-5
REFERENCE_NODES = 4
MOST_REFERENCE_NODES = 2000


class ExportError(Exception):
    """The model cannot be exported; the message says why and what to do."""


def convolutions(model):
    """The convolutions and linear layers of a module, in the order of their definition."""
    from torch_geometric.nn import conv, dense

    kinds = (conv.MessagePassing, torch.nn.Linear, dense.Linear)
    found = []

    def walk(module):
        for child in module.children():
            if isinstance(child, kinds):
                found.append(child)
            else:
                walk(child)

    walk(model)
    return found


def array(tensor):
    return tensor.detach().cpu().numpy().astype(np.float32)


def native(model, activation):
    """(model.json, arrays) of a known architecture; None if it is not known."""
    from torch_geometric.nn import APPNP, GATConv, GCNConv, SAGEConv

    layers = convolutions(model)
    kinds = {type(layer) for layer in layers}
    if not layers or norms(model):
        return None
    if kinds == {GCNConv}:
        return gcn(layers)
    if kinds == {SAGEConv}:
        return sage(layers)
    if kinds == {GATConv}:
        return gat(layers, activation or activation_of(model))
    if APPNP in kinds and len(layers) == 3 and type(layers[2]) is APPNP:
        return appnp(layers)
    return None


def norms(model):
    """Whether there are layers between the convolutions that have weights of their own."""
    known = sum(p.numel() for layer in convolutions(model) for p in layer.parameters())
    return known != sum(p.numel() for p in model.parameters())


def activation_of(model):
    kinds = [type(m).__name__.lower() for m in model.modules()]
    return "elu" if "elu" in kinds else "relu" if "relu" in kinds else "elu"


def chain(layers, widths):
    head = {"attributes": widths[0], "classes": widths[-1], "layers": len(layers)}
    head["hidden"] = widths[1:-1] if len(widths) > 2 else widths[-1]
    return head


def gcn(layers):
    arrays, widths = {}, []
    for number, layer in enumerate(layers, 1):
        if layer.improved or not layer.normalize or not layer.add_self_loops:
            return None
        weight = array(layer.lin.weight).T
        widths += [weight.shape[0]] if not widths else []
        widths.append(weight.shape[1])
        arrays[f"W{number}"] = weight
        if layer.bias is not None:
            arrays[f"b{number}"] = array(layer.bias)
    return {"architecture": "gcn", **chain(layers, widths)}, arrays


def sage(layers):
    arrays, widths = {}, []
    for number, layer in enumerate(layers, 1):
        plain = layer.aggr == "mean" and not layer.normalize and layer.root_weight
        if not plain or getattr(layer, "project", False):
            return None
        own, neighbour = array(layer.lin_r.weight).T, array(layer.lin_l.weight).T
        widths += [own.shape[0]] if not widths else []
        widths.append(own.shape[1])
        arrays[f"W{number}"], arrays[f"W{number}_neighbour"] = own, neighbour
        if layer.lin_l.bias is not None:
            arrays[f"b{number}"] = array(layer.lin_l.bias)
    return {"architecture": "sage", **chain(layers, widths)}, arrays


def gat(layers, activation):
    arrays, widths, heads, combine, slopes = {}, [], [], [], set()
    for number, layer in enumerate(layers, 1):
        if layer.edge_dim is not None or not layer.add_self_loops or layer.lin is None:
            return None
        if getattr(layer, "residual", False):
            return None
        weight = array(layer.lin.weight).T
        widths += [weight.shape[0]] if not widths else []
        widths.append(layer.heads * layer.out_channels if layer.concat else layer.out_channels)
        heads.append(layer.heads)
        combine.append("concat" if layer.concat else "mean")
        slopes.add(layer.negative_slope)
        arrays[f"W{number}"] = weight
        arrays[f"a{number}_source"] = array(layer.att_src)[0]
        arrays[f"a{number}_target"] = array(layer.att_dst)[0]
        if layer.bias is not None:
            arrays[f"b{number}"] = array(layer.bias)
    if len(slopes) != 1:
        return None
    head = {"architecture": "gat", **chain(layers, widths), "heads": heads, "combine": combine}
    return {**head, "negativeSlope": slopes.pop(), "activation": activation}, arrays


def appnp(layers):
    first, second, spread = layers
    if not spread.normalize or not spread.add_self_loops:
        return None
    arrays = {"W1": array(first.weight).T, "W2": array(second.weight).T}
    for number, layer in ((1, first), (2, second)):
        if layer.bias is not None:
            arrays[f"b{number}"] = array(layer.bias)
    head = {"architecture": "appnp", "attributes": arrays["W1"].shape[0]}
    head |= {"hidden": arrays["W1"].shape[1], "classes": arrays["W2"].shape[1]}
    return {**head, "hops": spread.K, "teleport": spread.alpha}, arrays


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def dense_edges(edge_index, nodes):
    adjacency = np.zeros((nodes, nodes))
    adjacency[edge_index[1], edge_index[0]] = 1
    return adjacency


def recompute(head, arrays, x, edge_index):
    """What Ringfence makes of the weights: scores before softmax, in float64."""
    n = len(x)
    arrays = {key: value.astype(np.float64) for key, value in arrays.items()}
    adjacency = dense_edges(edge_index, n)
    loops = adjacency + np.eye(n)
    root = 1 / np.sqrt(loops.sum(axis=1))
    symmetric = loops * root[:, None] * root[None, :]
    mean = adjacency / np.maximum(adjacency.sum(axis=1, keepdims=True), 1)
    h, kind = x.astype(np.float64), head["architecture"]
    if kind == "appnp":
        h = np.maximum(h @ arrays["W1"] + arrays.get("b1", 0), 0) @ arrays["W2"] + arrays.get("b2", 0)
        z = h
        for _ in range(head["hops"]):
            z = (1 - head["teleport"]) * symmetric @ z + head["teleport"] * h
        return z
    for number in range(1, head["layers"] + 1):
        weight, bias = arrays[f"W{number}"], arrays.get(f"b{number}", 0)
        if kind == "gcn":
            h = symmetric @ (h @ weight) + bias
        elif kind == "sage":
            h = h @ weight + mean @ (h @ arrays[f"W{number}_neighbour"]) + bias
        else:
            h = attend(head, arrays, number, h, loops) + bias
        if number < head["layers"]:
            elu = head.get("activation") == "elu"
            h = np.where(h > 0, h, np.expm1(np.minimum(h, 0))) if elu else np.maximum(h, 0)
    return h


def attend(head, arrays, number, h, loops):
    source, target = arrays[f"a{number}_source"], arrays[f"a{number}_target"]
    z = (h @ arrays[f"W{number}"]).reshape(len(h), *source.shape)
    e = (z * source).sum(-1)[None, :, :] + (z * target).sum(-1)[:, None, :]
    e = np.where(e > 0, e, head["negativeSlope"] * e)
    e = np.where(loops[:, :, None] > 0, e, -np.inf)
    share = np.exp(e - e.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    out = np.einsum("vuh,uhf->vhf", share, z)
    return out.reshape(len(h), -1) if head["combine"][number - 1] == "concat" else out.mean(axis=1)


def undirected(edge_index, nodes):
    """Both directions of every edge once, no self loops."""
    pairs = edge_index[:, edge_index[0] != edge_index[1]]
    pairs = np.concatenate([pairs, pairs[::-1]], axis=1)
    codes = np.unique(pairs[0].astype(np.int64) * nodes + pairs[1])
    return np.stack([codes // nodes, codes % nodes])


def little_graph(edge_index, nodes, hops):
    """A few nodes and all that is at most hops + 1 away from them."""
    degrees = np.bincount(edge_index[0], minlength=nodes)
    chosen = [int(v) for v in np.argsort(degrees, kind="stable")[nodes // 4 :: max(1, nodes // 5)]]
    inside, kept = np.zeros(nodes, bool), []
    for node in chosen[:REFERENCE_NODES]:
        ball = np.zeros(nodes, bool)
        ball[node] = True
        for _ in range(hops + 1):
            ball[edge_index[1][ball[edge_index[0]]]] = True
        if kept and (inside | ball).sum() > MOST_REFERENCE_NODES:
            continue
        inside |= ball
        kept.append(node)
    return np.flatnonzero(inside), kept


def reference(model, x, edge_index, hops, output):
    """Scores of a few nodes, with the graph that they are recomputed from."""
    nodes = len(x)
    keep, targets = little_graph(edge_index, nodes, hops)
    place = np.full(nodes, -1)
    place[keep] = np.arange(len(keep))
    inner = edge_index[:, (place[edge_index[0]] >= 0) & (place[edge_index[1]] >= 0)]
    inner = place[inner]
    scores = call(model, x[keep], inner)
    scores = softmax(scores) if output == "logits" else scores
    text = [{str(d): float(v) for d, v in enumerate(row) if v} for row in x[keep]]
    return {
        "attributes": text,
        "edges": [[int(a), int(b)] for a, b in inner.T if a < b],
        "nodes": [int(place[t]) for t in targets],
        "scores": [[float(s) for s in scores[place[t]]] for t in targets],
    }


def call(model, x, edge_index):
    with torch.no_grad():
        out = model(torch.as_tensor(x, dtype=torch.float32), torch.as_tensor(edge_index))
    if not isinstance(out, torch.Tensor) or out.dim() != 2 or len(out) != len(x):
        raise ExportError(
            f"The module returns {type(out).__name__} {getattr(out, 'shape', '')}; it must return a "
            "tensor [nodes, classes] for (x, edge_index). Wrap it in a module that does."
        )
    return out.detach().cpu().numpy().astype(np.float64)


def traced(model, x, edge_index, refused):
    """The module as it runs on one graph; sizes that got stuck in it are found when it is compared."""
    half = len(x) // 2 + 1
    inner = edge_index[:, (edge_index < half).all(axis=0)]
    example = torch.as_tensor(x[:half]), torch.as_tensor(inner)
    try:
        with torch.no_grad():
            recorded = torch.jit.trace(model, example, check_trace=False)
        require_same(call(model, x, edge_index), call(recorded, x, edge_index), "A trace of the module")
        return recorded
    except Exception as e:  # torch raises many kinds
        raise ExportError(
            f"torch.jit.script does not take the module ({str(refused).strip().splitlines()[0]}), nor does "
            f"tracing ({str(e).strip().splitlines()[0]}). Write forward() with (x: torch.Tensor, "
            "edge_index: torch.Tensor) -> torch.Tensor and operations of torch itself."
        ) from e


def script(model, folder, output, hops, x, edge_index):
    """Writes model.pt and returns model.json."""
    if hops is None:
        raise ExportError(
            "The architecture is not one that Ringfence knows, so it is exported as TorchScript; say how "
            "far it looks: hops=2 for two layers (--hops 2), or hops='unbounded'."
        )
    try:
        scripted = torch.jit.script(model)
    except Exception as refused:  # torch raises many kinds
        scripted = traced(model, x, edge_index, refused)
    path = folder / "model.pt"
    scripted.save(str(path))
    head = {"architecture": "torchscript", "attributes": int(x.shape[1])}
    head |= {"classes": int(call(model, x, edge_index).shape[1]), "file": "model.pt"}
    head["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return {**head, "output": output, "hops": hops}


def require_same(expected, actual, what):
    gap = float(np.abs(expected - actual).max())
    if not gap <= TOLERANCE:
        raise ExportError(
            f"{what} gives scores that differ from the model's by {gap:.2e}; at most {TOLERANCE:.0e} is allowed. "
            "Export as TorchScript (torchscript=True, --torchscript), or name the activation (--activation)."
        )


def export(model, out, x, edge_index, *, output="logits", hops=None, torchscript=False, activation=None):
    """Writes a bundle and returns model.json as a dictionary.

    model: a trained module (x, edge_index) -> [nodes, classes]; it is put into evaluation mode.
    x, edge_index: a graph to take reference scores from; tensors or arrays.
    output: "logits" or "probabilities", what the module returns.
    hops: how far it looks, for TorchScript only; a number or "unbounded".
    """
    if output not in ("logits", "probabilities"):
        raise ExportError(f"output is '{output}'; it must be 'logits' or 'probabilities'.")
    x = np.asarray(x, dtype=np.float32)
    if x.ndim != 2 or not np.isfinite(x).all():
        raise ExportError("x must be a finite matrix [nodes, attributes].")
    edge_index = undirected(np.asarray(edge_index), len(x))
    model = model.eval()
    folder = pathlib.Path(out)
    if folder.exists() and any(folder.iterdir()):
        raise ExportError(f"'{folder}' is not empty; name a new folder.")
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        head = write(model, folder, x, edge_index, output, hops, torchscript, activation)
    except BaseException:
        for file in folder.iterdir():
            file.unlink()
        if made:
            shutil.rmtree(folder)
        raise
    return head


def write(model, folder, x, edge_index, output, hops, torchscript, activation):
    known = None if torchscript else native(model, activation)
    if known:
        head, arrays = known
        for name, values in arrays.items():
            np.save(folder / f"{name}.npy", np.ascontiguousarray(values))
        reach = head.get("hops", head.get("layers"))
    else:
        head = script(model, folder, output, hops, x, edge_index)
        reach = 0 if hops == "unbounded" else hops
    if hops == "unbounded" and not known:
        if len(x) > MOST_REFERENCE_NODES:
            raise ExportError(f"x has {len(x)} nodes; give a graph of at most {MOST_REFERENCE_NODES} for an unbounded module.")
        reach = len(x)
    checked = reference(model, x, edge_index, reach, output)
    little_x = np.zeros((len(checked["attributes"]), x.shape[1]), np.float32)
    for row, entries in zip(little_x, checked["attributes"]):
        for d, v in entries.items():
            row[int(d)] = v
    pairs = np.array(checked["edges"], dtype=np.int64).reshape(-1, 2).T
    pairs = undirected(pairs, len(little_x))
    again = recompute(head, arrays, little_x, pairs) if known else call(
        torch.jit.load(str(folder / "model.pt")), little_x, pairs
    )
    again = softmax(again) if known or output == "logits" else again
    require_same(np.array(checked["scores"]), again[checked["nodes"]], "What was written")
    (folder / "reference.json").write_text(json.dumps(checked) + "\n")
    (folder / "model.json").write_text(json.dumps(head, indent=2) + "\n")
    return head


def load(name):
    """The object that FILE.py:NAME names, called if it is a function."""
    file, _, attribute = name.partition(":")
    if not attribute or not pathlib.Path(file).is_file():
        raise ExportError(f"'{name}' must be FILE.py:NAME of a file that exists.")
    spec = importlib.util.spec_from_file_location("exported", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, attribute):
        raise ExportError(f"'{file}' has no '{attribute}'.")
    value = getattr(module, attribute)
    return value if isinstance(value, torch.nn.Module) or not callable(value) else value()


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--module", required=True, metavar="FILE.py:NAME", help="the trained module, or a function that returns it")
    parser.add_argument("--data", required=True, metavar="FILE.py:NAME", help="(x, edge_index), or a function that returns them")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where the bundle goes; new or empty")
    parser.add_argument("--output", default="logits", choices=["logits", "probabilities"], help="what the module returns (default: logits)")
    parser.add_argument("--hops", help="how far a TorchScript module looks: a number, or 'unbounded'")
    parser.add_argument("--torchscript", action="store_true", help="export TorchScript even if the architecture is known")
    parser.add_argument("--activation", choices=["elu", "relu"], help="between the layers of a GAT, if it cannot be seen from its modules")
    options = parser.parse_args(arguments)
    try:
        hops = options.hops
        if hops is not None and hops != "unbounded":
            if not hops.isdigit():
                raise ExportError(f"--hops is '{hops}'; it must be a number, or 'unbounded'.")
            hops = int(hops)
        x, edge_index = load(options.data)
        head = export(
            load(options.module), options.out, x, edge_index,
            output=options.output, hops=hops, torchscript=options.torchscript, activation=options.activation,
        )
    except ExportError as e:
        print(f"export_pyg: {e}", file=sys.stderr)
        return 1
    print(f"Wrote '{options.out}': {head['architecture']}, {head['attributes']} attributes, {head['classes']} classes.")
    print(f"Check it with: ringfence doctor --model {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
