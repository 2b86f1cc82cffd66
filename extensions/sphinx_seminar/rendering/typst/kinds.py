"""Which nodes frame a volume, which nest, and which can be given up for their text."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

#: Nodes that hold content without being content: none of them begins a document's pages.
STRUCTURE = (
    nodes.document,
    nodes.section,
    addnodes.start_of_file,
    addnodes.only,
    nodes.target,
    nodes.Invisible,
    addnodes.index,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
    nodes.footnote,
    nodes.system_message,
    nodes.meta,
)

#: Blocks that nest; Typst gives up on deep nesting, so what is deeper is set flat.
NESTING = (
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
    nodes.option_list,
    nodes.line_block,
    nodes.block_quote,
    nodes.container,
    nodes.Admonition,
    nodes.topic,
    nodes.table,
    addnodes.desc,
)
DEEPEST = 8
#: Blocks that can be replaced by their text when nothing else helps.
BLOCKS = (
    nodes.paragraph,
    nodes.math_block,
    nodes.image,
    nodes.figure,
    nodes.table,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.line_block,
    nodes.Sequential,
    nodes.Admonition,
    nodes.block_quote,
    nodes.container,
    addnodes.desc,
    addnodes.productionlist,
)
