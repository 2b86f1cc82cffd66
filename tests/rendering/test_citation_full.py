from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_seminar.parsing.bibtex import parse_library
from sphinx_seminar.rendering.citation.full import render_reference

TYPES = (
    "article", "artwork", "audio", "book", "bookinbook", "booklet", "collection", "conference",
    "customa", "dataset", "electronic", "image", "inbook", "incollection", "inproceedings",
    "inreference", "jurisdiction", "legislation", "letter", "manual", "mastersthesis", "misc",
    "movie", "music", "mvbook", "mvcollection", "mvproceedings", "mvreference", "online", "patent",
    "performance", "periodical", "phdthesis", "proceedings", "reference", "report", "review",
    "set", "software", "standard", "suppbook", "suppcollection", "suppperiodical", "techreport",
    "thesis", "unpublished", "video", "www", "xdata",
)  # fmt: skip


def marked(shown: list[nodes.Node]) -> str:
    """Return nodes as text with ``*emphasis*``, ``$math$`` and ``<text|target>``."""
    return "".join(_marked(node) for node in shown)


def _marked(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return node.astext()
    inner = marked(list(node.children))
    if isinstance(node, nodes.emphasis):
        return f"*{inner}*"
    if isinstance(node, nodes.math):
        return f"${inner}$"
    if isinstance(node, nodes.reference):
        target = node["refuri"]
        return f"<{inner}>" if inner == target else f"<{inner}|{target}>"
    return f"[{inner}]"


def reference(source: str, year_suffix: str = "") -> str:
    (reading, *_) = parse_library([("refs.bib", source)]).readings
    return marked(render_reference(reading, year_suffix=year_suffix))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            ("@article{a, author={Byron, Ada and Babbage, Charles}, title={On {Engines}},"
            " journal={J. Eng.}, volume=12, number=3, pages={1--13}, year=1843, doi={10.1000/E}}"),
            ("Byron, Ada, and Charles Babbage. 1843. “On Engines.” *J. Eng.* 12 (3): 1–13."
            " <https://doi.org/10.1000/e>"),
        ),
        (
            "@article{a, author={A B}, title={Why?}, journal={J}, volume=1, eid={e123}, year=2000}",
            "B, A. 2000. “Why?” *J* 1: e123.",
        ),
        (
            ("@book{a, author={van Gennep, Arnold}, translator={A B}, title={Rites},"
            " subtitle={A Study}, edition=2, series={S}, number=7, publisher={P},"
            " address={Paris}, year=1909}"),
            ("van Gennep, Arnold. 1909. *Rites: A Study*. Translated by A B. 2nd ed. S 7."
            " Paris: P."),
        ),
        (
            "@book{a, editor={A B and C D}, title={T}, publisher={P}, year=2000}",
            "B, A, and C D, eds. 2000. *T*. P.",
        ),
        (
            "@book{a, author={A B}, editor={C D}, translator={C D}, title={T}, year=2000}",
            "B, A. 2000. *T*. Edited and translated by C D.",
        ),
        (
            "@book{a, author={A B}, title={T}, maintitle={Works}, volume=7, part=2, year=2000}",
            "B, A. 2000. *T*. Vol. 7, part 2 of *Works*.",
        ),
        (
            ("@inproceedings{a, author={A B}, title={T}, booktitle={Proc. {X}}, editor={C D},"
            " pages={7-7}, series={LNM}, volume=5, publisher={P}, year=2000}"),
            "B, A. 2000. “T.” In *Proc. X*, edited by C D, 7. LNM 5. P.",
        ),
        (
            "@inbook{a, author={A B}, title={T}, chapter=3, pages={10--20}, year=2000}",
            "B, A. 2000. *T*. Chap. 3, pp. 10–20.",
        ),
        (
            "@phdthesis{a, author={A B}, title={T}, school={U}, address={X}, year=2000}",
            "B, A. 2000. “T.” PhD thesis. U, X.",
        ),
        (
            "@thesis{a, author={A B}, title={T}, type={mathesis}, institution={U}, date=2000}",
            "B, A. 2000. “T.” Master’s thesis. U.",
        ),
        (
            "@techreport{a, author={A B}, title={T}, number=12, institution={I}, year=2000}",
            "B, A. 2000. *T*. Technical report 12. I.",
        ),
        (
            ("@patent{a, author={A B}, holder={{H Inc.}}, title={T}, type={patentus}, number=5,"
            " date=2000-01-02}"),
            "B, A. 2000. *T*. US patent 5. H Inc. 2000-01-02.",
        ),
        (
            "@online{a, title={T}, date=2000-01, url={https://example.org/}, urldate=2001-02-03}",
            "“T.” 2000. 2000-01. Accessed 2001-02-03. <https://example.org/>",
        ),
        (
            "@misc{a, author={{Barnes and Noble}}, title={T}, howpublished={\\url{https://x.org}}}",
            "Barnes and Noble. N.d. *T*. <https://x.org>",
        ),
        (
            ("@misc{a, author={A B}, title={T}, note={to appear}, eprint={2101.00001},"
            " archiveprefix={arXiv}, year={in press}}"),
            "B, A. In press. *T*. To appear. <arXiv:2101.00001|https://arxiv.org/abs/2101.00001>",
        ),
        (
            "@unpublished{a, author={A B and others}, title={On $x^2$}, date={1984/1986}}",
            "B, A, et al. 1984–1986. “On $x^2$.”",
        ),
        (
            "@manual{a, title={The {M}anual of \\emph{X}}, organization={O}, year=2000}",
            "*The Manual of *X. 2000. O.",
        ),
        (
            "@book{a, author={曹, 雪芹}, title={红楼梦}, year={c. 1791}}",
            "曹雪芹. Ca. 1791. *红楼梦*.",
        ),
        (
            "@book{a, author={Euclid}, title={Elements}, year={300 {BC}}}",
            "Euclid. 300 BC. *Elements*.",
        ),
        ("@book{a, author={A B}, title={T}, date={1997/}}", "B, A. 1997–. *T*."),
        ("@misc{lonely, year=2000}", "lonely. 2000."),
        (
            ("@article{a, author={A B}, title={T}, journal={J}, series=3, volume=12, number=4,"
            " year=1}"),
            "B, A. 1. “T.” *J*, ser. 3, 12 (4).",
        ),
        (
            ("@article{a, author={A B}, title={T}, journal={J}, series={newseries}, number=4,"
            " year=1}"),
            "B, A. 1. “T.” *J*, n.s., no. 4.",
        ),
        (
            ("@article{a, author={A B}, translator={C D}, title={T}, journal={J}, volume=5,"
            " issuetitle={I}, pages={e7}, year=1}"),
            "B, A. 1. “T.” Translated by C D. *J* 5, *I*: e7.",
        ),
        # Fields that the type does not have.
        (
            "@misc{a, author={A B}, title={T}, journal={J}, volume=5, pages={1--2}, year=1}",
            "B, A. 1. “T.” *J* 5: 1–2.",
        ),
        (
            "@inproceedings{a, author={A B}, title={T}, journal={J}, volume=5, year=1}",
            "B, A. 1. “T.” *J* 5.",
        ),
        (
            "@unpublished{a, author={A B}, title={T}, booktitle={W}, pages=3, year=1}",
            "B, A. 1. “T.” In *W*, 3.",
        ),
        (
            "@article{a, author={A B}, title={T}, booktitle={W}, editor={C D}, year=1}",
            "B, A. 1. “T.” In *W*, edited by C D.",
        ),
        ("@book{a, title={T}, journal={LNM}, volume=7, year=1}", "*T*. 1. LNM 7."),
        ("@booklet{a, title={T}, number={X-1}, year=1}", "*T*. 1. No. X-1."),
        (
            "@periodical{a, title={T}, volume=35, number=4, issuetitle={I}, year=1}",
            "*T*. 1. Vol. 35, no. 4, *I*.",
        ),
        ("@book{a, title={T}, pages={xii+300}, year=1}", "*T*. 1. xii+300 pp."),
        ("@collection{a, title={T}, volume=2, pages={2-3}, year=1}", "*T*. 1. Vol. 2, pp. 2–3."),
        ("@misc{a, title={T}, pages={7}, year=1}", "*T*. 1. P. 7."),
        (
            ("@inproceedings{a, author={A B}, title={T}, booktitle={W}, eventtitle={Nobel 8},"
            " venue={Lerum}, year=1}"),
            "B, A. 1. “T.” In *W*. Nobel 8, Lerum.",
        ),
        (
            "@proceedings{a, title={Nobel 8: Talks}, eventtitle={Nobel 8}, year=1}",
            "*Nobel 8: Talks*. 1.",
        ),
        ("@book{a, author={A B}, editor={A B}, title={T}, year=1}", "B, A. 1. *T*."),
        ("@book{a, title={T}, edition={2nd ed.}, note={2nd ed.}, year=1}", "*T*. 1. 2nd ed."),
    ],
)  # fmt: skip
def test_a_reference_reads_as_expected(source: str, expected: str) -> None:
    assert reference(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "@article{a, author={A B}, title={T}, journal={J}, volume=1, pages={1--2}, year=2000}",
            "B, A. “T.” *J* 1: 1–2, 2000.",
        ),
        (
            "@book{a, author={A B}, title={T}, publisher={P}, year={c. 1700}}",
            "B, A. *T*. P, ca. 1700.",
        ),
        ("@misc{a, title={T}, note={N}}", "*T*. N.d. N."),
        ("@online{a, title={T}, organization={O}, date=2000-01}", "“T.” O, 2000-01."),
        ("@misc{a, title={T}, url={https://x.org}, year=1}", "*T*. 1. <https://x.org>"),
    ],
)
def test_in_numbered_lists_the_year_closes_the_publication(source: str, expected: str) -> None:
    (reading,) = parse_library([("refs.bib", source)]).readings
    assert marked(render_reference(reading, year_last=True)) == expected


@pytest.mark.parametrize("field", ["journal", "number", "volume", "pages", "series", "eid"])
@pytest.mark.parametrize("entry_type", TYPES)
def test_no_type_loses_a_field_that_says_where_to_look(entry_type: str, field: str) -> None:
    assert "3417" in reference(f"@{entry_type}{{a, author={{A B}}, title={{T}}, {field}={{3417}}}}")


@pytest.mark.parametrize("entry_type", TYPES)
def test_every_type_shows_names_year_and_title(entry_type: str) -> None:
    fields = "author={Byron, Ada}, title={On Engines}, year=1843, booktitle={Papers}"
    shown = reference(f"@{entry_type}{{a, {fields}}}", "b")
    assert shown.startswith("Byron, Ada. 1843b. ")
    assert "On Engines" in shown
    assert "None" not in shown


@pytest.mark.parametrize("entry_type", TYPES)
def test_every_type_shows_something_of_an_empty_entry(entry_type: str) -> None:
    assert reference(f"@{entry_type}{{akey}}").startswith("akey. N.d.")


def test_many_names_are_cut_and_a_collaboration_is_named() -> None:
    names = " and ".join(f"F{n} N{n}" for n in range(11))
    shown = reference(f"@article{{a, author={{{names}}}, collaboration={{ATLAS}}, year=2000}}")
    assert shown.startswith(
        "N0, F0, F1 N1, F2 N2, F3 N3, F4 N4, F5 N5, F6 N6, et al. (ATLAS). 2000"
    )


def test_quotation_marks_inside_a_quoted_title_are_single() -> None:
    shown = reference("@article{a, title={On \\enquote{x}}, year=2000}")
    assert shown == "“On ‘x’.” 2000."


def test_only_web_addresses_become_links() -> None:
    source = (
        "@misc{a, title={T}, year=2000, url={javascript:alert(1)},"
        " note={See \\url{javascript:alert(2)} or https://example.org/x.}}"
    )
    (reading,) = parse_library([("refs.bib", source)]).readings
    shown = nodes.paragraph("", "", *render_reference(reading))
    targets = [node["refuri"] for node in shown.findall(nodes.reference)]
    assert targets == ["https://example.org/x"]


def test_an_address_that_only_repeats_the_doi_is_left_out() -> None:
    shown = reference("@misc{a, title={T}, doi={10.1000/x}, url={http://dx.doi.org/10.1000/X}}")
    assert shown.count("10.1000") == 1


def test_a_sici_doi_is_escaped_in_its_link() -> None:
    shown = reference(
        "@misc{a, title={T}, doi={10.1002/(SICI)1(199806)49:8<693::AID-X>3.0.CO;2-O}}"
    )
    assert shown.endswith("|https://doi.org/10.1002/(sici)1(199806)49:8%3C693::aid-x%3E3.0.co;2-o>")


FIELDS = st.sampled_from([
    "author={A B and others}", "editor={{X}}", "translator={C, D}", "title={T $x$?}", "year=2000",
    "date={19uu}", "journal={J}", "booktitle={B}", "volume=1", "number={2}", "pages={1--2, 5}",
    "series={3}", "edition={Second}", "publisher={P}", "address={A}", "school={S}", "note={n}",
    "type={x}", "maintitle={M}", "chapter=4", "url={https://x.org/?a=b}", "issuetitle={I}",
    "pubstate={inpress}", "eprint={1}", "eprinttype={hdl}", "howpublished={h}", "version=1",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TYPES), st.lists(FIELDS, unique=True))
def test_no_mix_of_fields_raises_or_doubles_a_mark(entry_type: str, fields: list[str]) -> None:
    (reading,) = parse_library([("a", f"@{entry_type}{{a, {', '.join(fields)}}}")]).readings
    for year_last in (False, True):
        shown = marked(render_reference(reading, year_last=year_last))
        assert ".." not in shown
        assert " ." not in shown
        assert "  " not in shown
        assert ", ," not in shown
