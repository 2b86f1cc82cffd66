"""The LaTeX commands that bibliographies use: what each prints, and its arguments.

Whatever is not listed keeps its text and is reported, unless pylatexenc knows it
as a symbol.
"""

from __future__ import annotations

from sphinx_seminar.model.richtext import Style

#: Accents: the combining character that follows the letter.
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "b": "\u0331", "d": "\u0323", "t": "\u0361", "h": "\u0309", "G": "\u030f",
}  # fmt: skip

#: Letters: alone in braces they are one character, without case protection.
LETTERS = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
}  # fmt: skip

#: Control words that print a fixed text.
SYMBOLS = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX",
    "ConTeXt": "ConTeXt", "MF": "METAFONT", "MP": "MetaPost", "METAFONT": "METAFONT",
    "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "hyphen": "-", "slash": "/", "textslash": "/", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "guillemotleft": "«", "guillemotright": "»",
    "textasciitilde": "~", "textasciicircum": "^", "textasciimacron": "¯", "textbackslash": "\\",
    "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_", "textdollar": "$",
    "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textdegree": "°",
    "degree": "°", "textregistered": "®", "texttrademark": "™", "textcopyright": "©",
    "copyright": "©", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
    "textyen": "¥", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textbullet": "•",
    "textperiodcentered": "·", "cdot": "·", "cdprime": "″", "cprime": "′", "textprime": "′",
    "textonehalf": "½", "textmu": "µ", "textrightarrow": "→", "textleftarrow": "←", "colon": ":",
    "textordfeminine": "ª", "textordmasculine": "º", "space": " ", "quad": " ", "qquad": " ",
    "enspace": " ", "thinspace": "\u00a0", "textquestiondown": "¿", "textexclamdown": "¡",
    "textvisiblespace": " ", "nobreakspace": "\u00a0", "linebreak": " ", "newline": " ",
    "par": " ", "break": " ", "textasteriskcentered": "*", "textsection": "§",
}  # fmt: skip

#: Control symbols (a backslash and one other character) that print a fixed text.
CONTROL_SYMBOLS = {
    "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", " ": " ", "\n": " ",
    "\t": " ", ",": "\u00a0", ";": " ", ":": " ", ">": " ", "!": "", "-": "", "/": "", "@": "",
    "\\": " ", "|": "‖", "*": "", "+": "", "<": "",
}  # fmt: skip

#: Commands whose argument is set in a style.
STYLED = {
    "emph": Style.EMPHASIS, "textit": Style.EMPHASIS, "textsl": Style.EMPHASIS,
    "mkbibemph": Style.EMPHASIS, "mkbibitalic": Style.EMPHASIS,
    "textbf": Style.STRONG, "mkbibbold": Style.STRONG, "texttt": Style.CODE, "code": Style.CODE,
    "verb": Style.CODE, "textsuperscript": Style.SUPERSCRIPT, "textsubscript": Style.SUBSCRIPT,
    "mkbibsuperscript": Style.SUPERSCRIPT, "mkbibsubscript": Style.SUBSCRIPT,
    "textsc": Style.SMALLCAPS, "enquote": Style.QUOTED, "mkbibquote": Style.QUOTED,
}  # fmt: skip

#: Switches: they style what follows in their group; None changes nothing that is kept.
SWITCHES = {
    "it": Style.EMPHASIS, "itshape": Style.EMPHASIS, "em": Style.EMPHASIS, "sl": Style.EMPHASIS,
    "slshape": Style.EMPHASIS, "bf": Style.STRONG, "bfseries": Style.STRONG, "tt": Style.CODE,
    "ttfamily": Style.CODE, "sc": Style.SMALLCAPS, "scshape": Style.SMALLCAPS, "rm": None,
    "rmfamily": None, "sf": None, "sffamily": None, "upshape": None, "normalfont": None,
    "mdseries": None, "small": None, "footnotesize": None, "scriptsize": None, "tiny": None,
    "normalsize": None, "large": None, "Large": None,
}  # fmt: skip

#: Commands that print their last argument as it is.
TRANSPARENT = frozenset({
    "mbox", "hbox", "fbox", "text", "textrm", "textup", "textmd", "textsf", "textnormal",
    "textln", "autocap", "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "underline",
    "uline", "bibstring", "foreignlanguage", "textcolor", "textlatin", "textgreek", "nocite",
    "bibinfo", "ensuremath", "acs", "ac", "bibcyr", "NoCaseChange",
})  # fmt: skip

#: Commands that print nothing, arguments included: they serve sorting, indices and line breaks.
SILENT = frozenset({
    "index", "noopsort", "SortNoop", "sortnoop", "label", "strut", "relax", "protect",
    "allowbreak", "nolinebreak", "ignorespaces", "xspace", "null", "bibliographystyle", "vspace",
    "hspace", "kern", "penalty", "hyphenation", "sloppy", "nobreakdash", "/",
})  # fmt: skip

#: Addresses, printed verbatim.
ADDRESS_COMMANDS = frozenset({"url", "nolinkurl", "path", "burl"})

#: Arguments of the commands above, in pylatexenc's notation, where it is not one (``{``) or none.
ARGUMENTS = {
    "enquote": "*{", "foreignlanguage": "[{{", "textcolor": "[{{", "href": "{{", "index": "[{",
    "bibinfo": "{{", "vspace": "*{", "hspace": "*{", "texorpdfstring": "{{", "\\": "*",
}  # fmt: skip

#: Those of SILENT that take an argument.
SILENT_WITH_ARGUMENT = frozenset(
    {"index", "noopsort", "SortNoop", "sortnoop", "label", "hyphenation"}
)

#: The macros by which NASA's ADS abbreviates journals (the AAS's list).
JOURNALS = {
    "aj": "Astronomical Journal",
    "actaa": "Acta Astronomica",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal Letters",
    "apjs": "Astrophysical Journal Supplement Series",
    "ao": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "aap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics Supplement",
    "baas": "Bulletin of the American Astronomical Society",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "memras": "Memoirs of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nat": "Nature",
    "nar": "New Astronomy Reviews",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of the SPIE",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
}
