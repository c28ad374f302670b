"""Running coroutines beside Playwright, whose own loop runs in the thread of the tests."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def in_its_own_loop(start: Callable[[], Awaitable[Result]]) -> Result:
    """What the coroutine returns that ``start`` makes, run by a loop in a thread of its own."""

    async def run() -> Result:
        return await start()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, run()).result()
