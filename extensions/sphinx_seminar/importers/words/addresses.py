"""What a link leads to: told by its label, by the column it stands in, and by its host."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from sphinx_seminar.importers.found import LinkRole
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.model.identifiers import looks_like_reading
from sphinx_seminar.model.spellings import host_of, split_url

_SLIDES_WORDS = (
    r"slides?|slidedeck|folien|presentation|präsentation|deck|pptx?|transparents|planches|diapos?"
    r"|diaporama|diapositiv\w+|lucidi|apresentação|课件|幻灯片|スライド"
)
_VIDEO_WORDS = (
    r"videos?|recordings?|recorded|youtube|watch|aufzeichnung|aufnahme|v[ií]d[eé]os?|grabaci[oó]n"
    r"|enregistrement|registrazione|bilibili|视频|录像|録画"
)
_NOTES_WORDS = (
    r"(?:lecture |class |meeting )?notes|minutes|write-?up|transcript|skript|notizen|appunti|讲义"
)
_ABSTRACT_WORDS = (
    r"abstracts?|details|zusammenfassung|résumé|resumen|riassunto|resumo|摘要"
    r"|more info(?:rmation)?"
)
_PAPER_WORDS = (
    r"papers?|preprint|arxiv|article|pdf|doi|publication|manuscript|chapter|book|reading|journal"
    r"|full text|biorxiv|medrxiv|openreview|supplement\w*|appendix|artikel|artículo|articolo|论文"
    r"|論文"
)
_LABEL_WORDS = (
    (LinkRole.SLIDES, _SLIDES_WORDS),
    (LinkRole.VIDEO, _VIDEO_WORDS),
    (LinkRole.STREAM, r"live ?stream|stream"),
    (LinkRole.CODE, r"code|github|gitlab|repo(?:sitory)?|notebooks?|colab|implementation"),
    (LinkRole.NOTES, _NOTES_WORDS),
    (LinkRole.HANDOUT, r"hand-?outs?|worksheet"),
    (LinkRole.EXERCISES, r"exercises?|problem sets?|homework"),
    (LinkRole.REGISTRATION, r"regist(?:er|ration)|sign[- ]?up|rsvp|anmeldung|tickets?"),
    (LinkRole.CALENDAR, r"calendar|ics|ical|add to calendar"),
    (LinkRole.ANNOUNCEMENT, r"announcement|poster|flyer|ankündigung|aushang|invitation"),
    (LinkRole.ABSTRACT, _ABSTRACT_WORDS),
    (LinkRole.BLOG, r"blogs?|blog ?posts?"),
    (LinkRole.PAPER, _PAPER_WORDS),
    (LinkRole.MEETING, r"zoom|teams|webex|google meet|join"),
    (LinkRole.WEBSITE, r"home ?page|web ?site|web ?page|website|link|here|more"),
)
_LABELS = tuple(
    (role, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for role, words in _LABEL_WORDS
)
_HOSTS: tuple[tuple[LinkRole, tuple[str, ...]], ...] = (
    (LinkRole.VIDEO, ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com", "panopto.com",
                      "panopto.eu", "mediasite.com", "videolectures.net", "av.tib.eu")),
    (LinkRole.CODE, ("github.com", "gitlab.com", "bitbucket.org", "colab.research.google.com",
                     "huggingface.co", "codeberg.org", "gist.github.com")),
    (LinkRole.SLIDES, ("slideshare.net", "speakerdeck.com", "slides.com",
                       "docs.google.com/presentation")),
    (LinkRole.NOTES, ("docs.google.com/document", "hackmd.io", "overleaf.com", "notion.so")),
    (LinkRole.REGISTRATION, ("eventbrite.com", "docs.google.com/forms", "forms.gle", "meetup.com")),
    (LinkRole.CALENDAR, ("calendar.google.com",)),
    (LinkRole.ANNOUNCEMENT, ("eepurl.com", "mailchi.mp")),
    (LinkRole.BLOG, ("medium.com", "towardsdatascience.com", "wordpress.com", "blogspot.com",
                     "substack.com", "distill.pub")),
    (LinkRole.MEETING, ("zoom.us", "meet.google.com", "teams.microsoft.com", "webex.com")),
)  # fmt: skip
_SLOTS = {
    Slot.SLIDES: LinkRole.SLIDES,
    Slot.RECORDING: LinkRole.VIDEO,
    Slot.CODE: LinkRole.CODE,
    Slot.NOTES: LinkRole.NOTES,
    Slot.READING: LinkRole.PAPER,
    Slot.READING_URL: LinkRole.PAPER,
    Slot.SPEAKER: LinkRole.PERSON,
    Slot.SPEAKER_URL: LinkRole.PERSON,
    Slot.ABSTRACT: LinkRole.WEBSITE,
}
_SLIDES_PATH = re.compile(r"slides?\b|[-_/]folien|\.(?:pptx?|key|odp)$", re.IGNORECASE)
_VIDEO_PATH = re.compile(r"\.(?:mp4|webm|mov|mkv)$|/videos?/|/recordings?/", re.IGNORECASE)
_ABSTRACT_PATH = re.compile(r"abstracts?[/_.-]|/abstract", re.IGNORECASE)
_CALENDAR_PATH = re.compile(r"\.ics$", re.IGNORECASE)
#: Words of labels that say no role.
_OTHER_WORDS = (
    "the|links|to|for|of|and|on|html|url|full|text|version|published|download|view|web|site|page"
    "|home|open|access|live|lecture|talk|problems?|sheet|sign|up|add|info|information|blog|post"
    "|seminar|meeting|part|extended|materials?|demo|data|dataset|review|thread|twitter|tweet"
)
_GENERIC_WORDS = "|".join((_OTHER_WORDS, *(words for _, words in _LABEL_WORDS)))
#: A label that names what the link is, and not what it leads to.
_GENERIC = re.compile(rf"[\W_\d]*(?:(?:{_GENERIC_WORDS})(?:[\W_\d]+|$))*", re.IGNORECASE)
_MOST_LABEL_WORDS = 5
#: What an address says beyond doubt, and columns that do.
_PLAIN = frozenset({LinkRole.VIDEO, LinkRole.MEETING, LinkRole.CALENDAR})
_COLUMNS = frozenset({Slot.SLIDES, Slot.RECORDING, Slot.CODE, Slot.NOTES})


def is_generic(label: str) -> bool:
    """Tell whether a *label* such as "pdf", "[link]" or "1" is no title.

    >>> is_generic("[pdf]"), is_generic("paper link"), is_generic("On rain")
    (True, True, False)
    """
    return _GENERIC.fullmatch(label.strip()) is not None or "://" in label


def role_of_label(label: str) -> LinkRole | None:
    """Return what a short *label* says of its link, None for a title or a name."""
    if len(label.split()) > _MOST_LABEL_WORDS:
        return None
    return next((role for role, pattern in _LABELS if pattern.search(label)), None)


@lru_cache(maxsize=4_096)
def role_of_url(url: str) -> LinkRole | None:
    """Return what the address alone says, None where it says nothing."""
    parts = split_url(url)
    path = unquote(parts.path if parts else url)
    if parts is not None:
        place = f"{host_of(parts)}{parts.path}"
        for role, hosts in _HOSTS:
            if any(_is_of(place, host) for host in hosts):
                return role
    for role, pattern in (
        (LinkRole.CALENDAR, _CALENDAR_PATH),
        (LinkRole.VIDEO, _VIDEO_PATH),
        (LinkRole.SLIDES, _SLIDES_PATH),
        (LinkRole.ABSTRACT, _ABSTRACT_PATH),
    ):
        if pattern.search(path):
            return role
    return LinkRole.PAPER if looks_like_reading(url) else None


def _is_of(place: str, host: str) -> bool:
    domain, _, path = host.partition("/")
    own, _, own_path = place.partition("/")
    return (own == domain or own.endswith(f".{domain}")) and own_path.startswith(path)


def role_of(url: str, label: str, slot: Slot) -> tuple[LinkRole, bool]:
    """Return what the link is, and whether that is in doubt."""
    by_url, by_slot = role_of_url(url), _SLOTS.get(slot)
    # "Code-pointer integrity" is a title, "[code]" a word for the link.
    by_label = role_of_label(label) if is_generic(label) else None
    if by_label is LinkRole.WEBSITE:
        by_label = None
    # A video in the column of the code is a video.
    plain = by_url if by_url in _PLAIN else None
    by_column = by_slot if slot in _COLUMNS else None
    found = plain or by_column or by_label or by_slot or by_url
    if found is not None:
        return found, False
    if split_url(url) is None:
        # A page of the site itself.
        return LinkRole.ABSTRACT, False
    return LinkRole.WEBSITE, slot is Slot.TITLE


def is_short(label: str) -> bool:
    """Whether a label is rather a word for the link than a title."""
    return len(label.split()) <= 3  # noqa: PLR2004
