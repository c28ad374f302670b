"""The neural reader's network in torch, for training and export; the runtime never loads it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from assistant.neural_views import WIDTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of a reader."""

    marked_rows: int
    folded_rows: int
    dim: int = 192
    layers: int = 3
    heads: int = 4
    inner: int = 512
    dropout: float = 0.1


def rotate(x: Tensor, sin: Tensor, cos: Tensor) -> Tensor:
    """Return x (B, H, T, D) turned by its position (RoPE, arXiv 2104.09864)."""
    a, b = x.chunk(2, dim=-1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)


class Layer(nn.Module):  # type: ignore[misc]
    """A pre-norm transformer layer with rotary positions."""

    def __init__(self, shape: Shape) -> None:
        """Make the weights."""
        super().__init__()
        self.heads = shape.heads
        self.norm1 = nn.LayerNorm(shape.dim)
        self.norm2 = nn.LayerNorm(shape.dim)
        self.qkv = nn.Linear(shape.dim, 3 * shape.dim)
        self.out = nn.Linear(shape.dim, shape.dim)
        self.up = nn.Linear(shape.dim, shape.inner)
        self.down = nn.Linear(shape.inner, shape.dim)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor, sin: Tensor, cos: Tensor) -> Tensor:
        """Return (B, T, dim); `bias` (B, 1, 1, T) is very negative at padding."""
        b, t, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        q, k = rotate(q, sin, cos).to(v.dtype), rotate(k, sin, cos).to(v.dtype)
        weights = torch.matmul(q * q.shape[-1] ** -0.5, k.transpose(-1, -2)) + bias.to(q.dtype)
        y = torch.matmul(torch.softmax(weights, dim=-1).to(v.dtype), v)
        x = x + self.drop(self.out(y.transpose(1, 2).reshape(b, t, d)))
        return x + self.drop(self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh")))


class Reader(nn.Module):  # type: ignore[misc]
    """Scores every token as sentence marker, span start, span end and (at place 0) null."""

    def __init__(self, shape: Shape, vectors: tuple[Tensor, Tensor] | None = None) -> None:
        """Make the weights, the two tables from `vectors` when given."""
        super().__init__()
        self.shape = shape
        self.marked = nn.Embedding(shape.marked_rows, shape.dim)
        self.folded = nn.Embedding(shape.folded_rows, shape.dim)
        for table, given in zip((self.marked, self.folded), vectors or (None, None), strict=True):
            nn.init.normal_(table.weight, std=0.03)
            if given is not None:
                table.weight.data.copy_(given)
        self.look = nn.Linear(WIDTH, shape.dim)
        self.soft = nn.Linear(3, shape.dim)
        self.norm0 = nn.LayerNorm(shape.dim)
        self.drop = nn.Dropout(shape.dropout)
        self.mix = nn.Linear(3 * shape.dim, shape.dim)
        self.body = nn.ModuleList([Layer(shape) for _ in range(shape.layers)])
        self.norm = nn.LayerNorm(shape.dim)
        self.head = nn.Linear(shape.dim, shape.dim)
        self.score = nn.Linear(shape.dim, 4)
        for layer in self.body:
            assert isinstance(layer, Layer)
            for last in (layer.out, layer.down):
                nn.init.normal_(last.weight, std=0.02 / (2 * shape.layers) ** 0.5 * 2)

    def forward(self, marked: Tensor, folded: Tensor, features: Tensor) -> Tensor:
        """Return logits (B, T, 4) for ids (B, T), (B, T) and features (B, T, WIDTH)."""
        return self.read(self.marked(marked) + self.folded(folded), folded > 0, features)

    def read(self, e: Tensor, live: Tensor, features: Tensor) -> Tensor:
        """Return logits (B, T, 4) for embedded words (B, T, dim); `live` is off at padding."""
        return self.judge(self.states(e, live, features))

    def judge(self, states: Tensor) -> Tensor:
        """Return logits (B, T, 4) for what the body makes of the words (B, T, dim)."""
        logits: Tensor = self.score(F.gelu(self.head(states), approximate="tanh"))
        return logits

    def states(self, e: Tensor, live: Tensor, features: Tensor) -> Tensor:
        """Return what the body makes of embedded words, (B, T, dim), normalised."""
        near = F.normalize(e, dim=-1)
        weight = features[..., 16] * features[..., 19] * (1.0 - features[..., 8])
        asked = (weight > 0.05).to(e.dtype)
        like = torch.matmul(near, (near * asked[..., None]).transpose(1, 2))
        soft = torch.stack(
            [
                like.amax(-1),
                (like * weight[:, None, :]).amax(-1),
                (like.clamp(min=0.0) ** 3 * weight[:, None, :]).sum(-1),
            ],
            dim=-1,
        )
        x = e * self.shape.dim**0.5 * 0.3 + self.look(features) + self.soft(soft)
        x = self.drop(self.norm0(x))
        left = F.pad(x[:, :-1], (0, 0, 1, 0))
        right = F.pad(x[:, 1:], (0, 0, 0, 1))
        x = x + F.gelu(self.mix(torch.cat([left, x, right], dim=-1)), approximate="tanh")
        bias = torch.where(live, 0.0, -30000.0)[:, None, None, :]
        half = self.shape.dim // self.shape.heads // 2
        turn = 10000.0 ** (-torch.arange(half, dtype=torch.float32) / half)
        place = torch.arange(e.shape[1], dtype=torch.float32)
        angle = place[:, None] * turn
        for layer in self.body:
            x = layer(x, bias, angle.sin(), angle.cos())
        found: Tensor = self.norm(x)
        return found
