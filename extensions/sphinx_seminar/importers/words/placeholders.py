"""Words that stand where nothing is known yet, or where there is nobody."""

from __future__ import annotations

import re

_OPEN_WORDS = (
    r"(?:n\.\s?n\.?|t\.?\s?b\.?\s?[adc]\.?n?"
    r"|(?:yet )?to be (?:announced|determined|confirmed|decided|specified)"
    r"|(?:not yet|to be) (?:known|announced|available)"
    r"|wird (?:noch )?bekannt ?gegeben|folgt|noch offen"
    r"|à (?:annoncer|venir|définir|confirmer|préciser|déterminer)"
    r"|por (?:anunciar|confirmar|definir|determinar)|a (?:confirmar|definir|anunciar)"
    r"|da (?:definire|annunciare|confermare)|a definire"
    r"|未定|待定|待公布|未決定|미정)"
)
_THING_WORDS = (
    r"(?:(?:the |le )?(?:title|topic|speaker|presenter|paper|abstract|details|titre|sujet|orateur"
    r"|titel|thema|título|titolo|题目|主讲人)\s*(?:is |are |wird |[:：])?\s*)"
)
_OPEN = re.compile(
    rf"\W*(?:{_THING_WORDS}?{_OPEN_WORDS}(?:\s+(?:title|speaker|topic|presenter|paper))?"
    r"|(?:nobody|no one|no speaker|nothing)(?: yet| so far)?|(?:open|free|available) slot"
    r"|(?:slot )?available|volunteers?(?: needed| wanted)?|you\?|speaker needed"
    r"|coming soon|to appear|open|\?+)\W*",
    re.IGNORECASE,
)
#: "TBA | TBA", "TBA: TBA"
_PARTS = re.compile(r"[|/;,:]|\s[-–—]\s")
_NOBODY = re.compile(
    r"[\s\-–—_.*/]*(?:none|n\.?/?a\.?|nobody|no speaker|unknown|various(?: speakers)?|empty"
    r"|all|everyone|everybody|all members|the group"
    r"|not applicable|なし|无)?[\s\-–—_.*/]*",
    re.IGNORECASE,
)


def is_open(text: str) -> bool:
    """Tell whether *text* says that something is yet to be announced.

    >>> is_open("TBA"), is_open("(to be confirmed)"), is_open("TBA by A. Lee")
    (True, True, False)
    """
    if _OPEN.fullmatch(text.strip()):
        return True
    parts = [part for part in _PARTS.split(text) if part.strip()]
    return bool(parts) and all(_OPEN.fullmatch(part.strip()) for part in parts)


def is_nobody(text: str) -> bool:
    """Tell whether *text* says that there is none: dashes, "None", "N/A".

    >>> is_nobody("--"), is_nobody("None"), is_nobody("Noor")
    (True, True, False)
    """
    return _NOBODY.fullmatch(text.strip()) is not None


def is_nothing(text: str) -> bool:
    """Tell whether *text* names neither a person nor a thing."""
    return is_open(text) or is_nobody(text)
