"""Many readers at once on a real page over a real archive, while articles are being added.

``python -m tests.many_readers ARCHIVE --questions SET --readers 50`` starts
``hoibao page`` and asks through the page's own queue, as its script does. Each answer is held
against the one that a lone reader got before, and against its own question; what a waiting
reader was told is counted, and the memory of the page is watched. It knows no browser.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx

from eval.question import read_set
from tests.conftest import free_port

HOIBAO = Path(sys.executable).with_name("hoibao")


@dataclass(slots=True, kw_only=True)
class Told:
    """What one question brought: the page's last HTML, and how it came."""

    question: str
    html: str = ""
    error: str = ""
    seconds: float = 0.0
    first: float = 0.0
    lines: list[str] = field(default_factory=list)

    @property
    def answer(self) -> str:
        """The answer without what differs from one showing to the next."""
        inner = re.sub(
            r'data-(?:answer|seal|turn|said)="[^"]*"|question-\d+|\d+-\d+', "", self.html
        )
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", inner)).strip()


class Page:
    """A page of its own, as a process."""

    def __init__(self, data: Path, log: Path) -> None:
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self._log = log.open("wb")
        command = [HOIBAO, "--data", data, "page", "--port", str(port)]
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + 300
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise SystemExit(f"the page did not start; see {log}")
            time.sleep(0.5)
        config = httpx.get(f"{self.url}/config", timeout=120).json()
        kinds = {part["id"]: part["type"] for part in config["components"]}
        self._call = next(
            d["id"]
            for d in config["dependencies"]
            if [kinds[i] for i in d["inputs"]][:2] == ["textbox", "browserstate"]
            and len(d["inputs"]) == 5
        )

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", timeout=10).status_code == 200
        except httpx.HTTPError:
            return False

    def memory(self) -> tuple[float, float]:
        """Resident MiB of the page, and of the store's server that it started."""
        own = str(self._process.pid)
        listed = subprocess.run(
            ["ps", "-o", "pid=,rss=", "-p", own, "--ppid", own],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = [line.split() for line in listed.stdout.splitlines()]
        page = sum(int(rss) for pid, rss in found if pid == own) / 1024
        return page, sum(int(rss) for _, rss in found) / 1024 - page

    def ask(self, question: str, session: str, patience: float) -> Told:
        """Ask as the page's script does: join the queue, read the stream."""
        told, began = Told(question=question), time.monotonic()
        asked = {
            "data": [question, [], "", "", []],
            "fn_index": self._call,
            "session_hash": session,
        }
        try:
            with httpx.Client(timeout=patience) as client:
                client.post(f"{self.url}/gradio_api/queue/join", json=asked).raise_for_status()
                address = f"{self.url}/gradio_api/queue/data?session_hash={session}"
                with client.stream("GET", address) as stream:
                    self._follow(stream.iter_lines(), told, began)
        except httpx.HTTPError as error:
            told.error = f"{type(error).__name__}: {error}"
        told.seconds = time.monotonic() - began
        return told

    @staticmethod
    def _follow(lines: Iterator[str], told: Told, began: float) -> None:
        current: list[Any] = ["", "", None]
        for line in lines:
            if not line.startswith("data:"):
                continue
            message = json.loads(line[5:])
            output = message.get("output") or {}
            if message["msg"] in ("process_generating", "process_completed"):
                if not message.get("success", True):
                    told.error = str(output.get("error"))
                _merge(current, output.get("data") or [])
                html = current[1] if isinstance(current[1], str) else ""
                if found := re.search(r'class="hb-line"[^>]*>([^<]*)<', html):
                    told.lines.append(found[1])
                elif html and not told.first:
                    told.first = time.monotonic() - began
                told.html = html
            if message["msg"] == "process_completed":
                return

    def stop(self) -> None:
        """End the page."""
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._log.close()


def _merge(current: list[Any], data: list[Any]) -> None:
    """Outputs after the first come as differences."""
    for place, new in enumerate(data):
        if isinstance(new, dict) and new.get("__type__") == "update":
            continue
        if not isinstance(new, list) or not new or not isinstance(new[0], list):
            current[place] = new
            continue
        for action, path, value in new:
            if action == "replace" and not path:
                current[place] = value
            elif action == "append" and not path:
                current[place] = (current[place] or "") + value


def main() -> int:
    """Run it and print one JSON object; 1 where an answer was wrong or an error was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--think", type=float, default=10, help="mean seconds between questions")
    parser.add_argument("--different", type=int, default=100, help="questions in all")
    parser.add_argument("--still", action="store_true", help="add no articles meanwhile")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    page = Page(given.archive, Path("/tmp") / f"many_readers.{os.getpid()}.log")
    try:
        report = measure(page, given)
    finally:
        page.stop()
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return int(bool(report["errors"] or report["mixed"]))


def measure(page: Page, given: argparse.Namespace) -> dict[str, Any]:
    """Lone answers first, then all readers, then the lone answers again.

    An answer is mixed where it is that of another question; or where it is neither what a lone
    reader got before nor what one got after, though nothing was added that could have changed it.
    """
    pool = [q.text for q in read_set(given.questions)]
    questions = random.Random(7).sample(pool, min(given.different, len(pool)))
    alone = {q: page.ask(q, uuid.uuid4().hex, 600) for q in questions}
    sys.stderr.write(f"alone: {_spread([t.seconds for t in alone.values()])}\n")
    done: list[Told] = []
    memory = [(time.monotonic(), *page.memory())]
    until = time.monotonic() + given.seconds
    threads = [
        threading.Thread(target=_read, args=(page, n, questions, given, until, done), daemon=True)
        for n in range(given.readers)
    ]
    for thread in threads:
        thread.start()
    added = _add_meanwhile(page, given, until, memory)
    for thread in threads:
        thread.join()
    sys.stderr.write(f"asked {len(done)}, added {added}\n")
    differs = [t for t in done if not t.error and t.answer != alone[t.question].answer]
    again = {t.question: page.ask(t.question, uuid.uuid4().hex, 600) for t in differs}
    between = [t for t in differs if t.answer != again[t.question].answer]
    of = {_said(t): q for q, t in alone.items() if "hb-claims" in t.html}
    foreign = [t for t in differs if of.get(_said(t), t.question) != t.question]
    mixed = between if given.still else foreign
    report = _report(done, alone, differs, mixed, memory, added)
    return report | {"neither_before_nor_after": len(between)}


def _said(told: Told) -> str:
    """An answer without the question over it."""
    return told.answer.removeprefix(_squeezed(told.question)).strip()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _report(
    done: list[Told],
    alone: dict[str, Told],
    differs: list[Told],
    mixed: list[Told],
    memory: list[tuple[float, float, float]],
    added: int,
) -> dict[str, Any]:
    good = [t for t in done if not t.error]
    waited = [t for t in good if t.lines]
    return {
        "asked": len(done),
        "errors": sorted({t.error for t in done if t.error})[:5],
        "failed": len(done) - len(good),
        "alone_seconds": _spread([t.seconds for t in alone.values()]),
        "seconds": _spread([t.seconds for t in good]),
        "first_text_seconds": _spread([t.first for t in good]),
        "waited_in_line": len(waited),
        "told_while_waiting": sorted({line for t in waited for line in t.lines})[:3],
        "differs_from_alone": len(differs),
        "mixed": [
            {"question": t.question, "got": t.answer[:300], "alone": alone[t.question].answer[:300]}
            for t in mixed[:5]
        ],
        "mixed_count": len(mixed),
        "foreign_question": sum(t.question[:60] not in _plain(t.html) for t in good),
        "articles_added": added,
        "memory_mib": {
            "page": _by_minute([(at, page) for at, page, _ in memory]),
            "server": _by_minute([(at, server) for at, _, server in memory]),
        },
    }


def _by_minute(memory: list[tuple[float, float]]) -> dict[str, Any]:
    """The memory at the start, the most of each minute, and the growth of the second half."""
    began = memory[0][0]
    most: dict[int, float] = {}
    for at, held in memory[1:]:
        minute = int((at - began) // 60)
        most[minute] = max(held, most.get(minute, 0.0))
    minutes = [round(most[m]) for m in sorted(most)]
    half = minutes[len(minutes) // 2 :]
    growth = (half[-1] - half[0]) / max(1, len(half) - 1) if half else 0.0
    return {
        "before": round(memory[0][1]),
        "by_minute": minutes,
        "growth_a_minute_in_the_second_half": round(growth, 1),
    }


def _plain(html: str) -> str:
    import html as entities

    return entities.unescape(html)


def _spread(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    cuts = quantiles(seconds, n=100)
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "most": round(max(seconds), 2)}


def _read(
    page: Page,
    number: int,
    questions: list[str],
    given: argparse.Namespace,
    until: float,
    done: list[Told],
) -> None:
    """One reader: ask, read, think, ask again."""
    chance = random.Random(number)
    session = uuid.uuid4().hex
    time.sleep(chance.random() * given.think)
    while time.monotonic() < until:
        done.append(page.ask(chance.choice(questions), session, 600))
        time.sleep(chance.random() * 2 * given.think)


def _add_meanwhile(
    page: Page, given: argparse.Namespace, until: float, memory: list[tuple[float, float, float]]
) -> int:
    """Articles of nobody's questions, one every two seconds through the page's API."""
    added, run = 0, uuid.uuid4().hex[:8]
    while time.monotonic() < until:
        time.sleep(2)
        memory.append((time.monotonic(), *page.memory()))
        if given.still:
            continue
        body = f"Chuyện vườn số {added} lần {run}. Hôm nay vườn có {added} quả bưởi. Không ai hái."
        data = {"data": [body, f"Vườn bưởi số {added} lần {run}", "Báo vườn", "", ""]}
        call = httpx.post(f"{page.url}/gradio_api/call/add", json=data, timeout=120)
        event = call.raise_for_status().json()["event_id"]
        reply = httpx.get(f"{page.url}/gradio_api/call/add/{event}", timeout=300).text
        added += '"added": 1' in reply
    return added


if __name__ == "__main__":
    sys.exit(main())
