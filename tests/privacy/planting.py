"""Secrets of many shapes, planted into every field that an author fills in; each is unique."""

from __future__ import annotations

import re
from itertools import cycle
from typing import NamedTuple

#: The shape, with a place for what makes it unique; digits and letters of a made-up meeting.
SHAPES = (
    "https://uni.zoom.us/j/8{n:010d}?pwd=Qx{n:06d}",
    "https://zoom.us/my/prof{n:06d}",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_{n:08d}",
    "https://uni.webex.com/meet/prof{n:06d}",
    "https://meeting.tencent.com/dm/Ab{n:08d}",
    "https://call.lifesizecloud.com/{n:08d}",
    "https://join.slack.com/t/sem/shared_invite/zt-{n:08d}",
    "https://meet.jit.si/Seminar{n:06d}",
    "https://bbb.uni.example/b/abc-{m:03d}-xyz-{m:03d}",
    "Meeting ID: 8{n:010d}",
    "会议号：9{n:08d}",
    "Passcode: {n:06d}",
    "Passwort: Pw{n:06d}",
    "Mot de passe : k{n:06d}",
    "密码：{n:06d}",
    "contraseña: {n:06d}",
)

#: A page with one place a field; {} is where the secret goes.
MARKDOWN_FIELDS = (
    ("front matter", '---\nnote: "{}"\n---\n# Page\n'),
    ("heading", "# Page {}\n"),
    ("text", "# Page\n\nText {} goes on.\n"),
    ("link", "# Page\n\n[Join]({}) us.\n"),
    ("autolink", "# Page\n\n<{}>\n"),
    ("code", "# Page\n\n`{}`\n"),
    ("code block", "# Page\n\n```text\n{}\n```\n"),
    ("python block", '# Page\n\n```python\nx = "{}"\n```\n'),
    ("comment", "# Page\n\n% {}\n"),
    ("html comment", "# Page\n\n<!-- {} -->\n"),
    ("raw html", '# Page\n\n<a href="{}">x</a>\n'),
    ("table", "# Page\n\n| a | b |\n|---|---|\n| x | {} |\n"),
    ("footnote", "# Page\n\nText[^1].\n\n[^1]: {}\n"),
    ("admonition", "# Page\n\n:::{{note}}\n{}\n:::\n"),
    ("todo", "# Page\n\n:::{{only}} draft\n{}\n:::\n"),
    ("quote", "# Page\n\n> {}\n"),
    ("argument", "# Page\n\n:::{{session}} 2025-01-{day} {}\n:::\n"),
    ("notice", "# Page\n\n:::{{session}} 2025-01-{day}\n:notice: {}\n:::\n"),
    ("reason", "# Page\n\n:::{{session}} 2025-01-{day}\n:status: cancelled\n:reason: {}\n:::\n"),
    ("venue", "# Page\n\n:::{{session}} 2025-01-{day}\n:venue: {}\n:::\n"),
    ("chair", "# Page\n\n:::{{session}} 2025-01-{day}\n:chair: {}\n:::\n"),
    ("number", "# Page\n\n:::{{session}} 2025-01-{day}\n:number: {}\n:::\n"),
    ("join", "# Page\n\n:::{{session}} 2025-01-{day}\n:join: {}\n:::\n"),
    ("unknown option", "# Page\n\n:::{{session}} 2025-01-{day}\n:zoom: {}\n:::\n"),
    ("session text", "# Page\n\n:::{{session}} 2025-01-{day}\n\n{}\n:::\n"),
    ("title", "# Page\n\n::::{{session}} 2025-01-{day}\n\n:::{{talk}} On {}\n:::\n::::\n"),
    *(
        (name, f"# Page\n\n::::{{{{session}}}} 2025-01-{{day}}\n\n:::{{{{talk}}}} T\n:{name}: {{}}\n:::\n::::\n")  # noqa: E501 (one page)
        for name in ("speaker", "kind", "topics", "readings", "further-readings", "slides",
                     "recording", "notes", "code", "doi", "language", "id", "aliases", "withdrawn",
                     "start")
    ),
    *(
        (f"session {name}", f"# Page\n\n:::{{{{session}}}} 2025-01-{{day}}\n:{name}: {{}}\n:::\n")
        for name in ("id", "aliases", "withdrawn", "series", "moved-to", "moved-from", "format")
    ),
    ("citation", "# Page\n\n{{cite}}`{{{}}} k1 (ch. 1) {{and more}}`\n"),
    ("cited pages", "# Page\n\n{{reading}}`k1 ({})`\n"),
    ("role", "# Page\n\n{{speaker}}`{}`\n"),
    ("filter", "# Page\n\n```{{sessions}}\n:speaker: {}\n```\n"),
    ("listing", "# Page\n\n```{{readings}} {}\n```\n"),
    ("reading page", "# Page\n\n```{{reading}} {}\n```\n"),
    ("formula", "# Page\n\n$x = {}$\n"),
    ("figure", "# Page\n\n```{{figure}} x.png\n:alt: {}\n```\n"),
    ("abstract", "# Page\n\n::::{{session}} 2025-01-{day}\n\n:::{{talk}} T\n{}\n:::\n::::\n"),
)  # fmt: skip

RST_FIELDS = (
    ("comment", "Page\n====\n\n.. {}\n"),
    ("text", "Page\n====\n\n{}\n"),
    ("literal", "Page\n====\n\n::\n\n   {}\n"),
    ("field", "Page\n====\n\n:x: {}\n"),
    ("substitution", "Page\n====\n\n.. |s| replace:: {}\n\n|s|\n"),
)

BIB_FIELDS = ("title", "note", "abstract", "url", "howpublished", "annote", "keywords", "file")


class Planted(NamedTuple):
    """A secret as it was typed, where, and the letters and digits by which it is known."""

    where: str
    text: str

    @property
    def marks(self) -> list[str]:
        # what is left when the words are taken away
        return re.findall(r"\w*\d{6,}\w*", self.text) or [self.text.rpartition("/")[2]]


def plant(rounds: int) -> tuple[dict[str, str], list[Planted]]:
    """Return the files of an archive with secrets in all fields, and what was planted."""
    files: dict[str, str] = {}
    planted: list[Planted] = []
    shapes = cycle(SHAPES)
    number = 710_001

    def secret(where: str) -> str:
        nonlocal number
        number += 37
        text = next(shapes).format(n=number, m=len(planted))
        planted.append(Planted(where, text))
        return text

    for index, (name, page) in enumerate((*MARKDOWN_FIELDS, *RST_FIELDS)):
        path = f"page-{index}.{'md' if page[0] in '#-' and '====' not in page else 'rst'}"
        turns = [
            page.format(secret(f"{path} {name}"), day=f"{(index + turn * 7) % 28 + 1:02d}")
            for turn in range(rounds)
        ]
        # front matter stands at the beginning alone, a heading of the page as well
        rest = (turn.replace("# Page", "## Page") for turn in turns[1:])
        files[path] = "\n".join((turns[0], *(rest if page[0] != "-" else ())))
        if page[0] == "-":
            del planted[1 - rounds :]
    entries = [
        f"@misc{{k{index}, author = {{Doe, Ann}}, {name} = {{{secret(f'bib {name}')}}}}}"
        for index, name in enumerate(BIB_FIELDS * rounds)
    ]
    files["refs.bib"] = "\n".join(entries)
    files["people.toml"] = f'[ada]\nname = "Ada"\nhomepage = "{secret("people")}"\n'
    names = "\n".join(sorted(name.rpartition(".")[0] for name in files if name.startswith("page-")))
    listings = "".join(f"\n```{{{name}}}\n```\n" for name in ("readings", "sessions"))
    files["index.md"] = f"# Index\n\n```{{toctree}}\n{names}\n```\n{listings}"
    return files, planted
