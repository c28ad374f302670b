"""LlamaIndex's CitationQueryEngine as a baseline, its model behind a server on this machine."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from eval.plan import LLAMA_INDEX, Plan
from eval.runs import Runner
from eval.summary import summary
from tests.eval_world import assistant, open_world, questions


class _Model(BaseHTTPRequestHandler):
    """Answers like an OpenAI-compatible server: always that Ma Sơn has 310 households."""

    asked: list[Any]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        said = "Làng Ma Sơn có 310 hộ dân [1]."
        message = {"role": "assistant", "content": said}
        answer = {
            "id": "a",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        }
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[Any]]]:
    asked: list[Any] = []
    handler = type("Model", (_Model,), {"asked": asked})
    found = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}/v1", asked
    found.shutdown()
    found.server_close()


def llm(address: str) -> Any:
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model="small", api_base=address, api_key="none", is_chat_model=True, max_retries=0
    )


def run_with(address: str, tmp_path: Path) -> dict[str, Any]:
    archive = open_world(tmp_path / "world")
    try:
        plan = Plan(
            set_name="villages.jsonl",
            questions=questions()[:4],
            columns=(),
            baselines=(LLAMA_INDEX,),
            llm=llm(address),
        )
        run = Runner(assistant(archive), plan).run(tmp_path / "run.jsonl")
    finally:
        archive.close()
    return summary(run)["baselines"][LLAMA_INDEX]


def test_its_answers_are_scored_like_ours(server: tuple[str, list[Any]], tmp_path: Path) -> None:
    address, asked = server
    found = run_with(address, tmp_path)
    assert found["correct"] == 0.5
    assert 0 < found["answer_f1"] < 1
    assert found["ndcg@10"] > 0
    assert len(asked) == 2
    prompt = json.dumps(asked[0], ensure_ascii=False)
    assert "Source 1" in prompt
    assert "Làng Ma Sơn có bao nhiêu hộ dân?" in prompt


def test_a_model_that_cannot_be_had_scores_nothing_and_stops_no_run(tmp_path: Path) -> None:
    found = run_with("http://127.0.0.1:9/v1", tmp_path)
    assert found["correct"] == 0
    assert found["ndcg@10"] > 0
    assert found["questions"] == 4
