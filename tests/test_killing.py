from pathlib import Path

from tests.killing import campaign


def test_twenty_killed_writers_leave_every_article_old_or_new(tmp_path: Path) -> None:
    for number, wrong in enumerate(campaign(tmp_path, 20)):
        assert not wrong, f"after kill {number}: {wrong}"
