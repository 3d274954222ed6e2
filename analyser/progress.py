"""A progress line on standard error: the case, the stage, the time; silent where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def show_stages() -> Iterator[Callable[[str, str], None]]:
    """Yield a function that shows a case id and a stage while the work goes on; it writes nothing to a file or a pipe."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), console=console, transient=True,
        disable=not console.is_terminal,
    ) as progress:  # fmt: skip
        task = progress.add_task("reading", total=None)

        def on_stage(case_id: str, stage: str) -> None:
            progress.update(task, description=f"{case_id}: {stage}")

        yield on_stage
