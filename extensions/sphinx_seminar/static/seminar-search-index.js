/* The index of the site: Pagefind says which records answer a query, our files what they are.

   Records are numbered by date (outputs/search/files.py). Pagefind answers an unknown word with
   others that only begin like it, so what it found is looked at before it is believed. */

import { Files, IndexError } from "./seminar-search-files.js";
import { Normaliser, SHORTEST, corrections, pagefindQuery, telling } from "./seminar-search-words.js";

export { IndexError };

const PATIENCE = 20000;
/** Results whose texts are looked at to tell whether a word was found at all. */
const CHECKED = 3;
/** Corrections of a word that are tried until one finds something. */
const TRIED = 4;
const WEIGHTS = { title: 6, speakers: 4, topics: 3, readings: 2, detail: 1, about: 0.3, fields: 1 };
/** Parts of a record by the fields of a query. */
const PARTS = { speaker: ["speakers"], read: ["readings"], topic: ["topics", "about"] };
const TEXTS = ["title", "text", "detail", "speakers", "topics", "about", "readings"];

export class Index {
  constructor(address) {
    this.address = new URL(address, document.baseURI);
    this.opened = null;
    this.failed = false;
  }

  /** Load what every search needs, once; a failure may be tried again. */
  open() {
    this.opened ??= this.#open().catch((error) => { this.#forget(); throw error; });
    return this.opened;
  }

  /** The site may have been published anew since the page was loaded. */
  #forget() {
    this.opened = null;
    this.failed = true;
    this.closing = this.pagefind?.destroy().catch(() => {});
    this.pagefind = null;
  }

  async #open() {
    await this.closing;
    this.files = new Files(this.address);
    const [note, pagefind] = await Promise.all([this.files.open(this.failed), this.#program()]);
    this.failed = false;
    this.note = note;
    this.records = note.records;
    this.common = new Set(note.common);
    this.normaliser = new Normaliser(note.normaliser);
    this.pagefind = pagefind;
    await pagefind.options({ baseUrl: "/", ranking: { metaWeights: WEIGHTS } });
    // Its files come while the query is read.
    inTime(pagefind.init()).catch(() => {});
  }

  async #program() {
    try {
      return await import(new URL("pagefind.js", this.address).href);
    } catch {
      // A missing file and a missing network look alike here: the note tells them apart.
      await new Files(this.address).open(false);
      throw new IndexError("no_index");
    }
  }

  /** Search: `{results, matched, terms, corrections}`. Results are numbers of records in order;
      `matched` are those that would be among them without facets. */
  async search(terms, facets, sort) {
    try {
      return await this.#search(terms, facets, sort);
    } catch (error) {
      if (error.message !== "no_index") throw error;
      this.#forget();
      await this.open();
      return this.#search(terms, facets, sort);
    }
  }

  async #search(terms, facets, sort) {
    const answer = terms.length ? await this.#answer(terms) : { terms, corrections: [], matched: this.#all() };
    return { ...answer, results: this.#sorted(await this.#narrowed(answer.matched, facets), terms.length ? sort : sort === "oldest" ? sort : "newest") };
  }

  /** What is shown of a record. */
  record(number) {
    return this.files.record(number).catch((error) => { this.#forget(); throw error; });
  }

  /** Count the values of the facets among the results; their file is only loaded for that. */
  async counts({ matched }, facets) {
    const lists = await this.files.facets();
    const chosen = Object.entries(facets).filter(([, values]) => values.length);
    const masks = new Map(chosen.map(([name, values]) => [name, this.#mask(lists, name, values)]));
    const within = (but) => {
      // What one more value of a facet would add is counted without that facet.
      const others = [...masks].filter(([name]) => name !== but).map(([, mask]) => mask);
      const inside = new Uint8Array(this.records);
      for (const record of matched) inside[record] = others.every((mask) => mask[record]) ? 1 : 0;
      return inside;
    };
    const all = within("");
    const counted = Object.fromEntries(chosen.map(([name]) => [name, within(name)]));
    const counts = {};
    for (const [key, list] of lists) {
      const at = key.indexOf(":");
      const name = key.slice(0, at);
      const inside = counted[name] ?? all;
      let count = 0;
      list.each((record) => { count += inside[record]; });
      if (count) (counts[name] ??= {})[key.slice(at + 1)] = count;
    }
    return counts;
  }

  // -- which records --------------------------------------------------------------------------

  #all() {
    return Array.from({ length: this.records }, (_, record) => record);
  }

  async #narrowed(matched, facets) {
    const chosen = Object.entries(facets).filter(([, values]) => values.length);
    if (!chosen.length || !matched.length) return matched;
    const lists = await this.files.facets();
    const masks = chosen.map(([name, values]) => this.#mask(lists, name, values));
    return matched.filter((record) => masks.every((mask) => mask[record]));
  }

  #mask(lists, name, values) {
    const mask = new Uint8Array(this.records);
    for (const value of values) lists.get(`${name}:${value}`)?.each((record) => { mask[record] = 1; });
    return mask;
  }

  /** Numbers are in the order of dates, those of records without one before all others. */
  #sorted(found, sort) {
    if (sort === "relevance") return found;
    const ordered = [...found].sort((one, other) => other - one);
    if (sort === "newest") return ordered;
    const { undated } = this.note;
    const isDated = (record) => record >= undated;
    return [...ordered.filter(isDated).reverse(), ...ordered.filter((record) => !isDated(record))];
  }

  /** Ask Pagefind: numbers of records, best first; of equals the newest. */
  async #ask(terms) {
    const query = pagefindQuery(telling(terms, this.common), this.normaliser, this.note);
    const { results } = await inTime(this.pagefind.search(query));
    const found = results.map(({ id, score }) => [this.#number(id), score]);
    return found.sort((one, other) => other[1] - one[1] || other[0] - one[0]).map(([record]) => record);
  }

  /** The number in a record's name, if index and records are of one build. */
  #number(name) {
    const [tag, number] = name.split("-");
    if (tag !== this.note.tag) throw new IndexError("no_index");
    return Number.parseInt(number, 16);
  }

  // -- words that nobody wrote ----------------------------------------------------------------

  async #answer(terms) {
    const found = await this.#ask(terms);
    const absent = await this.#absent(found, terms);
    if (!absent.length) return { matched: found, terms, corrections: [] };
    const words = new Map(await Promise.all(absent.map(async ({ word }) => [word, await this.#vocabulary(word)])));
    const missing = absent.filter(({ word }) => !words.get(word).some(([known]) => this.normaliser.answers(known, word)));
    const better = await this.#corrected(terms, missing.length || found.length ? missing : absent, words);
    if (better) return better;
    if (!found.length) await this.#sound(absent, words);
    return { matched: missing.length ? [] : found, terms, corrections: [] };
  }

  /** The words asked for that the first results do not hold: `[{field, word}]`. */
  async #absent(found, terms) {
    const asked = terms.flatMap(({ field, words }) =>
      words.filter((word) => (field || !this.common.has(word)) && !this.normaliser.isSingle(word)).map((word) => ({ field, word })));
    if (!asked.length) return [];
    const texts = await Promise.all(found.slice(0, CHECKED).map(async (number) => this.#textOf(await this.record(number))));
    return asked.filter(({ field, word }) =>
      !texts.some((text) => text(field).some((known) => (field ? known.startsWith(word) : this.normaliser.answers(known, word)))));
  }

  /** A function from the field of a query to the words of a record that are asked for by it. */
  #textOf(record) {
    return (field) => this.normaliser.words((PARTS[field] ?? TEXTS).flatMap((part) => record[part] ?? []).join(" ; "));
  }

  #vocabulary(word) {
    return word.length < SHORTEST ? [] : this.files.words([word.length - 1, word.length, word.length + 1]);
  }

  /** The answer with other words for those that nothing holds; where every word is known but
      not together, with another for one of them. */
  async #corrected(terms, missing, words) {
    const isKnown = ({ word }) => words.get(word).some(([known]) => this.normaliser.answers(known, word));
    for (const group of missing.some(isKnown) ? missing.map((one) => [one]) : [missing]) {
      const near = group.map(({ word }) => corrections(word, words.get(word)).filter((one) => one !== word).slice(0, TRIED));
      if (!near.length || !near.every((one) => one.length)) continue;
      for (let tried = 0; tried < Math.max(...near.map((one) => one.length)); tried += 1) {
        const changes = new Map(group.map(({ word }, at) => [word, near[at][tried] ?? near[at].at(-1)]));
        const changed = terms.map((term) => ({ ...term, words: term.words.map((word) => changes.get(word) ?? word) }));
        const found = await this.#ask(changed);
        if (found.length && !(await this.#absent(found, changed)).length) {
          return { matched: found, terms: changed, corrections: [...changes] };
        }
      }
    }
    return null;
  }

  /** A known word that Pagefind does not find means that its index is torn. */
  async #sound(absent, words) {
    for (const { field, word } of absent) {
      if (field || !words.get(word).some(([known]) => known === word)) continue;
      if (!(await this.#ask([{ field: "", words: [word] }])).length) throw new IndexError("no_index");
    }
  }
}

/** A promise that is rejected when nothing comes: a torn index can leave one waiting. */
function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new IndexError("no_index")), PATIENCE); });
  return Promise.race([promise, late])
    .catch((error) => { throw error instanceof IndexError ? error : new IndexError(navigator.onLine ? "no_index" : "offline"); })
    .finally(() => clearTimeout(timer));
}
