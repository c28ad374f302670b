"""What stands under an answer: the row of buttons, and how the turn ended."""

from assistant.answer import Answer
from ui.markup import escape, icon
from ui.plain_text import plain_text
from ui.texts import say


def state_line(state: str, language: str) -> str:
    """The line that says how a turn ended that did not end well."""
    if state not in ("stopped", "failed"):
        return ""
    return f'<p class="hb-notice hb-{state}-line">{escape(say(language, f"turn_{state}"))}</p>'


def actions(answer: Answer | None, state: str, language: str, last: bool) -> str:
    """The row of buttons under an answer."""
    if state == "busy":
        return ""
    done = answer is not None and state in ("done", "kept")
    copied = escape(plain_text(answer, language)) if done and answer else ""
    rows = [("copy", "copy"), ("share", "link"), ("export", "down")] if done else []
    rows += [("good", "up"), ("bad", "no")] if done else []
    rows += [("retry", "again"), ("edit", "pen"), ("new", "new")] if last else []
    buttons = "".join(
        f'<button type="button" class="hb-act" data-do="{name}"'
        + (f' data-copy="{copied}"' if name == "copy" else "")
        + f' title="{escape(say(language, f"do_{name}"))}">{icon(sign)}'
        f"<span>{escape(say(language, f'do_{name}'))}</span></button>"
        for name, sign in rows
    )
    return f'<div class="hb-actions">{buttons}</div>'
