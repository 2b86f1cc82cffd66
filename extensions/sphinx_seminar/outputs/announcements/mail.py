"""An announcement as a mail to be sent by somebody else: one file, the same bytes each time.

The texts are alternatives of each other (RFC 2046, 5.1.4), the calendar is attached with the
method that it says itself (RFC 6047, 2.4). ``X-Unsent`` makes mail programs open the file as
a draft; there is no recipient but those that were given. Nothing here is random: parts are
divided by a digest of what they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

#: Longer lines than mails may have are no use in headers, which fold themselves.
_POLICY = SMTP.clone(max_line_length=78)
METHOD = "PUBLISH"


class AddressError(ValueError):
    """An address that no mail can be sent to or from."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The addresses that were given, and the time that the mail carries."""

    date: datetime
    sender: str = ""
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    bcc: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What the mail says, in three forms, and its calendar with the name of its file."""

    subject: str
    text: str
    html: str
    calendar: bytes = b""
    filename: str = ""


def export_mail(letter: Letter, envelope: Envelope) -> bytes:
    """Return the mail.

    :raises AddressError: for an address that is none.
    """
    mail = EmailMessage(policy=_POLICY)
    _address(mail, "From", [envelope.sender])
    _address(mail, "To", envelope.to)
    _address(mail, "Cc", envelope.cc)
    _address(mail, "Bcc", envelope.bcc)
    mail["Subject"] = clean_line(letter.subject)
    mail["Date"] = envelope.date
    mail["X-Unsent"] = "1"
    # Quoted-printable: readable as it is, and no server need change it.
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.calendar:
        mail.add_attachment(
            letter.calendar.decode(),
            subtype="calendar",
            cte="quoted-printable",
            params={"method": METHOD},
            filename=letter.filename,
        )
    _divide(mail, letter)
    return mail.as_bytes()


def _address(mail: EmailMessage, name: str, addresses: Sequence[str]) -> None:
    given = [text for one in addresses if (text := one.strip())]
    if not given:
        return
    try:
        mail[name] = ", ".join(given)
        defects = mail[name].defects
        found = mail[name].addresses
    except (ValueError, MessageError, IndexError, AttributeError) as error:
        raise AddressError(f"{name}: {clean_line(', '.join(given))}") from error
    if defects or len(found) < len(given) or not all(one.username and one.domain for one in found):
        raise AddressError(f"{name}: {clean_line(', '.join(given))}")


def _divide(mail: EmailMessage, letter: Letter) -> None:
    """Give the parts boundaries that follow from the content, and stand nowhere in it."""
    digest = blake2b(repr(letter).encode("utf-8", "replace"), digest_size=12).hexdigest()
    parts = (part for part in mail.walk() if part.is_multipart())
    for number, part in enumerate(parts):
        # "_" as "=_" cannot stand in quoted-printable (RFC 2045, 6.7)
        part.set_boundary(f"=_{digest}-{number}")
