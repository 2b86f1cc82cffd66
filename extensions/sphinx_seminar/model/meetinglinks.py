"""What links into online meetings and invitations into closed groups look like.

Each pattern names the host and so much of the path as tells a way into a meeting from a
page about the service. It also matches an address that was percent-encoded, escaped for
HTML or JSON, spelled out ("zoom dot us") or wrapped. A pattern is only tried on a text that
holds one of its ``triggers``, and near it; all quantifiers are bounded, so that each is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Shape:
    """A pattern, and the small letters of which one must be in a text for it to match."""

    triggers: tuple[str, ...]
    source: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern; compiling all of them takes longer than most texts do."""
        return re.compile(self.source, re.IGNORECASE | re.VERBOSE)


_DOT = r"(?:\.|\[\.\]|\(\.\)|%2e|\s{0,2}[\[(]?\b(?:dot|punkt|point|punto)\b[\])]?\s{0,2})"
_SLASH = (
    r"(?:\s{0,8}(?:/|\\/|%2f|%252f|&\#47;|&\#x2f;|&sol;|\\u002f|\bslash\b)"
    r"(?:[\s\u200b\xad]|\\allowbreak|\\linebreak){0,8})"
)
_EQUALS = r"(?:=|%3d|%253d|\\u003d|&\#61;|&equals;)"
_AND = r"(?:[?&;\#]|%3f|%26|%253f|%2526|\\u0026|\\u003f)"
#: Part of a host or a path, between two dots or slashes.
_PART = r"[\w.%~-]{1,64}"


def _shape(triggers: str, pattern: str) -> Shape:
    spelled = (
        pattern.replace("<.>", _DOT)
        .replace("</>", _SLASH)
        .replace("<=>", _EQUALS)
        .replace("<&>", _AND)
        .replace("<part>", _PART)
    )
    return Shape(tuple(triggers.split()), spelled)


#: Ways into a meeting.
MEETINGS = (
    _shape(
        "zoom",
        r"zoom(?:gov)?<.>(?:us|com(?:<.>cn)?)</>"
        r"(?:(?:j|w|s|wc|my|launch)</>[\w.-]|meetings?</>\d{9})",
    ),
    _shape("zoommtg zoomus", r"zoom(?:mtg|us)(?:://|%3a%2f%2f)"),
    _shape("/j/ %2fj%2f slash", r"</>j</>\d{3}[\s-]?\d{3,4}[\s-]?\d{3,4}\b"),
    _shape(
        "google tel.meet g.co",
        r"\b(?:meet<.>google<.>com</>(?:[a-z]{3}-[a-z]{4}-[a-z]{3}|[a-z]{10}\b|lookup</>|_meet</>)"
        r"|tel<.>meet</>[a-z]{3}-|g<.>co</>meet</>\w|hangouts<.>google<.>com</>(?:call|hangouts))",
    ),
    _shape(
        "teams meetup-join",
        r"teams<.>(?:live|microsoft|cloud<.>microsoft)(?:<.>(?:com|us))?</>(?:_\#)?</>?"
        r"(?:l</>(?:meetup-join|meeting|team|channel)|meet</>\w|meetup-join)"
        r"|meetup-join</>|msteams:",
    ),
    _shape(
        "webex",
        r"webex<.>com</>(?:<part></>){0,3}"
        r"(?:j<.>php|[eg]<.>php|meet</>\w|join</>\w|wbxmjs|m</>\w|onstage)"
        r"|webexteams:",
    ),
    _shape("mtid=m mtid%3dm", r"\bmtid<=>m[0-9a-f]{16}"),
    _shape(
        "tencent voov wemeet",
        r"meeting<.>tencent<.>com</>(?:dm|p|s|l|v2|user-meeting)</>"
        r"|voovmeeting<.>com</>(?:dm|p|s|l|r|w)</>|wemeet://",
    ),
    _shape("lifesize", r"lifesize(?:cloud)?<.>com</>(?:[\w-]{1,20}</>)?\d{4}"),
    _shape("bigbluebutton", r"bigbluebutton</>(?:api</>join|html5client|rooms)"),
    _shape(
        "/b/ /gl/ /rooms/ /r/ %2fb%2f %2frooms%2f slash",
        r"</>(?:b|gl|r|rooms)</>[a-z0-9]{3}(?:-[a-z0-9]{3}){2,3}(?![\w-])"
        r"|</>rooms</>[\w-]{3,64}</>join\b",
    ),
    _shape(
        "jit jitsi 8x8",
        r"meet<.>jit<.>si</>[\w%]|\b8x8<.>vc</>\w"
        r"|</></>jitsi[\w-]{0,20}<.>(?!org\b)[\w.-]{2,60}</>\w",
    ),
    _shape("whereby", r"whereby<.>com</>[\w-]{3}"),
    _shape(
        "goto",
        r"(?:meet<.>goto<.>com|gotomeet(?:ing)?<.>(?:com|me))</>(?:join</>)?(?:\d{6}|[\w-]{4})",
    ),
    _shape("bluejeans", r"bluejeans<.>com</>\d{6}"),
    _shape("skype", r"join<.>skype<.>com</>\w|meet<.>lync<.>com</>"),
    _shape(
        "feishu lark dingtalk",
        r"vc<.>(?:feishu<.>cn|larksuite<.>com)</>j</>\d|meeting<.>dingtalk<.>com</>j</>",
    ),
    _shape("conf.dfn dfnconf", r"conf<.>dfn<.>de</>webapp</>conference</>\d"),
    _shape("gather.town", r"gather<.>town</>(?:app|invite)"),
)

#: Ways into closed groups, where the link to the meeting is handed round.
INVITATIONS = (
    _shape("slack", r"slack<.>com</>(?:t</>[\w.-]{1,60}</>(?:shared_)?|join</>shared_)invite"),
    _shape("slack", r"join<.>slack<.>com</>t</>\w"),
    _shape("discord", r"discord(?:<.>gg|(?:app)?<.>com</>invite)</>\w"),
    _shape("whatsapp", r"chat<.>whatsapp<.>com</>\w"),
    _shape("t.me telegram", r"\b(?:t|telegram)<.>me</>(?:\+|joinchat</>)\w"),
    _shape("signal.group", r"signal<.>group</>\#"),
    _shape("/join/", r"zulip(?:chat)?<.>com</>join</>\w"),
    _shape("signup_user_complete", r"signup_user_complete</>\?id<=>"),
)

#: A code in the query of an address, whatever the host.
CODES = _shape(
    "pwd= passcode= password= passwd= accesscode= access_code= pin= "
    "pwd%3d passcode%3d password%3d pwd%253d pwd\\u003d passcode\\u003d",
    r"<&>(?:amp;)?(?:pwd|pass(?:code|word|wd)|meetingpassword|access_?code|pin)<=>"
    r"[\w%.~+-]{4}",
)
