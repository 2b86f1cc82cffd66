"""Names of columns, keys and labels, and the slots that they mean.

What a person mapped goes first. Then the usual names in the languages of seminar pages;
those that groups use in different senses ("venue" is a room or a conference, "author" the
speaker or who wrote the paper) are decided by the names beside them. A name that is not
known is told with three examples, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.importers.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_NAMES: dict[Slot, str] = {
    Slot.DATE: (
        "date|dates|day|when|datum|termin|tag|fecha|día|data|giorno|jour|dato|päivä|dag|日付|日期"
        "|日時|时间|talk date|event date|date and time|date time|datetime|session date|date de|wann"
        "|cuándo|quand|日|when and where|meeting date|tentative date|event start|date start"
    ),
    Slot.END_DATE: "end date|date end|enddate|until|bis|event end|last day",
    Slot.WEEKDAY: "weekday|wochentag|day of week|day of the week|曜日|星期",
    Slot.TIME: (
        "time|times|uhrzeit|zeit|heure|horaire|hora|ora|orario|tid|tijd|时间段|時間|hour|hours"
        "|clock|slot|time slot|timeslot|kl|talk time|event time|meeting time|session time"
        "|seminar time"
    ),
    Slot.START: (
        "start|starts|start time|starttime|begin|beginn|time start|start at|startzeit|start_at"
    ),
    Slot.END: "end|ends|to|end time|endtime|finish|ende|time end|endzeit|end_at",
    Slot.DURATION: "duration|length|dauer|durée|minutes|duración",
    Slot.ZONE: "timezone|time zone|tz|zone|zeitzone",
    Slot.SPEAKER: (
        "speaker|speakers|presenter|presenters|presentor|lecturer|lecturers|presented by|who|name"
        "|leader|lead|discussion lead|discussion leader|discussion leaders|led by|by|person|people"
        "|vortragender|vortragende|vortrag von|referent|referenten|referentin|redner|sprecher"
        "|orateur|oratrice|orateurs|intervenant|intervenants|intervenante|conférencier|ponente"
        "|ponentes|orador|oradores|relatore|relatori|conferenciante|expositor|spreker"
        "|foredragsholder|taler|föreläsare|talare|presenting|speaker name|presenter name"
        "|speaker s|presenter s|facilitator|facilitators|moderator of the discussion|guest"
        "|guest speaker|invited speaker|your name|full name|instructor|instructors|volunteer"
        "|发言人|报告人|主讲人|主讲"
        "|講師|発表者|講演者|报告者|演讲者|担当|presentation by|talk by|student|public name|persons"
        "|presented|discussant|discussants|candidate"
    ),
    Slot.AFFILIATION: (
        "affiliation|affiliations|institution|institutions|institute|university|organization"
        "|organisation|org|company|from|zugehörigkeit|institut|universität|établissement"
        "|afiliación|institución|affiliazione|所属|单位|機関|department|speaker affiliation"
        "|institution name|speaker institution|university institution"
    ),
    Slot.SPEAKER_URL: (
        "speaker url|speaker link|homepage|speaker homepage|speaker website|speaker page"
        "|speaker-url|person url|presenter url|presenter link|author url"
    ),
    Slot.CHAIR: (
        "chair|host|hosts|session chair|moderator|organizer|organiser|organizers|organisers"
        "|gastgeber|hosted by|convenor|convener|inviter|invited by|chairs|chaired by|hôte"
    ),
    Slot.TITLE: (
        "title|titles|talk|talk title|topic|topics covered|subject|theme|thema|titel|titre|sujet"
        "|título|titulo|tema|titolo|argomento|otsikko|emne|ämne|题目|標題|标题|题名|タイトル|演題|主题"
        "|テーマ|presentation|presentation title|seminar title|lecture|what|title of talk|heading"
        "|title of the talk|talk topic|seminar topic|summary|vortrag|vortragstitel|exposé|event"
        "|session|session title|content|contents|agenda|activity|lecture topic|name of talk"
        "|theme topic|discussion topic"
    ),
    Slot.KIND: "kind|type|category|format|art|event type|session type|talk type|tipo",
    Slot.ABSTRACT: (
        "abstract|abstracts|description|zusammenfassung|résumé|resumen|resumo|riassunto|内容|摘要"
        "|概要|要旨|details|long description|talk abstract|summary of talk"
    ),
    Slot.LANGUAGE: "language|lang|sprache|langue|idioma|语言|言語",
    Slot.TOPICS: "tags|keywords|categories|tag|track|area|areas|subjects|schlagwörter|labels",
    Slot.NUMBER: (
        "#|no|nr|number|week|session no|meeting|session number|id no|lecture no|woche|semaine"
        "|semana|n°|№|回|第|no.|wk|lecture number|num|nº|week number|meeting number|episode"
    ),
    Slot.STATUS: "status|state|estado|statut|状态",
    Slot.REASON: "reason|no seminar|grund|reason for cancellation",
    Slot.READING: (
        "paper|papers|reading|readings|article|articles|literature|literatur|reference|references"
        "|publication title|paper title|book|chapter|chapters|required reading|material|papers read"
        "|main paper|paper s|reading material|reading materials|to read|suggested reading"
        "|required readings|papier|artículo|articulo|articolo|论文|文献|論文|text|texts|preprint"
        "|paper to read|reading assignment|manuscript|primary paper|readings and materials|arxiv"
        "|paper discussed|optional reading|further reading|papers discussed|bibliography|lektüre"
    ),
    Slot.READING_URL: (
        "paper url|paper link|reading url|reading link|link to paper|url paper|paper-url|doi"
        "|paper doi|arxiv link|arxiv id|pdf link|article link|paper pdf|pdf"
    ),
    Slot.READING_AUTHORS: (
        "authors|paper authors|author s|written by|authors of the paper|autoren|auteurs|autores"
        "|autori|作者|著者|paper author|book author"
    ),
    Slot.PUBLICATION: (
        "appear in|appeared in|published in|journal|conference|publication|proceedings|journal conf"
        "|journal conference|published at|publication venue|paper venue|source|期刊|会议|venue year"
        "|conf|published|appears in"
    ),
    Slot.VENUE: (
        "venue|room|location|place|where|ort|raum|saal|lieu|salle|lugar|sala|luogo|aula|sted|plats"
        "|lokale|地点|场所|場所|教室|address|building|hörsaal|locale|rooms|venues|lokaal|房间|会場"
    ),
    Slot.MEETING: (
        "zoom|zoom link|meeting link|online link|teams link|join|join link|meet|google meet|webex"
        "|meeting url|online meeting|zoom url|video link|access link|conference link|join url"
        "|videoconference|videoconference link|会议链接|腾讯会议|remote link|dial in|online url"
        "|stream link private|bbb|bigbluebutton|teams|virtual link|video call|call link"
    ),
    Slot.MEETING_ID: (
        "meeting id|zoom id|webinar id|conference id|会议号|会议id|ミーティングid|meetingid"
    ),
    Slot.PASSCODE: (
        "passcode|password|pass|pwd|pin|zoom password|meeting password|zoom passcode|密码|会议密码"
        "|パスコード|kennwort|passwort|mot de passe|contraseña|meeting passcode"
    ),
    Slot.SLIDES: (
        "slides|slide|slides link|folien|deck|slide deck|diapositives|diapositivas|transparents"
        "|スライド|幻灯片|presentation slides|ppt|slides url|slides pdf|lucidi|課件|课件"
        "|url slides|slide link"
    ),
    Slot.RECORDING: (
        "video|videos|recording|recordings|recorded talk|youtube|aufzeichnung|enregistrement|vidéo"
        "|grabación|vídeo|視頻|视频|録画|video url|recording link|recorded|youtube link|录像|watch"
        "|video recording|bilibili|stream|media|url video|youtube url|video embed|youtube id"
    ),
    Slot.CODE: (
        "code|repo|repository|github|software|implementation|notebook|notebooks|代码|url code"
    ),
    Slot.NOTES: "notes|lecture notes|minutes of meeting|skript|script|notes link|handout|handouts",
    Slot.LINK: (
        "link|links|url|urls|website|web|resources|resource|more|more info|blogs|blog|materials"
        "|extra|extras|related links|see also|webpage|page|permalink|poster|flyer|supplementary"
        "|supplementary material|additional material|additional resources|attachments|files|related"
        "|event url|event link|talk url|talk link|external link|external url|url pdf|url project"
        "|url dataset|url poster|url source|url event|announcement url"
    ),
    Slot.NOTE: (
        "note|comment|comments|remark|remarks|info|information|bemerkung|bemerkungen|remarque"
        "|observaciones|note to|misc|備考|备注|additional info|additional information|hinweis"
        "|hinweise|other"
    ),
    Slot.NOTICE: "notice|announcement|please note|attention|achtung",
    Slot.ID: "id|uid|guid|slug|identifier|external id|seminar id|talk id",
    Slot.PRIVATE: (
        "email|e-mail|mail|emails|e mail|speaker email|contact|phone|telephone|gender|pronouns"
        "|attendance|attendees|number of attendees|participants|host key|host id|host account"
        "|zoom host|dietary|diet|hotel|arrival|departure|reimbursement|honorarium|telefon|correo"
        "|courriel|邮箱|メール|presenter email|contact email|speaker gender|sex|netid|host code"
        "|number of participants|audience|budget|payment|rsvp list"
    ),
    Slot.IGNORED: (
        "layout|published|permalink path|draft status|excerpt separator|order|weight|image|photo"
        "|picture|avatar|thumbnail|icon|color|colour|css|class|featured|toc|sidebar|nav order|share"
        "|draft|all day|math|comments enabled|reading time|view|cascade|aliases|projects|header"
        "|speaker image|speaker photo|img|image url|photo url|show date|profile|commentable"
        "|timestamp|zeitstempel|horodateur"
    ),
}
#: What a name means depends on the names beside it: (name, one of these is there, then).
_BESIDE: tuple[tuple[str, frozenset[Slot], Slot], ...] = (
    ("day", frozenset({Slot.DATE}), Slot.WEEKDAY),
    ("tag", frozenset({Slot.DATE}), Slot.WEEKDAY),
    ("jour", frozenset({Slot.DATE}), Slot.WEEKDAY),
    ("venue", frozenset({Slot.READING_AUTHORS}), Slot.PUBLICATION),
    ("name", frozenset({Slot.SPEAKER}), Slot.TITLE),
    ("from", frozenset({Slot.END}), Slot.START),
    ("summary", frozenset({Slot.TITLE}), Slot.ABSTRACT),
    ("summary", frozenset({Slot.READING}), Slot.NOTE),
    ("content", frozenset({Slot.TITLE, Slot.READING}), Slot.ABSTRACT),
    ("event", frozenset({Slot.TITLE}), Slot.KIND),
    ("session", frozenset({Slot.TITLE, Slot.READING}), Slot.NUMBER),
    ("lecture", frozenset({Slot.TITLE}), Slot.NUMBER),
    ("presentation", frozenset({Slot.TITLE, Slot.READING}), Slot.SLIDES),
    ("talk", frozenset({Slot.TITLE}), Slot.LINK),
    ("material", frozenset({Slot.TITLE, Slot.READING}), Slot.LINK),
    ("discussant", frozenset({Slot.SPEAKER}), Slot.NOTE),
    ("discussants", frozenset({Slot.SPEAKER}), Slot.NOTE),
    ("subjects", frozenset({Slot.TITLE}), Slot.TOPICS),
    ("text", frozenset({Slot.READING, Slot.TITLE}), Slot.ABSTRACT),
    ("seminar", frozenset({Slot.TITLE, Slot.READING}), Slot.KIND),
    ("seminar", frozenset({Slot.SPEAKER, Slot.READING_AUTHORS}), Slot.TITLE),
    ("colloquium", frozenset({Slot.TITLE, Slot.READING}), Slot.KIND),
    ("colloquium", frozenset({Slot.SPEAKER, Slot.READING_AUTHORS}), Slot.TITLE),
    ("内容", frozenset({Slot.ABSTRACT}), Slot.NOTE),
    ("时间", frozenset({Slot.DATE}), Slot.TIME),
)
#: Who wrote the paper where a paper or a speaker stands beside it, else the speaker.
_AUTHORS = frozenset({"author", "authors", "autor"})
_JOINTS = re.compile(r"\s*(?:[/&+|,;]|\band\b|\bund\b|\bet\b|\by\b|\bor\b)\s*")
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_COUNTED = re.compile(r"(?<=[^\W\d_]{3})\s?\d$")
_NOISE = re.compile(r"[^\w#№°]+|_+")
#: Compounds of slots of which one says it all: the text of its field is searched for the rest.
_WHOLE = (
    (Slot.DATE, frozenset({Slot.DATE, Slot.TIME, Slot.WEEKDAY, Slot.NUMBER, Slot.START})),
    (Slot.SPEAKER, frozenset({Slot.SPEAKER, Slot.AFFILIATION, Slot.SPEAKER_URL, Slot.CHAIR})),
    (Slot.READING, frozenset({Slot.READING, Slot.TITLE, Slot.READING_URL})),
    (Slot.TITLE, frozenset({Slot.TITLE, Slot.ABSTRACT, Slot.TOPICS, Slot.KIND})),
    (Slot.VENUE, frozenset({Slot.VENUE, Slot.MEETING, Slot.TIME})),
    (Slot.LINK, frozenset({Slot.SLIDES, Slot.RECORDING, Slot.CODE, Slot.NOTES, Slot.LINK})),
    (Slot.NOTE, frozenset({Slot.NOTE, Slot.NOTES, Slot.NOTICE})),
)


def folded_name(name: str) -> str:
    """Return *name* as names are compared: small letters, words with single spaces."""
    # "talkTitle" is two words
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return _NOISE.sub(" ", spaced.casefold()).strip()


def _vocabulary() -> dict[str, Slot]:
    found = dict.fromkeys(_AUTHORS, Slot.READING_AUTHORS)
    for slot, names in _NAMES.items():
        for name in names.split("|"):
            found.setdefault(folded_name(name), slot)
    return found


_SLOTS = _vocabulary()


@dataclass(frozen=True, slots=True)
class Columns:
    """How the names of one source are read; ``chosen`` is what a person mapped, by folded name."""

    chosen: Mapping[str, Slot] = field(default_factory=dict)

    def slot(self, name: str, beside: Collection[str] = ()) -> Slot:
        """Return what *name* means among the names *beside* it, ``UNKNOWN`` when nobody knows."""
        folded = folded_name(name)
        if folded in self.chosen:
            return self.chosen[folded]
        others = {self._known(folded_name(one)) for one in beside if folded_name(one) != folded}
        for known, needed, slot in _BESIDE:
            if folded == known and needed & others:
                return slot
        if folded in _AUTHORS and not others & {Slot.SPEAKER, Slot.READING, Slot.PUBLICATION}:
            return Slot.SPEAKER
        # "Speaker 2" is a speaker, "#2" is what it is.
        bare = _COUNTED.sub("", folded_name(_PARENTHESES.sub(" ", name)))
        return self._known(bare or folded) or self._compound(name) or Slot.UNKNOWN

    def knows(self, name: str) -> bool:
        """Tell whether *name* means something whatever stands beside it."""
        return self._known(folded_name(name)) is not None

    def _known(self, folded: str) -> Slot | None:
        return self.chosen.get(folded) or _SLOTS.get(folded)

    def _compound(self, name: str) -> Slot | None:
        if found := self._known(folded_name(name)):
            return found
        bare = _PARENTHESES.sub(" ", name.casefold())
        parts = [folded_name(part) for part in _JOINTS.split(bare)]
        slots = [self._known(part) for part in parts if part]
        known = {slot for slot in slots if slot}
        if not known or None in slots or len(slots) == 1:
            return None
        for slot, whole in _WHOLE:
            if slot in known | {Slot.LINK} and known <= whole:
                return slot
        return Slot.LINE
