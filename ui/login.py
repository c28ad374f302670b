"""The page where readers log in: a small document of its own in place of Gradio's form."""

from functools import cache
from pathlib import Path

from ui.markup import escape
from ui.texts import say

_SCRIPT = Path(__file__).with_name("login.js")


def login_document(head: str, language: str) -> str:
    """The whole document; needs no script of Gradio's.

    Args:
        head: Title, styles and colours, as of the page.
        language: Of the reader.
    """

    def words(key: str) -> str:
        return escape(say(language, key))

    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}'
        f'</head><body><main class="hb-login"><header><h1>Hỏi Báo</h1><p>{words("tagline")}</p>'
        f'</header><form action="login" method="post" data-wrong="{words("login_wrong")}" '
        f'data-often="{words("login_often")}" data-failed="{words("failed")}">'
        f"{_field('username', words('login_name'), 'text', 'username')}"
        f"{_field('password', words('login_password'), 'password', 'current-password')}"
        f'<p class="hb-login-said" role="alert"></p><button type="submit" class="hb-pill hb-main">'
        f"{words('login')}</button></form></main><script>{_script()}</script></body></html>"
    )


def _field(name: str, label: str, kind: str, fills: str) -> str:
    focus = " autofocus" if name == "username" else ""
    return (
        f'<label>{label}<input name="{name}" type="{kind}" autocomplete="{fills}" '
        f'autocapitalize="none" spellcheck="false" required{focus}></label>'
    )


@cache
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8")
