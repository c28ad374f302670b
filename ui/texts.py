"""Every sentence the page says, by key and language; Vietnamese first."""

from ui.texts_en import EN
from ui.texts_vi import VI

LANGUAGES = ("vi", "en")
_TEXTS = {"vi": VI, "en": EN}


def say(language: str, key: str, **values: object) -> str:
    """The sentence of that key, values filled in.

    Raises:
        KeyError: No sentence has that key.
    """
    return _TEXTS[language][key].format(**values)


def known_language(wanted: str | None) -> str:
    """The language asked for where the page speaks it, else Vietnamese."""
    return wanted if wanted in LANGUAGES else "vi"
