"""`hoibao user`: who may open a page that others can reach, and who may change the archive."""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from ui.failures import fail
from ui.session import Session

if TYPE_CHECKING:
    from ui.users import Role, Users

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
    from ui.users import UserError

    password = typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt=True)
    try:
        users(context).add(name, password, cast("Role", role))
    except UserError as error:
        fail(str(error), 2)
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
    """Liệt kê người dùng."""
    for name in users(context).names():
        print(name)
