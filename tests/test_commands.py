"""The command line as somebody uses it who does not know it: each mistake gets its sentence."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer import Typer
from typer.testing import CliRunner

from corpus.article import Article
from corpus.draft import Draft, Limits
from index.archive import Archive
from ui import (
    command_add,
    command_ask,
    command_check,
    command_list,
    command_store,
    command_user,
)
from ui.session import Session

BRIDGE = Draft(
    title="Cầu Nhật Tân thông xe",
    body="Cầu Nhật Tân dài 3.755 m, thông xe ngày 4/1/2015. Cầu có năm trụ tháp hình thoi.",
    url="https://tuoitre.vn/cau-nhat-tan-1.htm",
    author="Nguyễn An",
    date="2015-01-04T18:30:00Z",
).article(Limits())
RICE = Draft(
    title="Giá gạo giảm",
    body="Giá gạo xuất khẩu tuần này giảm 5 USD, còn 650 USD một tấn.",
    url="https://dantri.com.vn/gao-2.htm",
).article(Limits())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("kho")) as opened:
        opened.add([BRIDGE, RICE])
        yield opened


def run(archive: Archive, *arguments: str) -> Any:
    app = Typer()
    for module in (command_ask, command_check, command_list):
        module.register(app)
    session = Session()
    session.__dict__["archive"] = archive
    return CliRunner().invoke(app, list(arguments), obj=session)


def test_a_removed_article_is_found_again_and_brought_back(archive: Archive) -> None:
    name = RICE.article_id
    assert f"hoibao undo {name}" in run(archive, "remove", name, "--yes").stdout
    assert f"hoibao undo {name}" in run(archive, "show", name).stderr
    listed = run(archive, "undo")
    assert listed.exit_code == 0
    assert name in listed.stdout
    assert "Giá gạo giảm" in listed.stdout
    assert run(archive, "undo", name).exit_code == 0
    again = run(archive, "undo", name)
    assert again.exit_code == 1
    assert "Không có trong những bài đã gỡ" in again.stdout
    assert json.loads(run(archive, "undo", "--json").stdout) == {"removed": []}


def test_a_revision_that_is_none_is_told_apart_from_an_article_that_is_none(
    archive: Archive,
) -> None:
    other = run(archive, "show", BRIDGE.article_id, "--revision", "3")
    assert other.exit_code == 1
    assert "không có bản 3; các bản đọc được: 1" in other.stderr
    assert "hoibao list" in run(archive, "show", "7d77").stderr


def test_an_article_is_shown_with_its_day_in_vietnam_and_its_author(archive: Archive) -> None:
    head = run(archive, "show", BRIDGE.article_id).stdout.splitlines()[1]
    assert head == f"Tuổi Trẻ · 05/01/2015 01:30 · Nguyễn An · {BRIDGE.url}"


@pytest.mark.parametrize("wrong", [("--limit", "0"), ("--limit", "-3"), ("--page", "0")])
def test_a_page_that_is_none_is_refused(archive: Archive, wrong: tuple[str, str]) -> None:
    result = run(archive, "list", *wrong)
    assert result.exit_code == 2
    assert "cần một số từ 1" in result.stderr


def test_a_list_says_which_of_its_pages_it_is(archive: Archive) -> None:
    assert "1 trong 2 bài. Trang 2/2." in run(archive, "list", "--limit", "1", "--page", "2").stdout


def test_an_outlet_is_known_however_it_is_typed(archive: Archive) -> None:
    result = run(archive, "ask", "Cầu Nhật Tân dài bao nhiêu mét?", "--source", "tuoi tre")
    assert "3.755 m" in result.stdout
    strange = run(archive, "ask", "Cầu Nhật Tân dài bao nhiêu mét?", "--source", "Báo lạ")
    assert "Kho không có bài nào của 'Báo lạ'; có bài của: " in strange.stderr
    assert "Tuổi Trẻ" in strange.stderr


def test_a_question_of_blanks_and_days_the_wrong_way_round_are_refused(archive: Archive) -> None:
    assert run(archive, "ask", "   ").exit_code == 2
    turned = run(archive, "ask", "Giá gạo?", "--since", "30/11/2024", "--until", "1/11/2024")
    assert turned.exit_code == 2
    assert "--since 30/11/2024 sau --until 1/11/2024" in turned.stderr


def test_a_batch_may_begin_with_a_byte_order_mark(archive: Archive, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"text": "Cầu Nhật Tân dài bao nhiêu mét?"}\n', "utf-8-sig")
    assert run(archive, "ask", "--batch", str(source), "--out", str(out)).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["short_answer"] == "3.755 m"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"text": "a"}\n["b"]\n', "dòng 2: cần một đối tượng JSON"),
        (b"{'text': 'a'}\n", "dòng 1: cần một đối tượng JSON"),
        (b'{"text": "Gi\xe1 v\xe0ng"}\n', "cần tệp chữ UTF-8"),
        (b'{"text": "a", "since": "32/1/2024"}\n', "dòng 1: không hiểu ngày"),
    ],
)
def test_a_batch_that_cannot_be_read_leaves_the_old_answers(
    archive: Archive, tmp_path: Path, data: bytes, reason: str
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(data)
    out.write_text("cũ\n", "utf-8")
    result = run(archive, "ask", "--batch", str(source), "--out", str(out))
    assert result.exit_code == 2
    assert reason in result.stderr
    assert out.read_text("utf-8") == "cũ\n"


def test_files_that_cannot_be_had_are_told_in_vietnamese(archive: Archive, tmp_path: Path) -> None:
    missing, folder = str(tmp_path / "khong-co"), str(tmp_path)
    for arguments in (("ask", "--batch"), ("check", "--batch"), ("verify",)):
        assert "không có tệp" in run(archive, *arguments, missing).stderr
        assert "đây là một thư mục" in run(archive, *arguments, folder).stderr


def test_what_ask_prints_as_json_can_be_verified(archive: Archive, tmp_path: Path) -> None:
    asked = run(archive, "ask", "Cầu Nhật Tân dài bao nhiêu mét?", "--json")
    kept = tmp_path / "answer.json"
    kept.write_text(asked.stdout, "utf-8")
    assert run(archive, "verify", str(kept)).exit_code == 0
    assert "hoibao export" not in run(archive, "verify", "--help").stdout
    kept.write_text("# Câu trả lời\n", "utf-8")
    assert "không phải tệp JSON" in run(archive, "verify", str(kept)).stderr


@pytest.mark.parametrize("address", ["www.vnexpress.net/bai.html", "ftp://bao.vn/a", "tuoitre.vn"])
def test_an_address_without_its_scheme_is_told_from_a_missing_file(address: str) -> None:
    (found,) = command_add.read([address])
    assert not isinstance(found, Article)
    assert "https://" in found.reason


def test_a_missing_file_is_a_missing_file() -> None:
    (found,) = command_add.read(["thu-muc/bai.txt"])
    assert not isinstance(found, Article)
    assert found.reason == "không có tệp này"


def test_a_refused_address_inside_a_network_names_the_option() -> None:
    (found,) = command_add.read(["http://127.0.0.1:9/bai.html"])
    assert not isinstance(found, Article)
    assert "--allow-private" in found.reason


def test_watching_what_is_no_feed_names_the_whole_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        command_add.watched(["thư-mục"], feed=False)
    assert "hoibao add --feed URL --watch 15" in capsys.readouterr().err


def test_a_backup_that_is_none_is_told_without_opening_the_archive(tmp_path: Path) -> None:
    app = Typer()
    command_store.register(app)
    other, missing = tmp_path / "a.txt", tmp_path / "khong-co.gz"
    other.write_text("Cầu Nhật Tân")
    session = Session(data=tmp_path / "kho")
    told = CliRunner().invoke(app, ["restore", str(other)], obj=session)
    assert told.exit_code == 2
    assert "không phải tệp do `hoibao backup` ghi" in told.stderr
    told = CliRunner().invoke(app, ["restore", str(missing)], obj=session)
    assert "không có tệp" in told.stderr
    assert not (tmp_path / "kho").exists()


def test_users_are_listed_with_their_roles_and_a_wrong_role_is_told_first(tmp_path: Path) -> None:
    app = Typer()
    command_user.register(app)

    def told(*arguments: str, typed: str = "") -> Any:
        session = Session(data=tmp_path)
        return CliRunner().invoke(app, ["user", *arguments], input=typed, obj=session)

    wrong = told("add", "an", "--role", "sep")
    assert wrong.exit_code == 2
    assert "các vai: reader, editor" in wrong.stderr
    assert "Mật khẩu" not in wrong.stdout
    added = told("add", "an", "--role", "editor", typed="sen-trang-22\nsen-trang-22\n")
    assert "Nhập lại mật khẩu" in added.output
    assert added.exit_code == 0
    assert told("list").stdout == "an  editor\n"
