"""The figures of a speed measurement as tables and plots of growth."""

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from eval.plots import growth, legend
from eval.report import Table

NAMES = {"hoibao": "Hỏi Báo", "chroma": "Chroma trần", "llama_index": "LlamaIndex + Chroma"}

LIMITED = {
    "retrieve": "không giới hạn",
    "half": "hai năm trong bốn",
    "week": "một tuần",
    "outlet": "báo lớn nhất",
}


def speed_tables(found: Mapping[str, Any]) -> list[Table]:
    """Adding, asking, size and start as tables, a row for each system and size."""
    sizes = found["sizes"]
    made = [_adding(sizes), _asking(sizes), _filtering(sizes), _stages(sizes)]
    if "startup" in found:
        made.append(_startup(found["startup"]))
    return made


def _each(sizes: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], str]]:
    return [(row, name) for row in sizes for name in NAMES if name in row]


def _adding(sizes: Sequence[Mapping[str, Any]]) -> Table:
    rows = []
    for row, name in _each(sizes):
        one = row[name]
        bare = row["chroma"]
        ratio = one["passages_per_second"] / bare["passages_per_second"]
        spent = one["add_cpu_seconds"] / one["passages"]
        cpu_ratio = bare["add_cpu_seconds"] / bare["passages"] / spent
        rows.append(
            (
                f"{_thousands(row['size'])} · {NAMES[name]}",
                _thousands(one["articles_per_second"]),
                _thousands(one["passages_per_second"]),
                _plain(ratio),
                _plain(1000 * spent),
                _plain(cpu_ratio),
                _plain(one["disk_per_thousand"] / 2**20),
                _plain(one["memory_per_thousand"] / 2**20),
                _thousands(one["resident_bytes"] / 2**20),
                _plain(one["load"]),
            )
        )
    return Table(
        title="Nạp bài",
        note="Tỷ lệ: so với Chroma trần nạp cùng các bản ghi trong cùng lần đo (1 = bằng). "
        "Chroma trần không tính thời gian làm véc-tơ. Giây CPU gồm cả tiến trình phụ. Tải: số tiến "
        "trình đợi bộ xử lý khi nạp xong; máy bận thì chỉ tỷ lệ CPU đáng tin.",
        head=(
            "đoạn · hệ", "bài/giây", "đoạn/giây", "tỷ lệ", "giây CPU/1.000 đoạn", "tỷ lệ CPU",
            "đĩa, MB/1.000 đoạn", "bộ nhớ, MB/1.000 đoạn", "bộ nhớ, MB", "tải",
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _asking(sizes: Sequence[Mapping[str, Any]]) -> Table:
    rows = []
    for row, name in _each(sizes):
        one, bare = row[name], row["chroma"]["retrieve_cpu_p50"]
        rows.append(
            (
                f"{_thousands(row['size'])} · {NAMES[name]}",
                _ms(one["retrieve_p50"]),
                _ms(one["retrieve_p95"]),
                _plain(one["retrieve_cpu_p50"] / bare),
                _ms(one.get("ask_p50")),
                _ms(one.get("ask_p95")),
                _ms(one.get("ask_cpu_p50")),
            )
        )
    return Table(
        title="Hỏi",
        note="Tìm: chỉ tìm đoạn. Đáp: từ câu hỏi đến câu trả lời đã kiểm. Tỷ lệ CPU: thời gian CPU "
        "p50 so với một truy vấn Chroma trần; mili giây.",
        head=("đoạn · hệ", "tìm p50", "tìm p95", "tỷ lệ CPU", "đáp p50", "đáp p95", "đáp CPU p50"),
        rows=tuple(rows),
    )


def _filtering(sizes: Sequence[Mapping[str, Any]]) -> Table:
    rows = []
    for row, name in _each(sizes):
        one = row[name]
        for limit, label in LIMITED.items():
            if f"{limit}_p50" not in one:
                continue
            spent = one[f"{limit}_cpu_p50"]
            rows.append(
                (
                    f"{_thousands(row['size'])} · {NAMES[name]}, {label}",
                    _ms(one[f"{limit}_p50"]),
                    _ms(one[f"{limit}_p95"]),
                    _ms(spent),
                    _plain(spent / one["retrieve_cpu_p50"]),
                    _plain(spent / row["chroma"]["retrieve_cpu_p50"]),
                )
            )
    return Table(
        title="Tìm có giới hạn",
        note="Tỷ lệ theo thời gian CPU: so với chính nó khi không giới hạn, và so với một truy vấn "
        "Chroma trần không giới hạn; mili giây.",
        head=("đoạn · hệ", "p50", "p95", "CPU p50", "so với không giới hạn", "so với Chroma trần"),
        rows=tuple(rows),
    )


def _stages(sizes: Sequence[Mapping[str, Any]]) -> Table:
    rows = [
        (f"{_thousands(row['size'])} · {stage}", _ms(low), _ms(high))
        for row in sizes
        for stage, (low, high) in row["hoibao"].get("stages", {}).items()
    ]
    head = ("đoạn · bước", "p50, ms", "p95, ms")
    return Table(title="Từng bước của Hỏi Báo", note="", head=head, rows=tuple(rows))


def _startup(found: Mapping[str, float]) -> Table:
    rows = (
        ("import chromadb, llama_index.core", f"{found['import_seconds']:.2f}", "1,00"),
        ("hoibao ask", f"{found['ask_seconds']:.2f}", _plain(found["ask_ratio"])),
        ("hoibao page", f"{found['page_seconds']:.2f}", _plain(found["page_ratio"])),
    )
    return Table(
        title="Khởi động",
        note="Từ lúc gọi lệnh đến câu trả lời đầu tiên, hoặc đến lúc trang đáp; tốt nhất trong 3 "
        "lần; 50 bài trong kho.",
        head=("", "giây", "tỷ lệ"),
        rows=tuple((a, b.replace(".", ","), c) for a, b, c in rows),
    )


def speed_markdown(found: Mapping[str, Any]) -> str:
    """The tables in Markdown."""
    parts = ["# Tốc độ và kích thước", "", *([_made(found), ""] if _made(found) else [])]
    for table in speed_tables(found):
        parts += [f"## {table.title}", "", *([table.note, ""] if table.note else [])]
        parts += ["| " + " | ".join(table.head) + " |", "|" + "---|" * len(table.head)]
        parts += ["| " + " | ".join(row) + " |" for row in table.rows] + [""]
    return "\n".join(parts)


def _made(found: Mapping[str, Any]) -> str:
    """Where the figures come from."""
    known = {"Lệnh": "command", "Bản": "commit", "Bài": "source", "Bộ xử lý": "processors"}
    return "; ".join(f"{label}: {found[key]}" for label, key in known.items() if found.get(key))


def speed_html(found: Mapping[str, Any]) -> str:
    """The tables and plots of growth as one self-contained HTML document."""
    style = files("eval").joinpath("report.css").read_text(encoding="utf-8")
    plots = [
        _plot(found, "Nạp bài", "passages_per_second", "đoạn/giây", 1),
        _plot(found, "Nạp bài, CPU", "add_cpu_seconds", "giây", 1),
        _plot(found, "Tìm, p50 theo CPU", "retrieve_cpu_p50", "mili giây", 1000),
        _plot(found, "Tìm trong một tuần, p50 theo CPU", "week_cpu_p50", "mili giây", 1000),
        _plot(found, "Đáp, p50", "ask_p50", "mili giây", 1000),
        _plot(found, "Đĩa", "disk_bytes", "MB", 1 / 2**20),
    ]
    body = [f'<div class="plots">{"".join(plots)}</div>']
    for table in speed_tables(found):
        head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
        rows = (
            "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in table.rows
        )
        body.append(
            f'<h2>{escape(table.title)}</h2><p class="note">{escape(table.note)}</p>'
            f'<div class="wide"><table><thead><tr>{head}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Tốc độ và kích thước</title><style>{style}</style></head>"
        f"<body><main><h1>Tốc độ và kích thước</h1><p>{escape(_made(found))}</p>"
        f"{''.join(body)}</main></body></html>\n"
    )


def _plot(found: Mapping[str, Any], title: str, key: str, unit: str, scale: float) -> str:
    curves = {
        label: [(row["size"], scale * row[name][key]) for row in found["sizes"]
                if name in row and row[name].get(key)]
        for name, label in NAMES.items()
    }  # fmt: skip
    curves = {label: points for label, points in curves.items() if points}
    plot = growth(curves, x="đoạn trong kho", y=unit) + legend(list(curves), "d")
    return f"<figure><figcaption>{escape(title)}</figcaption>{plot}</figure>"


def _thousands(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}".replace(",", ".")


def _plain(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _ms(seconds: float | None) -> str:
    return "–" if seconds is None else f"{1000 * seconds:.1f}".replace(".", ",")
