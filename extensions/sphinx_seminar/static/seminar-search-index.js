/* The index of the site: Pagefind, asked with words of ours, and checked before it is believed. */

import { Normaliser, answers, corrected, pagefindQuery } from "./seminar-search-words.js";

const FORMAT = 2;
const PATIENCE = 20000;
const FILTER = "f";
/** Results whose texts are looked at to tell whether a word was found at all. */
const CHECKED = 3;

/** Why a search failed: `no_index`, `offline` or `failed`. */
export class IndexError extends Error {}

/** Load a part of the index that is JSON. */
export async function json(address) {
  let answer;
  try {
    answer = await fetch(address);
  } catch {
    throw new IndexError("offline");
  }
  if (!answer.ok) throw new IndexError("no_index");
  try {
    return await answer.json();
  } catch {
    throw new IndexError("no_index");
  }
}

export class Index {
  constructor(address) {
    this.address = new URL(address, document.baseURI);
    this.opened = null;
    this.vocabulary = null;
  }

  /** Load what every search needs, once; a failure may be tried again. */
  open() {
    this.opened ??= this.#open().catch((error) => { this.opened = null; throw error; });
    return this.opened;
  }

  async #open() {
    const [note, pagefind] = await Promise.all([this.#json("seminar.json"), this.#program()]);
    if (note?.format !== FORMAT || !note.normaliser) throw new IndexError("no_index");
    this.note = note;
    this.normaliser = new Normaliser(note.normaliser);
    this.pagefind = pagefind;
    await inTime(pagefind.options({ baseUrl: "/", ranking: { metaWeights: { title: 6, speakers: 4, alt: 1 } } }));
  }

  async #program() {
    try {
      return await import(new URL("pagefind.js", this.address).href);
    } catch {
      // A missing file and a missing network look alike here: the note tells them apart.
      await this.#json("seminar.json");
      throw new IndexError("no_index");
    }
  }

  #json(name) {
    return json(new URL(name, this.address));
  }

  /** Search: `{results, terms, corrections}`; a result is loaded by its `data()`. */
  async search(terms, facets, sort) {
    const found = await this.#ask(terms, facets, sort);
    const missing = await this.#missing(found, terms);
    if (!missing.length) return { ...found, terms, corrections: [] };
    return this.#corrected(terms, missing, facets, sort);
  }

  /** Words of titles are in the index: one that is not there means that the index is torn. */
  async #sound(missing, nothing) {
    for (const { field, word } of missing) {
      if (field || !this.vocabulary.includes(word)) continue;
      const found = await inTime(this.pagefind.search(word));
      if (!found.results.length) throw new IndexError("no_index");
    }
    return nothing;
  }

  async #ask(terms, facets, sort) {
    const query = pagefindQuery(terms, this.normaliser, this.note.fields, this.note.everything);
    const options = { filters: filters(facets) };
    const order = sort === "relevance" && terms.length ? "" : sort;
    if (order) options.sort = { date: order === "oldest" ? "asc" : "desc" };
    const found = await inTime(this.pagefind.search(query, options));
    return { results: found.results, unfiltered: found.unfilteredResultCount };
  }

  /** Count the values of the facets among the results; their file is only loaded for that,
      after the first results are shown. */
  async counts(terms, facets) {
    this.counted ??= inTime(this.pagefind.filters()).catch((error) => { this.counted = null; throw error; });
    await this.counted;
    const query = pagefindQuery(terms, this.normaliser, this.note.fields, this.note.everything);
    const found = await inTime(this.pagefind.search(query, { filters: filters(facets) }));
    const counts = groups(found.filters?.[FILTER]);
    const chosen = Object.keys(facets).filter((name) => facets[name].length);
    await Promise.all(chosen.map(async (name) => {
      // What one more value of a facet would add is counted without that facet.
      const others = filters({ ...facets, [name]: [] });
      const rest = await inTime(this.pagefind.search(query, { filters: others }));
      counts[name] = groups(rest.filters?.[FILTER])[name] ?? {};
    }));
    return counts;
  }

  /** Return the words that no result holds: Pagefind answers an unknown word with others
      that only begin like it. */
  async #missing(found, terms) {
    const asked = terms.flatMap(({ field, words }) =>
      words.filter((word) => !this.normaliser.isSingle(word)).map((word) => ({ field, word })));
    if (!asked.length) return [];
    if (!found.results.length) return found.unfiltered ? [] : asked;
    const first = await Promise.all(found.results.slice(0, CHECKED).map((one) => inTime(one.data())));
    const texts = first.map((data) => this.#textOf(data));
    return asked.filter(({ field, word }) =>
      !texts.some((text) => text[field].some((known) => (field ? known.startsWith(word) : answers(known, word)))));
  }

  #textOf(data) {
    const { meta } = data;
    const named = (value) => this.normaliser.words(this.normaliser.unspaced(value ?? ""));
    const all = [data.content, ...Object.values(meta)].join(" ");
    return { "": named(all), speaker: named(meta.speakers), read: named(meta.readings), topic: named(meta.topics) };
  }

  async #corrected(terms, missing, facets, sort) {
    const nothing = { results: [], terms, corrections: [] };
    this.vocabulary ??= await this.#json("seminar-words.json").catch(() => []);
    const changes = new Map();
    for (const { word } of missing) {
      const known = this.vocabulary.some((one) => one.startsWith(word));
      const better = known ? "" : corrected(word, this.vocabulary);
      if (better) changes.set(word, better);
    }
    if (!changes.size) return this.#sound(missing, nothing);
    const changed = terms.map((term) => ({
      ...term, words: term.words.map((word) => changes.get(word) ?? word),
    }));
    const found = await this.#ask(changed, facets, sort);
    const absent = await this.#missing(found, changed);
    if (absent.length || !found.results.length) return nothing;
    return { ...found, terms: changed, corrections: [...changes] };
  }
}

function filters(facets) {
  const chosen = Object.entries(facets).filter(([, values]) => values.length);
  return { all: chosen.map(([name, values]) => ({ any: values.map((value) => ({ [FILTER]: `${name}:${value}` })) })) };
}

/** From counts by `year:2025` to counts by facet and value. */
function groups(counts) {
  const found = {};
  for (const [key, count] of Object.entries(counts ?? {})) {
    const at = key.indexOf(":");
    if (count) (found[key.slice(0, at)] ??= {})[key.slice(at + 1)] = count;
  }
  return found;
}

/** A promise that is rejected when nothing comes: a torn index can leave one waiting. */
function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new IndexError("no_index")), PATIENCE); });
  return Promise.race([promise, late])
    .catch((error) => { throw error instanceof IndexError ? error : new IndexError(navigator.onLine ? "no_index" : "offline"); })
    .finally(() => clearTimeout(timer));
}
