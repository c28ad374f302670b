"""What stands where there is no answer: nothing found, nothing asked, or not in Vietnamese."""

from assistant.answer import Answer
from assistant.courtesy import GREETED
from assistant.english import NEEDED
from ui.markup import escape
from ui.remarks import remark
from ui.texts import say


def refusal_heading(answer: Answer, language: str) -> str:
    """In one sentence why there is no answer; a greeting is greeted."""
    if GREETED in answer.notices:
        return _greeting(language)[0]
    return say(language, "refused_english" if NEEDED in answer.notices else "refused")


def render_refusal(answer: Answer, language: str) -> str:
    """The box in place of an answer."""
    if GREETED in answer.notices:
        return _box(answer, language, f"<p>{escape(_greeting(language)[1])}</p>", "hb-greeted")
    if NEEDED in answer.notices:
        return _box(answer, language, _english(language))
    why = escape(say(language, "refused_why" if answer.nearest else "refused_empty"))
    known = "".join(f"<li>{escape(remark(line, language))}</li>" for line in answer.notices)
    return _box(answer, language, f"<p>{why}</p>{f'<ul>{known}</ul>' if known else ''}")


def was_searched(answer: Answer) -> bool:
    """Whether anything was looked for: not for a greeting, nor in a language not known."""
    return not {GREETED, NEEDED} & set(answer.notices)


def _box(answer: Answer, language: str, body: str, kind: str = "") -> str:
    heading = escape(refusal_heading(answer, language))
    classes = f"hb-refusal {kind}".rstrip()
    return f'<div class="{classes}"><p class="hb-short">{heading}</p>{body}</div>'


def _greeting(language: str) -> tuple[str, str]:
    hello, mark, rest = remark(GREETED, language).partition("! ")
    return hello + mark.strip(), rest


def _english(language: str) -> str:
    """Said in both languages: who asks in English may not read the page's; then to its owner."""
    both = "".join(
        f'<p lang="{one}">{escape(say(one, "refused_english_why"))}</p>' for one in ("vi", "en")
    )
    summary, how = (escape(say(language, key)) for key in ("for_owner", "owner_english"))
    return f"{both}<details><summary>{summary}</summary><p>{how}</p></details>"
