"""What went wrong with a language model, as one sentence for the reader; never names a key."""

from assistant.settings import AssistantSettings

FALLBACK = "dưới đây là các câu trích nguyên văn."


def client_errors() -> tuple[type[Exception], ...]:
    """What the clients raise when a server fails, is not there, or answers something unreadable."""
    import httpx
    import ollama
    import openai

    unreadable = (ValueError, KeyError, TypeError, AttributeError, IndexError)
    return (httpx.HTTPError, openai.OpenAIError, ollama.ResponseError, OSError, *unreadable)


def failure_sentence(error: Exception, settings: AssistantSettings) -> str:
    """One sentence that says what failed and what to look at."""
    where = settings.llm_url or "máy chủ Ollama trên máy này"
    kind = _kind(error)
    if kind == "timeout":
        said = f"Mô hình ngôn ngữ không trả lời trong {settings.llm_timeout:g} giây"
    elif kind == "unreachable":
        said = f"Không kết nối được với mô hình ngôn ngữ ở {where}"
    elif kind == "key":
        said = f"Mô hình ngôn ngữ không nhận khóa trong biến môi trường {settings.llm_key_env}"
    elif kind.startswith("status"):
        said = f"Mô hình ngôn ngữ ở {where} báo lỗi {kind.removeprefix('status ')}"
    elif kind == "cut":
        said = "Mô hình ngôn ngữ bị ngắt giữa chừng"
    else:
        said = f"Mô hình ngôn ngữ ở {where} trả về thứ không đọc được"
    return f"{said}; {FALLBACK}"


def _kind(error: BaseException) -> str:
    """What sort of failure an exception of a client is, by it or by what caused it."""
    import httpx
    import openai

    seen: BaseException | None = error
    chain: list[BaseException] = []
    while seen is not None and len(chain) < 6:
        chain.append(seen)
        seen = seen.__cause__ or seen.__context__
    for link in chain:
        if isinstance(link, TimeoutError | httpx.TimeoutException | openai.APITimeoutError):
            return "timeout"
    for link in chain:
        if isinstance(link, httpx.RemoteProtocolError | httpx.ReadError):
            return "cut"
    for link in chain:
        status = getattr(link, "status_code", None)
        if isinstance(status, int) and status > 0:
            return "key" if status in (401, 403) else f"status {status}"
    for link in chain:
        if isinstance(link, ConnectionError | httpx.ConnectError | openai.APIConnectionError):
            return "unreachable"
    return "malformed"
