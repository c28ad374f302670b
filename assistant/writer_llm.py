"""The writer that lets a language model put evidence into words; trusts nothing it says.

Any OpenAI-compatible endpoint or Ollama, through LlamaIndex. What the model writes is cut into
sentences with their citation numbers; whether they are borne out is the checker's business.
"""

import os
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.evidence import Evidence
from assistant.settings import AssistantSettings
from assistant.writer import Draft, Writer, WriterError
from assistant.writer_llm_failures import FALLBACK, client_errors, failure_sentence
from assistant.writer_llm_prompt import NOTHING, messages
from assistant.writer_llm_sentences import drafts, without_thinking
from corpus.settings import SettingsError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

MOST_CHARACTERS = 4000
"""More than this is no answer to a question; what comes after is not read."""
MOST_TIMEOUTS = 4
"""A whole answer may take this many times the seconds allowed for one piece of it."""
_REFUSING = (
    "tôi xin lỗi",
    "tôi không thể",
    "xin lỗi",
    "i'm sorry",
    "i cannot",
    "as an ai",
    "là một ai",
)


def open_writer(settings: AssistantSettings) -> Writer:
    """The language model writer that the settings name; nothing is reached before it writes.

    Raises:
        SettingsError: No such writer, or the address or the model's name is missing.
    """
    _check(settings)
    return LanguageModelWriter(settings)


def open_llm(settings: AssistantSettings) -> "LLM":
    """The LlamaIndex client of the model that the settings name; nothing is reached yet.

    Raises:
        SettingsError: No such writer, or the address or the model's name is missing.
    """
    _check(settings)
    return _openai(settings) if settings.writer == "openai" else _ollama(settings)


def _check(settings: AssistantSettings) -> None:
    kinds = ("openai", "ollama")
    if settings.writer not in kinds:
        raise SettingsError(
            f"[assistant] writer = {settings.writer!r}: hãy dùng extractive, openai hoặc ollama"
        )
    if not settings.llm_model:
        raise SettingsError("[assistant] writer cần llm_model: tên mô hình mà máy chủ biết")
    if settings.writer == "openai" and not settings.llm_url:
        raise SettingsError(
            "[assistant] writer = 'openai' cần llm_url, ví dụ http://127.0.0.1:8080/v1"
        )


class LanguageModelWriter:
    """Writes with a language model; one instance serves many readers."""

    def __init__(self, settings: AssistantSettings) -> None:
        """Remember the settings; the client is made when it first writes."""
        self.name = f"{settings.writer}:{settings.llm_model}"
        self._settings = settings
        self._llm: LLM | None = None

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        """Sentences as the model writes them, each with its citation numbers.

        Raises:
            WriterError: It could not be reached, refused, wrote nothing usable, or was cut off.
        """
        text, given = "", 0
        for text in self._texts(question, evidence):
            found = drafts(text, finished=False)
            complete = [d for d in found if d.complete]
            yield from complete[given:]
            given = len(complete)
            if found and not found[-1].complete and found[-1].text:
                yield found[-1]
        final = drafts(text, finished=True)
        _refuse_unusable(text, final)
        yield from final[given:]

    def _texts(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """The text so far, growing; ends when the model says that it has ended."""
        client, prompt = self._client(), messages(question, evidence)
        text, ended, latest = "", False, float("inf")
        try:
            for piece in client.stream_chat(prompt):
                latest = min(latest, monotonic() + MOST_TIMEOUTS * self._settings.llm_timeout)
                text += piece.delta or ""
                ended = ended or _ended(piece.raw)
                if len(text) > MOST_CHARACTERS:
                    ended = True
                    break
                if monotonic() > latest:
                    raise TimeoutError
                yield without_thinking(text)
        except client_errors() as error:
            raise WriterError(failure_sentence(error, self._settings)) from None
        if not ended:
            raise WriterError(f"Mô hình ngôn ngữ bị ngắt giữa chừng; {FALLBACK}")

    def _client(self) -> "LLM":
        if self._llm is None:
            self._llm = open_llm(self._settings)
        return self._llm


def _refuse_unusable(text: str, found: Sequence[Draft]) -> None:
    """Give up what is no answer: nothing, a refusal, or sentences that cite nothing at all.

    Raises:
        WriterError: It is none.
    """
    plain = text.strip().casefold()
    if not found or not plain:
        raise WriterError(f"Mô hình ngôn ngữ không viết được câu nào; {FALLBACK}")
    cites = any(d.numbers for d in found)
    if plain.startswith(NOTHING.casefold()) or (not cites and plain.startswith(_REFUSING)):
        raise WriterError(f"Mô hình ngôn ngữ không trả lời câu hỏi này; {FALLBACK}")
    if not cites:
        raise WriterError(f"Mô hình ngôn ngữ viết mà không dẫn nguồn nào; {FALLBACK}")


def _ended(raw: Any) -> bool:
    """Whether a piece of the stream says that it is the last."""
    if isinstance(raw, dict):
        return bool(raw.get("done"))
    choices = getattr(raw, "choices", None)
    if choices:
        return choices[0].finish_reason is not None
    return bool(getattr(raw, "done", False))


def _openai(settings: AssistantSettings) -> "LLM":
    from llama_index.llms.openai_like import OpenAILike

    llm: LLM = OpenAILike(
        model=settings.llm_model,
        api_base=settings.llm_url,
        api_key=os.environ.get(settings.llm_key_env) or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=700,
        timeout=settings.llm_timeout,
        max_retries=0,
    )
    return llm


def _ollama(settings: AssistantSettings) -> "LLM":
    from llama_index.llms.ollama import Ollama

    key = os.environ.get(settings.llm_key_env)
    llm: LLM = Ollama(
        model=settings.llm_model,
        base_url=settings.llm_url or "http://127.0.0.1:11434",
        temperature=0.0,
        context_window=8192,
        request_timeout=settings.llm_timeout,
        thinking=False,
        headers={"Authorization": f"Bearer {key}"} if key else None,
    )
    return llm
