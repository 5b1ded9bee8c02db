"""Makes the TorchScript files beside it, for tests. Made with torch 2.15.0; any torch from 1.13 will do.

Every module has five attributes and three classes. gcn.pt computes what the weights in
gcn.json say: softmax(A relu(A X W1 + b1) W2 + b2), A = D^-1/2 (adjacency + I) D^-1/2.
"""

import json
import pathlib

import torch

HERE = pathlib.Path(__file__).parent


class Gcn(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w1 = torch.nn.Parameter(torch.randn(5, 4))
        self.b1 = torch.nn.Parameter(torch.randn(4))
        self.w2 = torch.nn.Parameter(torch.randn(4, 3))
        self.b2 = torch.nn.Parameter(torch.randn(3))

    def spread(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        n = x.size(0)
        degree = torch.ones(n, device=x.device)
        degree = degree.index_add(0, edge_index[1], torch.ones(edge_index.size(1), device=x.device))
        scaled = x / degree.sqrt().unsqueeze(1)
        total = scaled.index_add(0, edge_index[1], scaled.index_select(0, edge_index[0]))
        return total / degree.sqrt().unsqueeze(1)

    def forward(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        h = torch.relu(self.spread(x @ self.w1, edge_index) + self.b1)
        return self.spread(h @ self.w2, edge_index) + self.b2


class Probabilities(Gcn):
    def forward(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        h = torch.relu(self.spread(x @ self.w1, edge_index) + self.b1)
        return torch.softmax(self.spread(h @ self.w2, edge_index) + self.b2, dim=1)


class Pooled(Gcn):
    def forward(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        h = x @ self.w1
        return (h - h.mean(dim=0)) @ self.w2 + self.b2


class Restless(Gcn):
    def forward(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        return x @ self.w1 @ self.w2 + torch.rand(x.size(0), 3, device=x.device)


class NotANumber(Gcn):
    def forward(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        return torch.log(x @ self.w1 @ self.w2 - 1000.0)


class Saving(Gcn):
    def forward(self, x: torch.Tensor, edge_index: torch.Tensor) -> torch.Tensor:
        torch.save(x, "/tmp/written-by-a-model")
        return x @ self.w1 @ self.w2


def main():
    for name, kind in [
        ("gcn", Gcn),
        ("probabilities", Probabilities),
        ("pooled", Pooled),
        ("restless", Restless),
        ("nan", NotANumber),
        ("saving", Saving),
    ]:
        torch.manual_seed(7)
        module = kind().eval()
        torch.jit.script(module).save(str(HERE / f"{name}.pt"))
    torch.manual_seed(7)
    module = Gcn()
    weights = {key: value.tolist() for key, value in module.state_dict().items()}
    (HERE / "gcn.json").write_text(json.dumps(weights) + "\n")
    torch.save(module.state_dict(), HERE / "pickled.pt")


if __name__ == "__main__":
    main()
