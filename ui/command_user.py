"""`hoibao user`: who may open a page that others can reach, and who may change the archive."""

from typing import TYPE_CHECKING, Annotated

import typer

from ui.failures import USAGE, fail
from ui.session import Session

if TYPE_CHECKING:
    from ui.users import Users

Name = Annotated[str, typer.Argument(help="Tên đăng nhập.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    user = typer.Typer(
        help="Người dùng của trang: reader chỉ hỏi, editor còn thêm và gỡ bài.",
        no_args_is_help=True,
    )
    user.command("add")(add)
    user.command("remove")(remove)
    user.command("list")(list_users)
    app.add_typer(user, name="user")


def users(context: typer.Context) -> "Users":
    """The users of the page over this archive."""
    from dataclasses import replace

    from corpus.settings import fill
    from ui.page_settings import PageSettings

    session: Session = context.obj
    settings = fill(PageSettings, session.tables.get("ui", {}), "ui")
    return replace(settings, data=settings.data or str(session.folder)).users


def add(
    context: typer.Context,
    name: Name,
    role: Annotated[str, typer.Option(help="reader hoặc editor.")] = "reader",
) -> None:
    """Thêm người dùng, hoặc đặt lại mật khẩu và quyền của người đã có."""
    from ui.users import ROLES, UserError

    if role not in ROLES:  # Told before a password is typed twice for nothing.
        fail(f"vai {role!r} không có; các vai: {', '.join(ROLES)}", USAGE)
    password = typer.prompt(
        "Mật khẩu (ít nhất 10 ký tự)",
        hide_input=True,
        confirmation_prompt="Nhập lại mật khẩu",
        prompt_suffix=": ",
    )
    try:
        users(context).add(name, password, role)
    except UserError as error:
        fail(str(error), USAGE)
    print(f"Đã thêm {name} ({role}). Trang đang chạy mà trước đó chưa có ai thì cần mở lại.")


def remove(context: typer.Context, name: Name) -> None:
    """Bỏ một người dùng."""
    from ui.users import UserError

    try:
        known = users(context).remove(name)
    except UserError as error:
        fail(str(error))
    if not known:
        fail(f"không có người dùng {name!r}; xem bằng: hoibao user list")
    print(f"Đã bỏ {name}.")


def list_users(context: typer.Context) -> None:
    """Liệt kê người dùng, mỗi người một dòng với vai của họ."""
    for name, role in users(context).names().items():
        print(f"{name}  {role}")
