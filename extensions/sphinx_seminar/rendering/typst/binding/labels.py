"""The labels of pages: roman numbers before the body, then its own (12.4.2 of ISO 32000-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pikepdf import Dictionary, Name, NumberTree

from sphinx_seminar.rendering.typst.binding.trees import number_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object, Pdf


class Label(NamedTuple):
    """The label of a page: the style of its number, '' for none, and the number."""

    style: str
    number: int


def labels_of(pdf: Pdf) -> list[Label]:
    """Return the label of each page of *pdf*."""
    ranges = dict(NumberTree(pdf.Root.PageLabels).items()) if Name.PageLabels in pdf.Root else {}
    labels = []
    last = Label("", 0)
    for index in range(len(pdf.pages)):
        if index in ranges:
            begun = ranges[index]
            last = Label(str(begun.get(Name.S, "")), int(begun.get(Name.St, 1)))
        else:
            last = last._replace(number=last.number + 1)
        labels.append(last)
    return labels


def write_labels(pdf: Pdf, labels: Sequence[Label]) -> None:
    """Give the pages of *pdf* their *labels*: a range of pages for each that goes on."""
    ranges: dict[int, Object] = {}
    before = None
    for index, label in enumerate(labels):
        if before is None or label != before._replace(number=before.number + 1):
            begun = Dictionary(Type=Name.PageLabel)
            if label.style:
                begun.S = Name(label.style)
                begun.St = label.number
            ranges[index] = begun
        before = label
    pdf.Root.PageLabels = number_tree(ranges)
