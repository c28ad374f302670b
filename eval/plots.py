"""Plots as inline SVG in the colours of the page around them; knows no run."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

WIDTH, HEIGHT = 520, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 26, 28, 44
_NAMES, _STEP = 150, 26
Points = Sequence[tuple[float, float]]


def lines(
    curves: Mapping[str, Points], *, x: str, y: str, marks: Mapping[str, tuple[float, float]]
) -> str:
    """Curves over the unit square, each in its own colour, and single points as rings.

    Args:
        curves: Name to points, x ascending; both 0 to 1.
        x: What the x axis is.
        y: What the y axis is; its top is the highest value, rounded up to a tenth.
        marks: Name to a point.
    """
    values = [v for p in [*curves.values(), [*marks.values()]] for _, v in p]
    top = min(1.0, (int(max(values, default=1.0) * 10) + 1) / 10)
    parts = [_axes(x, y, top)]
    for n, (name, points) in enumerate(curves.items(), 1):
        path = " ".join(f"{_x(a)},{_y(b / top)}" for a, b in points)
        tip = f"<title>{escape(name)}</title>"
        parts.append(f'<polyline class="s{n}" points="{path}">{tip}</polyline>')
    for name, (a, b) in marks.items():
        parts.append(_dot(_x(a), _y(b / top), "mark", 5, name))
    return _svg(parts, HEIGHT, f"{y} theo {x}")


def _axes(x: str, y: str, top: float) -> str:
    parts = []
    for step in range(6):
        across, up = _x(step / 5), _y(step / 5)
        parts.append(_rule(_LEFT, up, WIDTH - _RIGHT, up))
        parts.append(_text(_LEFT - 8, up + 4, f"{100 * top * step / 5:.0f} %", "end"))
        parts.append(_text(across, HEIGHT - _BOTTOM + 18, f"{20 * step} %", "middle"))
    parts.append(_text(WIDTH - _RIGHT, HEIGHT - 6, x, "end", "axis"))
    parts.append(_text(4, 14, y, "start", "axis"))
    return "".join(parts)


def _x(share: float) -> float:
    return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)


def dots(rows: Mapping[str, Mapping[str, float]], *, label: str) -> str:
    """A row for each name with a dot for each series, 0 to 1 from left to right.

    Args:
        rows: Row name to series name to value; the first series is the one that matters.
        label: What the values are.
    """
    bottom, span = _TOP + _STEP * len(rows), WIDTH - _NAMES - _RIGHT
    parts = []
    for tick in range(6):
        at = _NAMES + span * tick / 5
        parts.append(_rule(at, _TOP, at, bottom))
        parts.append(_text(at, bottom + 16, f"{tick / 5:.1f}".replace(".", ","), "middle"))
    for n, (name, series) in enumerate(rows.items()):
        y = _TOP + _STEP * n + _STEP / 2
        parts.append(_text(_NAMES - 10, y + 4, _short(name), "end"))
        places = [_NAMES + span * value for value in series.values()]
        parts.append(_rule(min(places), y, max(places), y, "link"))
        for i, (who, value) in reversed(list(enumerate(series.items(), 1))):
            tip = f"{name} · {who}: {value:.3f}"
            parts.append(_dot(_NAMES + span * value, y, f"d{i}", 6 if i == 1 else 4, tip))
    parts.append(_text(WIDTH - _RIGHT, bottom + 34, label, "end", "axis"))
    return _svg(parts, bottom + 40, label)


def bars(rows: Mapping[str, tuple[float, float]], *, label: str) -> str:
    """A bar for each name up to its first value, with a whisker to its second.

    Args:
        rows: Name to (median, 95th percentile), in milliseconds.
        label: What the values are.
    """
    bottom, span = _TOP + _STEP * len(rows), WIDTH - _NAMES - _RIGHT - 90
    top = max((high for _, high in rows.values()), default=1.0) or 1.0
    parts = []
    for n, (name, (low, high)) in enumerate(rows.items()):
        y = _TOP + _STEP * n + _STEP / 2
        end, far = _NAMES + span * low / top, _NAMES + span * high / top
        size = f'width="{max(end - _NAMES, 1):.1f}" height="14" rx="2"'
        parts.append(_text(_NAMES - 10, y + 4, _short(name), "end"))
        parts.append(f'<rect class="bar" x="{_NAMES}" y="{y - 7}" {size}/>')
        parts.append(_rule(end, y, far, y, "whisker") + _rule(far, y - 5, far, y + 5, "whisker"))
        parts.append(_text(far + 7, y + 4, f"{_plain(low)} · {_plain(high)} ms", "start"))
    parts.append(_text(WIDTH - _RIGHT, bottom + 18, label, "end", "axis"))
    return _svg(parts, bottom + 24, label)


def growth(curves: Mapping[str, Points], *, x: str, y: str) -> str:
    """Curves on logarithmic axes, each point with its value; for sizes from 1k to 1M.

    Args:
        curves: Name to points; all values above 0.
        x: What the x axis is.
        y: What the y axis is.
    """
    from math import ceil, floor, log10

    every = [p for points in curves.values() for p in points]
    sides = [[log10(p[i]) for p in every] for i in (0, 1)]
    (left, right), (low, high) = (
        (floor(min(s)), max(ceil(max(s)), floor(min(s)) + 1)) for s in sides
    )
    parts = []
    for step in range(left, right + 1):
        at = _x((step - left) / (right - left))
        parts.append(_rule(at, _y(0), at, _y(1)))
        parts.append(_text(at, HEIGHT - _BOTTOM + 18, _count(10**step), "middle"))
    for step in range(low, high + 1):
        at = _y((step - low) / (high - low))
        parts.append(_rule(_LEFT, at, WIDTH - _RIGHT, at))
        parts.append(_text(_LEFT - 8, at + 4, _count(10**step), "end"))
    for n, (name, points) in enumerate(curves.items(), 1):
        places = [
            (_x((log10(a) - left) / (right - left)), _y((log10(b) - low) / (high - low)))
            for a, b in points
        ]
        parts += [_rule(a, b, c, d, f"s{n}") for (a, b), (c, d) in pairwise(places)]
        tips = [f"{name}: {_count(a)} → {b:,.2f}" for a, b in points]
        parts += [_dot(a, b, f"d{n}", 4, tip) for (a, b), tip in zip(places, tips, strict=True)]
    parts.append(_text(WIDTH - _RIGHT, HEIGHT - 6, x, "end", "axis"))
    parts.append(_text(4, 14, y, "start", "axis"))
    return _svg(parts, HEIGHT, f"{y} theo {x}")


def _count(value: float) -> str:
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"


def _plain(value: float) -> str:
    return (f"{value:.0f}" if value >= 10 else f"{value:.1f}").replace(".", ",")


def _short(name: str) -> str:
    return name if len(name) <= 20 else name[:19] + "…"


def _text(x: float, y: float, content: str, anchor: str, kind: str = "") -> str:
    css = f' class="{kind}"' if kind else ""
    return f'<text{css} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, kind: str = "grid") -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _dot(x: float, y: float, kind: str, radius: float, tip: str) -> str:
    title = f"<title>{escape(tip)}</title>"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius}">{title}</circle>'


def _svg(parts: Sequence[str], height: float, title: str) -> str:
    size = f'viewBox="0 0 {WIDTH} {height:.0f}"'
    return f'<svg {size} role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'


def legend(names: Sequence[str], kind: str) -> str:
    """Names with the colour of their series; ``kind`` is ``s`` for lines, ``d`` for dots."""
    items = (f'<li class="{kind}{n}">{escape(name)}</li>' for n, name in enumerate(names, 1))
    return f'<ul class="legend">{"".join(items)}</ul>'
