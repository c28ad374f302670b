"""The sample articles that a first start indexes; knows nothing of how they are read.

They were written for this project from well-established public facts. Two files are one article
and its corrected revision; file names are numbered so that the correction comes second.
"""

from pathlib import Path


def sample_paths() -> list[Path]:
    """The Markdown files of the sample articles, in the order in which they are added."""
    return sorted(Path(__file__).parent.glob("*.md"), key=lambda path: path.name)
