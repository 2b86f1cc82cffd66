"""Ids and passcodes of meetings, told by the words before them in seven languages.

A pattern's group ``secret`` is what must not be shown. Words that occur everywhere
("password", "PIN") count only with a sign of equality and something like a code behind
them. All quantifiers are bounded.
"""

from __future__ import annotations

import re

#: What may stand between a word and its value: marks, quotes, cells of a table, a verb.
_GAP = (
    r"(?:[\s:：=\#*_`~|()（）\[\]«»\"'“”„‘’—–>&-]|&nbsp;|\\\s"
    r"|\b(?:is|ist|lautet|est|es|è)\b|[为為是]){0,12}"
)
_MARKS = r"[\s*_`~|()\[\]«»\"'“”„‘’—–]{0,6}"
_EQUAL = rf"{_MARKS}(?:[:：=]|->|→|\b(?:is|ist|lautet|est|es|è)\b|[为為是])[:：=]?{_MARKS}"
_FILLER = (
    r"(?:\s{1,3}(?:for|of|to|zum|zur|für|pour|de|del|la|le|el|para|the|this|our|das|den|die|"
    r"meeting|zoom|call|session|webinar|room|réunion|reunión|sala|besprechung|sitzung)\b){0,5}"
    r"(?:\s{0,2}[(（][^()（）\n]{0,30}[)）])?"
)

_ID_WORDS = (
    r"(?:(?:meeting|webinar|zoom|conference|konferenz|besprechungs?|sitzungs?|teams|webex|bbb|"
    r"video)[\s_-]{0,2}(?:id|no\.?|number|nummer|kennung|kennnummer|code|room|link)\b"
    r"|\bid\s{1,2}(?:de\s|della\s)?(?:la\s|l['’])?"
    r"(?:r[ée]uni[oó]n|conf[ée]rence|riunione|meeting)"
    r"|\bidentifiant\s(?:de\s)?(?:la\s|l['’])?(?:r[ée]union|conf[ée]rence)"
    r"|\bnum[ée]ro\s(?:de\s)?(?:la\s)?(?:r[ée]union|conf[ée]rence|reuni[oó]n)"
    r"|会议\s?(?:号码?|编号|id)|會議\s?(?:號碼?|編號|id)|腾讯会议|騰訊會議|房间号"
    r"|(?:ミーティング|会議)\s?id|회의\s?id|\bzoom|\bvoov)"
)
#: Nine to fifteen digits in groups, and no day such as 2025-01-17 or 17.01.2025.
_NO_DAY = r"(?!\d{4}[-./]\d\d[-./]\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
_ID = rf"{_NO_DAY}\d(?:[\s.\u00a0\u2009·-]{{0,2}}\d){{8,14}}(?!\d)"

MEETING_ID = re.compile(rf"{_ID_WORDS}{_FILLER}{_GAP}(?P<secret>{_ID})", re.IGNORECASE | re.VERBOSE)
MEETING_ID_TRIGGERS = (
    "meeting", "webinar", "zoom", "konferenz", "conference", "besprechung", "sitzung", "teams",
    "webex", "bbb", "video", "id de", "id della", "id riunione", "id r", "id c", "id m",
    "identifiant", "numéro", "numero", "会议", "會議", "会議", "房间号", "ミーティング",
    "회의", "voov",
)  # fmt: skip

#: The code of a Google Meet without its address.
MEET_CODE = re.compile(
    rf"(?:google\smeet|meet(?:ing)?[\s-]code){_GAP}(?P<secret>[a-z]{{3}}-[a-z]{{4}}-[a-z]{{3}})\b",
    re.IGNORECASE | re.VERBOSE,
)
MEET_CODE_TRIGGERS = ("google meet", "meet code", "meeting code", "meet-code", "meeting-code")

#: "one tap mobile": a number to dial with the id behind two commas.
ONE_TAP = re.compile(r"\+?\d[\d\s-]{5,20},,(?P<secret>\d{9,15})\#?")
ONE_TAP_TRIGGERS = (",,",)

_STRONG_WORDS = (
    r"(?:\bpass[\s-]?code|\bkenn-?code|\bzugangs-?code|\bzugriffs-?code|\beinwahl-?code"
    r"|(?:\bmeeting|\bzoom|\bwebinar)[\s-]?(?:pass(?:word|wort)|kennwort|pin|pwd|pw)"
    r"|\baccess[\s-]code|\bhost[\s-]?key|\bparticipant[\s-]code|\bdial-?in[\s-]code"
    r"|\bcode\s(?:secret|d['’]acc[èe]s|confidentiel|de\sla\sr[ée]union)"
    r"|\bc[óo]digo\sde\sacceso|\bcodice\s(?:d['’]|di\s)accesso"
    r"|入会密码|会议密码|會議密碼|参会密码|パスコード|암호)"
)
_WEAK_WORDS = (
    r"(?:\bpassword|\bpasswort|\bkennwort|\bpwd|\bpw|\bmot\sde\spasse|\bmdp"
    r"|\bcontrase[ñn]a|\bclave|密码|密碼|口令|パスワード|비밀번호)"
)
_VALUE = r"[^\s<>\"'`|,;()（）\[\]。，；、“”„«»]{3,64}"
_DIGITS_IN_TOKEN = rf"(?=[^\s<>\"'`|,;]{{0,24}}\d){_VALUE}"
_WORD_ALONE = r"[A-Za-z][\w!@\#$%^&*+-]{3,31}(?=[*_`~\"'“”»)\]|.,;]{0,3}\s{0,2}(?:$|\n|<|\\n))"

PASSCODES = (
    # a word that says enough, and a code with a digit
    re.compile(
        rf"{_STRONG_WORDS}{_FILLER}{_GAP}(?P<secret>{_DIGITS_IN_TOKEN})",
        re.IGNORECASE | re.VERBOSE,
    ),
    # a word that needs a sign of equality
    re.compile(
        rf"{_WEAK_WORDS}{_FILLER}{_EQUAL}(?P<secret>{_DIGITS_IN_TOKEN})",
        re.IGNORECASE | re.VERBOSE,
    ),
    # no digit, but nothing else on the line
    re.compile(
        rf"(?:{_STRONG_WORDS}|{_WEAK_WORDS}){_FILLER}{_EQUAL}(?P<secret>{_WORD_ALONE})",
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(
        rf"(?:{_STRONG_WORDS}|{_WEAK_WORDS})\s{{1,3}}(?P<secret>\d{{5,10}})(?![\w-])",
        re.IGNORECASE | re.VERBOSE,
    ),
    # "PIN" is also a kind of diode
    re.compile(rf"(?-i:\bPIN){_EQUAL}(?P<secret>\d{{4,10}})\b", re.IGNORECASE | re.VERBOSE),
    # the code before its name
    re.compile(
        r"(?<![\w.])(?=[\w@\#$%!-]{0,20}\d)(?P<secret>[\w@\#$%!-]{4,20})"
        r"\s{1,2}(?:is|as|als|ist|est|es|comme|como)\s{1,2}(?:(?:the|das|der|le|la|el)\s)?"
        rf"(?:{_STRONG_WORDS}|{_WEAK_WORDS})\b",
        re.IGNORECASE | re.VERBOSE,
    ),
)
PASSCODE_TRIGGERS = (
    "passcode", "pass code", "pass-code", "passwor", "kenncode", "kenn-code", "kennwort",
    "zugangscode", "zugangs-code", "zugriffscode", "zugriffs-code", "einwahlcode", "einwahl-code",
    "pin", "pwd", "pw", "mdp", "access code", "access-code", "host key", "host-key", "hostkey",
    "participant code", "participant-code", "dial-in", "dialin", "code secret", "code d",
    "code conf", "code de la", "mot de passe",
    "contrase", "clave", "código de acceso", "codigo de acceso",
    "codice d", "密码", "密碼", "口令", "パスコード", "パスワード", "암호", "비밀번호",
)  # fmt: skip

#: What stands where a passcode could, and says that there is none or how to get it.
NO_PASSCODE = frozenset({
    "none", "no", "not", "required", "needed", "optional", "protected", "see", "via", "sent",
    "tba", "tbd", "below", "above", "unknown", "same", "yes", "is", "are", "will", "can", "may",
    "must", "the", "a", "an", "by", "on", "in", "at", "as", "ask", "please", "contact", "request",
    "available", "free", "hidden", "private", "members", "secret", "changed", "forgotten",
    "policy", "email", "mail", "security", "strength", "kein", "keine", "keines", "nein", "nicht",
    "erforderlich", "notwendig", "nötig", "siehe", "wird", "auf", "per", "folgt", "bitte",
    "aucun", "aucune", "non", "requis", "nécessaire", "voir", "sera", "par", "envoyé", "envoyée",
    "néant", "ninguna", "ninguno", "requerida", "requerido", "ver", "será", "enviada", "enviado",
    "nessuna", "nessuno", "richiesta",
})  # fmt: skip
