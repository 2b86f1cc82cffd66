/* The search page: a form, its results and its facets, and their state in the address.

   All words come from the page (rendering/labels/search.py); whatever was indexed or typed
   becomes text, never markup. */

import { Index, IndexError } from "./seminar-search-index.js";
import { excerpt, marked, parseQuery } from "./seminar-search-words.js";

const PAGE = 8;
const TYPING = 150;
const HEARD = 600;
const SHOWN_VALUES = 8;
const FACETS = ["kind", "year", "archive", "series", "term", "topic"];
const KINDS = ["talk", "session", "reading", "speaker", "page"];
const SORTS = ["relevance", "newest", "oldest"];

/** Make an element; strings become text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const isBelow = (address, folder) => address.origin === folder.origin && address.pathname.startsWith(folder.pathname);

const joined = (names) => (names ?? []).join("; ");
const highlighted = (pieces) => pieces.map(([text, mark]) => (mark ? element("mark", {}, text) : text));

class SearchPage {
  constructor(place) {
    this.place = place;
    this.words = JSON.parse(place.dataset.words);
    this.root = new URL(place.dataset.root, document.baseURI);
    this.partners = JSON.parse(place.dataset.partners || "[]").map((address) => new URL(address));
    this.own = place.dataset.pagefind ? new Index(place.dataset.index) : null;
    this.index = this.own;
    this.run = 0;
    this.typing = false;
    this.days = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "long", timeZone: "UTC" });
  }

  say(name, ...values) {
    return values.reduce((text, value, at) => text.replace(at ? "%t" : "%s", () => value), this.words[name] ?? name);
  }

  async start() {
    this.build();
    await this.chooseEngine();
    this.place.hidden = false;
    this.showPlain(false);
    document.addEventListener("DOMContentLoaded", () => this.showPlain(this.hasFailed));
    this.listen();
    this.read();
    this.update(history.state?.shown ?? PAGE);
  }

  /** An engine outside of the site comes before the index of the site, which waits for its failure. */
  async chooseEngine() {
    if (!this.place.dataset.engine) return;
    try {
      const { Engine } = await import("./seminar-search-engine.js");
      this.engine = new Engine(JSON.parse(this.place.dataset.engine), this.place.dataset.index);
      this.index = this.engine;
    } catch (error) {
      if (!this.own) throw error;
    }
  }

  build() {
    this.field = element("input", {
      type: "search", id: "seminar-search-field", name: "q", autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "search", "aria-describedby": "seminar-search-hint",
      placeholder: this.say("field"), "aria-keyshortcuts": "/",
    });
    this.sorts = element("select", { name: "sort", id: "seminar-search-sort" },
      ...SORTS.map((sort) => element("option", { value: sort }, this.say(sort))));
    this.form = element("form", { role: "search", class: "seminar-search-form" },
      element("label", { for: "seminar-search-field", class: "seminar-search-hidden" }, this.say("field")),
      this.field,
      element("p", { id: "seminar-search-hint", class: "seminar-search-hint" }, this.say("hint")));
    this.status = element("p", { role: "status", class: "seminar-search-status" });
    this.shownCount = element("p", { class: "seminar-search-count", "aria-hidden": "true" });
    this.notice = element("div", { class: "seminar-search-notice", role: "alert" });
    this.warning = element("div", { class: "seminar-search-notice seminar-search-warning", role: "alert" });
    this.facets = element("div", { class: "seminar-search-values" });
    this.panel = element("details", { class: "seminar-search-facets" },
      element("summary", {}, this.say("filters")), this.facets);
    this.panel.open = matchMedia("(min-width: 48rem)").matches;
    this.list = element("ol", { class: "seminar-search-results" });
    this.more = element("button", { type: "button", class: "seminar-search-more", hidden: true }, this.say("more"));
    const bar = element("div", { class: "seminar-search-bar" }, this.shownCount,
      element("label", { for: "seminar-search-sort" }, `${this.say("sort")} `), this.sorts);
    this.place.replaceChildren(this.form, this.status, this.notice, this.warning,
      element("div", { class: "seminar-search-columns" }, this.panel,
        element("section", { "aria-labelledby": "seminar-search-heading" },
          element("h2", { id: "seminar-search-heading", class: "seminar-search-hidden" }, this.say("results")),
          bar, this.list, this.more,
          element("p", { class: "seminar-search-hint seminar-search-keys" }, this.say("keys")))));
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.commit(); });
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.typed(), TYPING);
    });
    this.field.addEventListener("change", () => { this.typing = false; });
    this.sorts.addEventListener("change", () => { this.state.sort = this.sorts.value; this.changed(); });
    this.more.addEventListener("click", () => this.showMore());
    this.list.addEventListener("click", () => { this.typing = false; });
    document.addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("popstate", (event) => {
      clearTimeout(this.timer);
      this.typing = false;
      this.read();
      this.update(event.state?.shown ?? PAGE);
    });
  }

  // -- the state and the address ------------------------------------------------------------

  read() {
    const asked = new URLSearchParams(location.search);
    const sort = asked.get("sort");
    this.state = {
      q: asked.get("q") ?? "",
      sort: SORTS.includes(sort) ? sort : "relevance",
      facets: Object.fromEntries(FACETS.map((name) => [name, [...new Set(asked.getAll(name))]])),
    };
    this.field.value = this.state.q;
    this.sorts.value = this.state.sort;
  }

  address() {
    const asked = new URLSearchParams();
    if (this.state.q.trim()) asked.set("q", this.state.q);
    for (const name of FACETS) for (const value of this.state.facets[name]) asked.append(name, value);
    if (this.state.sort !== "relevance") asked.set("sort", this.state.sort);
    const query = asked.toString();
    return location.pathname + (query ? `?${query}` : "");
  }

  /** While somebody types, one step back leads to what was there before. */
  typed() {
    if (this.field.value === this.state.q) return;
    this.state.q = this.field.value;
    const method = this.typing ? "replaceState" : "pushState";
    history[method]({ shown: PAGE }, "", this.address());
    this.typing = true;
    this.update();
  }

  commit() {
    clearTimeout(this.timer);
    this.typed();
    this.typing = false;
  }

  changed() {
    this.typing = false;
    history.pushState({ shown: PAGE }, "", this.address());
    this.update();
  }

  // -- searching ----------------------------------------------------------------------------

  async update(shown = PAGE) {
    const run = ++this.run;
    this.place.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => { this.shownCount.textContent = this.say("loading"); }, 300);
    try {
      await this.index.open();
      const kinds = KINDS.map((kind) => [kind, this.index.normaliser.fold(this.say(`kind_${kind}`))]);
      const asked = parseQuery(this.state.q, this.index.normaliser, kinds);
      const facets = Object.fromEntries(FACETS.map((name) =>
        [name, [...new Set([...this.state.facets[name], ...(asked.facets[name] ?? [])])]]));
      const found = await this.index.search(asked.terms, facets, this.state.sort);
      const first = await this.load(found.results.slice(0, shown));
      if (run !== this.run) return;
      clearTimeout(slow);
      this.found = found;
      this.shownRun = run;
      this.show(first, asked);
      const counts = found.results.length || found.matched?.length ? await this.index.counts(found, facets) : {};
      if (run === this.run) this.showFacets(counts);
    } catch (error) {
      if (run === this.run && !this.turnToOwn(error, shown)) this.fail(error, this.shownRun === run);
    } finally {
      clearTimeout(slow);
      if (run === this.run) this.place.removeAttribute("aria-busy");
    }
  }

  /** When the engine fails, the index of the site answers, and the page says so. */
  turnToOwn(error, shown) {
    if (!this.own || this.index !== this.engine || !(error instanceof IndexError)) return false;
    this.index = this.own;
    const again = element("button", { type: "button" }, this.say("retry"));
    again.addEventListener("click", () => {
      this.warning.replaceChildren();
      this.index = this.engine;
      this.update();
    });
    this.warning.replaceChildren(
      element("p", {}, `${this.say(error.message)} ${this.say("engine_instead")}`), element("p", {}, again));
    this.update(shown);
    return true;
  }

  load(results) {
    return Promise.all(results.map((one) => this.index.record(one)));
  }

  show(first, asked) {
    const { results, corrections } = this.found;
    this.showPlain(false);
    this.list.replaceChildren(...first.map((record) => this.item(record)));
    this.more.hidden = first.length >= results.length;
    this.notice.replaceChildren();
    if (asked.cut) this.notice.append(element("p", {}, this.say("too_long")));
    if (corrections.length) {
      const [before, after] = [0, 1].map((at) => corrections.map((pair) => pair[at]).join(" "));
      this.notice.append(element("p", {}, this.say("corrected", before, after)));
    }
    const count = this.found.total ?? results.length;
    const text = count === 0 ? this.say("none") : count === 1 ? this.say("one") : this.say("many", count.toLocaleString(document.documentElement.lang || "en"));
    const newest = !asked.terms.length && this.state.sort === "relevance";
    this.tell(newest && count > 1 ? `${text}, ${this.say("newest_first")}` : text);
  }

  tell(text) {
    this.shownCount.textContent = text;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => { this.status.textContent = text; }, HEARD);
  }

  /** Say what went wrong; what is on the page and still true stays there. */
  fail(error, keepsResults = false) {
    const known = error instanceof IndexError ? error.message : "failed";
    const parts = [element("p", {}, this.say(known))];
    const again = element("button", { type: "button" }, this.say("retry"));
    again.addEventListener("click", () => { this.notice.replaceChildren(); this.update(); });
    const ways = element("p", {}, again);
    if (this.place.dataset.stock) {
      const plain = new URL(this.place.dataset.stock, document.baseURI);
      if (this.state.q) plain.search = new URLSearchParams({ q: this.state.q });
      ways.append(" ", element("a", { href: plain.href }, this.say("plain")));
    }
    this.notice.replaceChildren(...parts, ways);
    if (keepsResults) return;
    this.shownCount.textContent = "";
    this.list.replaceChildren();
    this.more.hidden = true;
    this.panel.hidden = true;
    this.showPlain(true);
  }

  /** The list that stands there without a script is shown where the search fails. */
  showPlain(shown) {
    this.hasFailed = shown;
    document.querySelector(".seminar-search-plain")?.toggleAttribute("hidden", !shown);
  }

  async showMore() {
    const run = this.run;
    const start = this.list.children.length;
    const loaded = await this.load(this.found.results.slice(start, start + PAGE)).catch((error) => {
      if (run === this.run) this.fail(error, true);
      return [];
    });
    if (run !== this.run || !loaded.length) return;
    this.list.append(...loaded.map((record) => this.item(record)));
    this.more.hidden = this.list.children.length >= this.found.results.length;
    history.replaceState({ shown: this.list.children.length }, "");
    this.list.children[start]?.querySelector("a").focus();
  }

  // -- what is shown ------------------------------------------------------------------------

  item(record) {
    const { normaliser } = this.index;
    const { terms } = this.found;
    const { kind, language = false, text } = record;
    const shown = (value) => highlighted(marked(value, terms, normaliser));
    const href = this.href(record.url);
    const link = element("a", { href, lang: language || false }, ...shown(record.title));
    const archives = isBelow(new URL(href, document.baseURI), this.root) ? [] : record.archives;
    const speakers = kind === "speaker" ? [] : record.speakers;
    const facts = [archives?.join(", "), this.day(record.date), joined(speakers), record.detail];
    const line = element("p", { class: "seminar-search-facts" },
      element("span", { class: `seminar-search-kind seminar-search-kind-${kind}` }, this.say(`kind_${kind}`)));
    for (const fact of facts.filter(Boolean)) line.append(" · ", ...shown(fact));
    const made = element("li", {}, element("h3", {}, link), line);
    if (text) {
      made.append(element("p", { class: "seminar-search-excerpt", lang: language || false },
        ...highlighted(excerpt(text, terms, normaliser))));
    }
    if (record.readings?.length && (kind === "talk" || kind === "session")) {
      made.append(element("p", { class: "seminar-search-reads" }, `${this.say("read_in")}: `, ...shown(joined(record.readings))));
    }
    return made;
  }

  /** The address of a result; only pages of this site and of the archives it names are ever linked. */
  href(relative) {
    const address = new URL(relative, this.root);
    return [this.root, ...this.partners].some((folder) => isBelow(address, folder)) ? address.href : "#";
  }

  day(date) {
    if (!date) return "";
    return /^\d{4}-\d{2}-\d{2}$/.test(date) ? this.days.format(new Date(date)) : date;
  }

  showFacets(counts) {
    const focused = document.activeElement?.closest?.(".seminar-search-values input")?.id;
    const opened = new Set([...this.facets.querySelectorAll("fieldset[data-all]")].map((one) => one.dataset.name));
    const fields = FACETS.map((name) => this.facet(name, counts[name] ?? {}, opened.has(name))).filter(Boolean);
    const clear = element("button", { type: "button", class: "seminar-search-clear" }, this.say("clear_filters"));
    clear.addEventListener("click", () => {
      for (const name of FACETS) this.state.facets[name] = [];
      this.changed();
      this.field.focus();
    });
    const chosen = FACETS.some((name) => this.state.facets[name].length);
    this.facets.replaceChildren(...(chosen ? [clear] : []), ...fields);
    this.panel.hidden = !fields.length;
    if (focused) document.getElementById(focused)?.focus();
  }

  facet(name, counts, showsAll) {
    const chosen = this.state.facets[name];
    const values = [...new Set([...chosen, ...Object.keys(counts)])];
    if (values.length < 2 && !chosen.length) return null;
    const order = name === "kind" ? (one) => KINDS.indexOf(one) : name === "year" ? (one) => -Number(one) : (one) => -(counts[one] ?? 0);
    values.sort((one, other) => order(one) - order(other) || one.localeCompare(other));
    const made = element("fieldset", { "data-name": name, "data-all": showsAll }, element("legend", {}, this.say(`facet_${name}`)));
    const rows = values.map((value, at) => this.choice(name, value, counts[value] ?? 0, at));
    made.append(...rows);
    if (values.length > SHOWN_VALUES && !showsAll) {
      rows.forEach((row, at) => { row.hidden = at >= SHOWN_VALUES && !chosen.includes(values[at]); });
      const all = element("button", { type: "button" }, this.say("all_values", values.length));
      all.addEventListener("click", () => {
        rows.forEach((row) => { row.hidden = false; });
        made.dataset.all = "";
        all.remove();
        rows[SHOWN_VALUES].querySelector("input").focus();
      });
      made.append(all);
    }
    return made;
  }

  choice(name, value, count, at) {
    const id = `seminar-search-${name}-${at}`;
    const box = element("input", { type: "checkbox", id, value });
    box.checked = this.state.facets[name].includes(value);
    box.addEventListener("change", () => {
      const kept = this.state.facets[name].filter((one) => one !== value);
      this.state.facets[name] = box.checked ? [...kept, value] : kept;
      this.changed();
    });
    const label = name === "kind" && KINDS.includes(value) ? this.say(`kind_${value}`) : value;
    return element("div", { class: "seminar-search-choice" }, box, element("label", { for: id }, label, " ",
      element("span", { class: "seminar-search-number" }, String(count))));
  }

  // -- the keyboard -------------------------------------------------------------------------

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inField = event.target === this.field;
    const writes = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
    const links = [...this.list.querySelectorAll("h3 a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "/" && !writes) this.focusField();
    else if (event.key === "ArrowDown" && (inField || at >= 0) && links.length) (links[at + 1] ?? this.lastStop(links)).focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? this.field).focus();
    else if (event.key === "Escape" && at >= 0) this.focusField();
    else if (event.key === "Escape" && inField && this.field.value) this.clear();
    else return;
    event.preventDefault();
  }

  lastStop(links) {
    return this.more.hidden ? links.at(-1) : this.more;
  }

  focusField() {
    this.field.focus();
    this.field.select();
  }

  clear() {
    this.field.value = "";
    this.commit();
  }
}

/** The script may run before the page is there whole: the theme's own scripts are large. */
function begin() {
  const place = document.getElementById("seminar-search");
  if (place) new SearchPage(place).start();
  return Boolean(place);
}

if (!begin()) {
  const watching = new MutationObserver(() => { if (begin()) watching.disconnect(); });
  watching.observe(document, { subtree: true, childList: true });
  document.addEventListener("DOMContentLoaded", () => watching.disconnect());
}
