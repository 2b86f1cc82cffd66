"""Words that stand where nothing is known yet, or where there is nobody."""

from __future__ import annotations

import re

_OPEN = re.compile(
    r"\W*(?:n\.\s?n\.?|t\.?\s?b\.?\s?[adc]\.?n?|to be (?:announced|determined|confirmed|decided)"
    r"|(?:nobody|no one|no speaker|nothing)(?: yet| so far)?|(?:open|free|available) slot"
    r"|(?:slot )?available|volunteers?(?: needed| wanted)?|you\?|speaker needed"
    r"|title tb[adc]|tb[adc] title|coming soon|to appear|open|\?+|wird (?:noch )?bekannt ?gegeben"
    r"|folgt|noch offen|à (?:annoncer|venir|définir)|por (?:anunciar|confirmar|definir)"
    r"|da (?:definire|annunciare)|a confirmar|未定|待定|未決定|미정)\W*",
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
