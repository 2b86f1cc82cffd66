"""Decides what a document may do to the site it is part of.

Texts come from speakers, from the web and from pull requests; the site is public.
By default (``seminar_trust = "safe"``) a document may say anything and do nothing:
no raw markup, no parser options, no file from outside the source folder, no link that
runs. What is refused is shown as text beside a located message, never dropped.
``seminar_trust = "full"`` opens the directives, the roles and raw HTML to documents
that the owner of the site writes; links, files, front matter and limits stay guarded.

Every guard hangs on a documented hook of one application: its source parsers, its
transforms, its events. Nothing is kept on a module or class.
"""

from __future__ import annotations

from sphinx_seminar.domain.trust.registration import register

__all__ = ["register"]
