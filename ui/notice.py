"""What the page tells a reader in a small notice at the edge.

Gradio 6.31 sends the title but its front end looks for it under another name and writes
"Error", which the page's script puts into the reader's language.
"""

import gradio as gr

from ui.texts import say


def notice(language: str, key: str, **values: object) -> gr.Error:
    """Something the reader can mend; to be raised."""
    title = say(language, "notice_title")
    return gr.Error(say(language, key, **values), title=title, print_exception=False)


def trouble(language: str, sentence: str = "") -> gr.Error:
    """Something that went wrong here; to be raised."""
    title = say(language, "trouble_title")
    return gr.Error(sentence or say(language, "failed"), title=title, print_exception=False)
