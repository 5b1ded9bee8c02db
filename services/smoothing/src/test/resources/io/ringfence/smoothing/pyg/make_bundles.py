"""Makes the bundles beside it with tools/export_pyg.py, for tests. Made with torch 2.15.0, torch_geometric 2.8.1."""

import pathlib
import shutil
import sys

import torch
from torch_geometric.nn import APPNP, GAT, GCN, GATConv, GraphSAGE

HERE = pathlib.Path(__file__).parent
ROOT = next(p for p in HERE.parents if (p / "tools" / "export_pyg.py").exists())
sys.path.insert(0, str(ROOT / "tools"))
from export_pyg import export  # noqa: E402


class Appnp(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = torch.nn.Linear(6, 8), torch.nn.Linear(8, 3)
        self.spread = APPNP(K=4, alpha=0.1)

    def forward(self, x, edge_index):
        return self.spread(self.second(torch.relu(self.first(x))), edge_index)


class Attention(torch.nn.Module):
    """As in the paper: heads side by side, elu, then heads averaged."""

    def __init__(self):
        super().__init__()
        self.first = GATConv(6, 4, heads=3)
        self.second = GATConv(12, 3, heads=2, concat=False)

    def forward(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        return self.second(torch.nn.functional.elu(self.first(x, edge_index)), edge_index)


def main():
    torch.manual_seed(3)
    x = (torch.rand(60, 6) < 0.4).float()
    edge_index = torch.randint(0, 60, (2, 90))
    for name, model in [
        ("gcn", GCN(6, 9, num_layers=3, out_channels=3)),
        ("sage", GraphSAGE(6, 7, num_layers=2, out_channels=3)),
        ("gat", Attention()),
        ("gat_model", GAT(6, 8, num_layers=3, out_channels=3, heads=2, act="relu")),
        ("appnp", Appnp()),
    ]:
        shutil.rmtree(HERE / name, ignore_errors=True)
        export(model, HERE / name, x, edge_index)
    torch.manual_seed(3)
    script = Attention()
    for name, torchscript in (("script_gat", True), ("same_gat", False)):
        shutil.rmtree(HERE / name, ignore_errors=True)
        export(script, HERE / name, x, edge_index, torchscript=torchscript, hops=2)


if __name__ == "__main__":
    main()
