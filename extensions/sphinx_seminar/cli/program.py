"""The program ``seminar``: its commands, each loaded when it is called.

``seminar --help`` loads none of them: they need Sphinx, which costs half a second.
"""

from __future__ import annotations

import sys
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from typing import Any

#: By name: where the command stands (module:attribute, on this floor) and what it does.
COMMANDS = {
    "add-reading": (
        "sphinx_seminar.cli.add_reading:add_reading",
        "Add a reading to the bibliography by its DOI, arXiv id, ISBN or address.",
    ),
    "announce": (
        "sphinx_seminar.cli.announce:announce",
        "Write the announcement of a session: text, HTML, Markdown, mail or poster.",
    ),
    "build": (
        "sphinx_seminar.cli.build:build",
        "Build the site, the PDF, or both.",
    ),
    "check": (
        "sphinx_seminar.cli.check:check",
        "Report everything that is wrong, with file, line and column; mend what is mechanical.",
    ),
    "completion": (
        "sphinx_seminar.cli.completion:completion",
        "Write what makes a shell complete commands and options at the Tab key.",
    ),
    "cite": (
        "sphinx_seminar.cli.cite:cite",
        "Write the reading list of a session, a speaker, a topic or the whole archive.",
    ),
    "export": (
        "sphinx_seminar.cli.export:export",
        "Write what can be found for OpenSearch, Meilisearch or Typesense, or send it there.",
    ),
    "import": (
        "sphinx_seminar.cli.import_pages:import_pages",
        "Import sessions and readings from pages and exports; a dry run without --write.",
    ),
    "init": (
        "sphinx_seminar.cli.init:init",
        "Write a new archive into an empty folder; it builds at once.",
    ),
    "lock": (
        "sphinx_seminar.cli.lock:lock",
        "Note every published id and address in ids.lock, so that none vanishes unseen.",
    ),
    "sync": (
        "sphinx_seminar.cli.sync:sync",
        "Fetch what other archives publish into federation.lock, to be searched as one.",
    ),
    "withdraw": (
        "sphinx_seminar.cli.withdraw:withdraw",
        "Leave a tombstone in the place of a session or a talk, in every output.",
    ),
    "new": (
        "sphinx_seminar.cli.new:new",
        "Write the file of the next session, at a free date, and open it in an editor.",
    ),
    "serve": (
        "sphinx_seminar.cli.serve:serve",
        "Show the site in a browser, and build it again at every change.",
    ),
    "search": (
        "sphinx_seminar.cli.search:search",
        "Search talks, readings, speakers and pages of the archive as it was built last.",
    ),
    "slots": (
        "sphinx_seminar.cli.slots:slots",
        "List the free dates of the series' rhythm, outside breaks.",
    ),
    "todo": (
        "sphinx_seminar.cli.todo:todo",
        "Report what sessions lack, and rooms and speakers that are booked twice.",
    ),
    "readings": (
        "sphinx_seminar.cli.readings:readings",
        "Report what is missing, double, unknown or unread in the bibliography.",
    ),
}


#: In which order the help shows them; a command that is missing here comes last.
SECTIONS = {
    "Begin": ("init", "import", "new", "slots", "serve"),
    "Build": ("check", "todo", "build", "lock", "withdraw"),
    "Readings": ("add-reading", "readings", "cite"),
    "Reach people": ("announce", "search", "sync", "export"),
}
_OTHERS = "More"


class LazyCommands(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in alphabetical order."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, None for an unknown name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = resolve_name(COMMANDS[cmd_name][0])
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the lists of commands without loading them."""
        placed = {name for names in SECTIONS.values() for name in names}
        others = tuple(name for name in self.list_commands(ctx) if name not in placed)
        for title, names in (*SECTIONS.items(), (_OTHERS, others)):
            with formatter.section(title):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return commands and options that begin so, without loading the commands."""
        commands = [
            CompletionItem(name, help=COMMANDS[name][1])
            for name in self.list_commands(ctx)
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        # The package's own module stands above all floors; it is loaded in any case.
        click.echo(f"seminar {sys.modules['sphinx_seminar'].__version__}")
        ctx.exit()


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all is well, 1 something was found, 2 wrong usage or cannot.",
)
@click.option(
    "-C",
    "--directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="the current folder",
    help="Where to look for the archive: the folder with conf.py, or any below it.",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version,
    help="Show the version and exit.",
)  # fmt: skip
@click.pass_context
def seminar(ctx: click.Context, directory: Path) -> None:
    """Look after the archive of a seminar: write sessions, check them, build the site.

    \b
    A new archive:    seminar init my-seminar
    The next session: seminar new
    See it:           seminar serve
    What is wrong:    seminar check

    Each command works in any folder of the archive. What a command does, and all of its
    options: seminar COMMAND --help
    """  # noqa: D301 (click's sign for lines that stay lines)
    ctx.obj = directory


def main() -> None:
    """Run the program; the exit code is click's."""
    seminar(prog_name="seminar")
