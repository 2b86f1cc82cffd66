from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import sphinx_seminar
from sphinx_seminar.outputs.search.correcting import corrections, may_correct, meant
from sphinx_seminar.outputs.search.normalising import field_words, fold, stem, table, words

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
SCRIPT = Path(sphinx_seminar.__file__).parent / "static" / "seminar-search-words.js"
PROGRAM = """
import {{ Normaliser, corrections }} from {script};
const normaliser = new Normaliser({table});
const vectors = {vectors};
console.log(JSON.stringify({{
  fold: vectors.fold.map(([text]) => normaliser.fold(text)),
  words: vectors.words.map(([text]) => normaliser.words(text)),
  stems: vectors.stems.map(([word]) => normaliser.stem(word)),
  corrections: vectors.corrections.map(([word, vocabulary]) => corrections(word, vocabulary)),
}}));
"""


@pytest.mark.parametrize(("written", "folded"), VECTORS["fold"])
def test_spellings_that_are_one_word_fold_to_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("text", "expected"), VECTORS["words"])
def test_a_text_is_divided_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(("word", "expected"), VECTORS["stems"])
def test_forms_of_a_word_have_one_stem(word: str, expected: str) -> None:
    assert stem(word) == expected
    assert word.startswith(expected)


@pytest.mark.parametrize(("word", "vocabulary", "expected"), VECTORS["corrections"])
def test_a_misspelt_word_is_one_that_is_near_and_likely(
    word: str, vocabulary: list[tuple[str, int]], expected: list[str]
) -> None:
    assert corrections(word, vocabulary) == expected


def test_javascript_does_with_words_what_python_does(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node; the browser tests run the same examples")
    module = tmp_path / "words.mjs"
    module.write_bytes(SCRIPT.read_bytes())
    program = PROGRAM.format(
        script=json.dumps(module.as_uri()),
        table=json.dumps(table()),
        vectors=json.dumps(VECTORS),
    )
    found = subprocess.run(
        [node, "--input-type=module", "-"],
        input=program,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(found.stdout) == {
        name: [one[-1] for one in VECTORS[name]] for name in VECTORS
    }


QUERIES = """
import {{ Normaliser, parseQuery, pagefindQuery, telling }} from {script};
const normaliser = new Normaliser({table});
const note = {{ fields: {{ speaker: "qqs" }}, named: "qqc", common: ["the", "of"] }};
console.log(JSON.stringify({queries}.map((query) => {{
  const {{ terms }} = parseQuery(query, normaliser, []);
  return pagefindQuery(telling(terms, new Set(note.common)), normaliser, note);
}})));
"""


def test_a_query_asks_for_what_the_index_holds(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node; the browser tests ask for the most of it")
    asked = {
        "Bézier splines": "bezier splines",
        '"history of science"': '"history science"',
        "朗兰": '"朗 兰"',
        "Li": '"li"',
        "speaker:Li the": "qqsli",
        "the of": "qqcthe qqcof",
        "speaker:of": "qqsof",
    }
    module = tmp_path / "words.mjs"
    module.write_bytes(SCRIPT.read_bytes())
    program = QUERIES.format(
        script=json.dumps(module.as_uri()),
        table=json.dumps(table()),
        queries=json.dumps(list(asked)),
    )
    found = subprocess.run(
        [node, "--input-type=module", "-"],
        input=program,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(found.stdout) == list(asked.values())


def test_a_long_word_is_cut() -> None:
    assert words("x" * 10_000) == ["x" * 40]


def test_the_words_of_a_field_stand_in_no_text() -> None:
    assert field_words("qqs", words("Zhu 望")) == ["qqszhu", "qqsu671b"]


def test_words_of_titles_and_of_many_records_are_meant_more() -> None:
    assert meant(1, is_named=True) > meant(8, is_named=False) > meant(1, is_named=False)


@pytest.mark.parametrize("word", ["abc", "x" * 25, "a2011b", "朗兰"])
def test_short_long_and_numbered_words_correct_none(word: str) -> None:
    assert not may_correct(word)
