"""``seminar completion``: the script with which a shell completes, written by click."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_SEMINAR_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Write the script that makes SHELL complete commands and options at the Tab key.

    \b
    bash: seminar completion bash > ~/.local/share/bash-completion/completions/seminar
    zsh:  seminar completion zsh > ~/.zfunc/_seminar  (with fpath+=~/.zfunc before compinit)
    fish: seminar completion fish > ~/.config/fish/completions/seminar.fish

    Exit codes: 0 written.
    """  # noqa: D301 (click's sign for lines that stay lines)
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    program = ctx.find_root().command
    click.echo(found(program, {}, "seminar", _VARIABLE).source())
