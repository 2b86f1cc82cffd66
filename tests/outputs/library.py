"""Readings to export: usual ones, and hostile ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.parsing.bibtex import parse_library

if TYPE_CHECKING:
    from sphinx_seminar.model.library import Library

USUAL = r"""
@string{acs = "ACS Central Science"}
@string{cup = "Cambridge " # univ}
@string{univ = "University Press"}

@article{wang2019machine,
  author  = {Wang, Jiang and P{\'e}rez, Adri{\`a} and de Fabritiis, Gianni and King, Jr., Martin},
  title   = {Machine Learning of {DNA} and $\alpha$-helices in \emph{E. coli}},
  journal = acs, year = {2019}, month = feb, volume = {5}, number = {5}, pages = {755--767},
  doi     = {10.1021/acscentsci.8b00913},
}
@incollection{part, crossref = {whole}, author = {{World Health Organization}}, title = {A Part},
  pages = {1--13}}
@incollection{other, crossref = {whole}, author = {Gödel, Kurt}, title = {Über – etwas},
  url = {https://example.org/ü}}
@book{whole, editor = {Noether, Emmy}, title = {The Whole}, publisher = cup, year = {1998},
  isbn = {978-1-107-09654-7}}
@phdthesis{thesis, author = {Curie, Marie}, title = {Recherches}, school = {Sorbonne},
  date = {1903/1904}}
@misc{state, author = {Doe, Jane and others}, title = {Soon}, year = {forthcoming}}
@online{season, author = {Vivaldi}, title = {Spring}, date = {1725-21~}, url = {https://example.org}}
@book{old, author = {Caesar}, title = {De bello}, date = {-0049}}
"""

HOSTILE = r"""
@article{evil,
  author  = {</script><script>alert(1)</script>, "X" and O'Neil, Ann},
  title   = {Break </script><!--<script> "quoted" \& 'single'
ER  - ~
TY  - JOUR
TI  - Injected <b>bold</b>},
  journal = {J <img src=x onerror=alert(1)>},
  note    = {=HYPERLINK("x")},
  year    = {2020},
}
""".replace("~", "")


def library(text: str = USUAL) -> Library:
    return parse_library([("refs.bib", text)])
