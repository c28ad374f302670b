"""An answer as a file to keep; what stands in it is written by ``assistant.export``."""

from typing import cast

from assistant.answer import Answer
from assistant.export import Form, export

_KINDS = {
    "markdown": ("md", "text/markdown;charset=utf-8"),
    "html": ("html", "text/html;charset=utf-8"),
    "json": ("json", "application/json"),
}


def export_answer(answer: Answer, form: str, language: str) -> dict[str, str]:
    """Name, media type and text of the file; ``form`` is markdown, html or json.

    The file is evidence about Vietnamese articles and is in Vietnamese in either ``language``.
    """
    del language
    ending, kind = _KINDS[form]
    return {"name": f"hoibao.{ending}", "type": kind, "text": export(answer, cast("Form", form))}
