"""Failures of commands as one sentence and an exit status."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

from corpus.settings import SettingsError

CANNOT, USAGE, STORE = 1, 2, 3
"""Exit statuses: could not do it, used wrongly, something is wrong with the store."""


def fail(sentence: str, status: int = CANNOT) -> NoReturn:
    """Say the sentence on stderr and leave.

    Raises:
        SystemExit: Always, with the status.
    """
    print(f"hoibao: {sentence}", file=sys.stderr)
    raise SystemExit(status)


def one_line(text: str) -> str:
    """A text of others, such as a path, that cannot command a terminal or begin a new line."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def reason_of(error: OSError) -> str:
    """Why the system refused a file, in a sentence for a reader."""
    for kind, reason in _REASONS.items():
        if isinstance(error, kind):
            return reason
    return error.strerror or str(error)


def guarded(run: Callable[[], Any]) -> Any:
    """What ``run`` returns; the errors a user can mend become a sentence."""
    from index.embedding_errors import EmbeddingError
    from index.store_errors import StoreError

    try:
        return run()
    except SettingsError as error:
        fail(str(error), USAGE)
    except (StoreError, EmbeddingError) as error:
        fail(str(error), STORE)
    except BrokenPipeError:
        sys.stderr.close()
        return None
    except KeyboardInterrupt:
        fail("đã dừng theo yêu cầu; những gì đã nạp xong vẫn còn.", 130)
    except OSError as error:
        if error.errno == _DISK_FULL:
            fail("ổ đĩa đã đầy; những gì đã nạp xong vẫn còn. Hãy giải phóng chỗ rồi chạy lại.")
        fail(f"{error.filename or ''}: {reason_of(error)}")
    except Exception as error:
        from index.connection import failures

        if not isinstance(error, failures()) and "No space left" not in str(error):
            raise
        fail(
            f"kho Chroma không làm được việc này ({error}); ổ đĩa còn chỗ không, máy chủ còn chạy "
            "không? Những gì đã nạp xong vẫn còn; hãy chạy lại, hoặc khám kho: hoibao doctor",
            STORE,
        )


_DISK_FULL = 28
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp hay thư mục này",
    IsADirectoryError: "đây là một thư mục, cần một tệp",
    NotADirectoryError: "một phần của đường dẫn này không phải thư mục",
    PermissionError: "không có quyền đọc hay ghi",
}
