"""Which directives and roles run: an allow list asked at every look-up of a name.

The dispatcher is Sphinx's own hook (``CustomReSTDispatcher``) and is entered for
one document at a time by the source parsers of this package, so that nothing
outlives the reading of that document. MyST looks its names up in the same place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import Directive, states
from sphinx.util.docutils import CustomReSTDispatcher

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.domain.trust.vocabulary import (
    ALLOWED_DIRECTIVES,
    ALLOWED_ROLE_PREFIXES,
    ALLOWED_ROLES,
    LIMITED_OPTIONS,
    OWN_DOMAIN,
    REFERRING_DOMAINS,
    REFUSED_ON_PURPOSE,
)
from sphinx_seminar.model.finding import Finding, FindingKind, Location, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

    from docutils.nodes import system_message
    from docutils.parsers.rst.states import Inliner
    from docutils.utils import Reporter
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from sphinx_seminar.domain.trust.policy import Policy

#: The role of sphinxcontrib-bibtex, and its domain.
_CITING = "cite"
#: A message shows the beginning of what was refused.
_SHOWN = 80


def refused(name: str, text: str, location: Location, known: frozenset[str]) -> Finding:
    """Return the finding for the refused directive or role *name* written as *text*."""
    first = text.strip().partition("\n")[0]
    is_known = " " in name or name in REFUSED_ON_PURPOSE
    proposal = "" if is_known else nearest(name, known)
    shown = first if len(first) <= _SHOWN else first[: _SHOWN - 1] + "…"
    return Finding(FindingKind.REFUSED, shown, nearest=proposal, name=name, location=location)


def show_source(directive: Directive, name: str = "") -> list[nodes.Node]:
    """Return the source of *directive* as a literal block, and note that it is refused.

    *name* says what of the directive is refused, when it is not all of it.
    """
    document = directive.state.document
    env = document.settings.env
    line = directive.state_machine.get_source_and_line(directive.lineno)[1] or directive.lineno
    text = directive.block_text.rstrip("\n")
    location = Location(env.docname, line)
    note_finding(env, refused(name or directive.name, text, location, ALLOWED_DIRECTIVES))
    if isinstance(directive.state, states.SubstitutionDef):
        return [nodes.literal(text, text)]
    block = nodes.literal_block(text, text, language="text")
    block.source, block.line = document["source"], line
    return [block]


class RefusedDirective(Directive):
    """Shows a directive as its source: nothing of it is parsed, nothing is lost."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the source as a literal block."""
        return show_source(self)


def refused_role(env: BuildEnvironment, known: frozenset[str]) -> RoleFunction:
    """Return a role that shows its source and notes a finding in *env*."""

    def run(
        name: str,
        rawtext: str,
        _text: str,
        lineno: int,
        inliner: object,
        /,
        options: dict[str, Any] | None = None,
        content: Sequence[str] = (),
    ) -> tuple[list[nodes.Node], list[system_message]]:
        del inliner, options, content
        location = Location(env.docname, lineno)
        note_finding(env, refused(name, rawtext, location, known))
        return [nodes.literal(rawtext, rawtext)], []

    return run


def _forgiving(env: BuildEnvironment, role: RoleFunction) -> RoleFunction:
    """Return *role* of sphinxcontrib-bibtex, which raises for a target that it cannot read."""

    def run(
        name: str,
        rawtext: str,
        text: str,
        lineno: int,
        inliner: Inliner,
        /,
        options: dict[str, Any] | None = None,
        content: Sequence[str] = (),
    ) -> tuple[list[nodes.Node], list[system_message]]:
        try:
            return role(name, rawtext, text, lineno, inliner, options or {}, content)
        except ValueError:
            location = Location(env.docname, lineno)
            allowed = ("key", "key{p. 7}", "key, key")
            note_finding(env, Finding(FindingKind.LOCATOR, text, allowed, location=location))
            return [nodes.literal(rawtext, rawtext)], []

    return run


class AllowListDispatcher(CustomReSTDispatcher):
    """Answers with the real directive or role when it is allowed, with a stand-in when not."""

    def __init__(self, env: BuildEnvironment, policy: Policy) -> None:
        super().__init__()
        self._env = env
        self._policy = policy

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[system_message]]:
        """Look a directive up, or answer :class:`RefusedDirective`."""
        name = directive_name.lower()
        canonical = _canonical(name, language_module, "directives")
        if not self._allows_directive(name, canonical):
            return RefusedDirective, []
        found, messages = super().directive(directive_name, language_module, document)
        if found is None:
            # an allowed name whose extension is not loaded: its text is kept all the same
            return RefusedDirective, []
        if canonical in LIMITED_OPTIONS and name not in self._policy.directives:
            found = _limited(found, LIMITED_OPTIONS[canonical])
        return found, messages

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[RoleFunction, list[system_message]]:
        """Look a role up, or answer a role that shows its source."""
        name = role_name.lower()
        canonical = _canonical(name, language_module, "roles")
        if not self._allows_role(name, canonical):
            return refused_role(self._env, ALLOWED_ROLES), []
        found, messages = super().role(role_name, language_module, lineno, reporter)
        if name.partition(":")[0] == _CITING and self._env.domains.get(_CITING):
            found = _forgiving(self._env, found)
        return found, messages

    def _allows_directive(self, name: str, canonical: str) -> bool:
        if name in self._policy.directives:
            return True
        domain, _, short = name.rpartition(":")
        if domain:
            return domain == OWN_DOMAIN or (domain == "std" and short in ALLOWED_DIRECTIVES)
        return canonical in ALLOWED_DIRECTIVES or self._is_own(name, "directives")

    def _allows_role(self, name: str, canonical: str) -> bool:
        # the empty name is the default role, which only conf.py sets
        if not name or name in self._policy.directives:
            return True
        domain = name.partition(":")[0] if ":" in name else ""
        if domain:
            return domain == OWN_DOMAIN or domain in REFERRING_DOMAINS
        return (
            canonical in ALLOWED_ROLES
            or name.startswith(ALLOWED_ROLE_PREFIXES)
            or self._is_own(name, "roles")
        )

    def _is_own(self, name: str, kind: str) -> bool:
        domain = self._env.current_document.default_domain
        return domain is not None and domain.name == OWN_DOMAIN and name in getattr(domain, kind)


def _canonical(name: str, language_module: ModuleType, table: str) -> str:
    """Return the English name of a directive or role (docutils translates them)."""
    names: dict[str, str] = getattr(language_module, table, {})
    return names.get(name, name)


def _limited(directive: type[Directive], options: Mapping[str, frozenset[str]]) -> type[Directive]:
    """Return *directive*, refusing *options* whose value is none of those given for them."""

    class LimitedDirective(directive):  # type: ignore[misc, valid-type]
        """A directive that reads no file and evaluates nothing."""

        def run(self) -> list[nodes.Node]:
            for option, values in options.items():
                if option in self.options and self.options[option] not in values:
                    return show_source(self, f"{self.name} :{option}:")
            found: list[nodes.Node] = super().run()
            return found

    return LimitedDirective
