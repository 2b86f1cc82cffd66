/* A search engine outside of the site, asked by the search page in the place of Pagefind.

   Whatever it answers is judged before it is believed: it may be down, slow, full, or a web
   page. How documents are made is said in outputs/search/engines/document.py; names of fields
   come from there, by the note beside the index. */

import { Files, IndexError } from "./seminar-search-files.js";
import { Normaliser } from "./seminar-search-words.js";

const SIZE = 24;
const MOST_VALUES = 1000;
/** Results that can be shown: a multiple of SIZE below the 10,000 that OpenSearch allows. */
const MOST = 9984;

/** An engine: `{kind, url, index, key, timeout}`, with the interface of `Index`;
    a result is a function that loads it.

    It fails with an `IndexError`: `engine_down`, `engine_slow`, `engine_busy`,
    `engine_refused` or `engine_answer`. */
export class Engine {
  constructor(config, address) {
    this.config = config;
    this.address = new URL(address, document.baseURI);
    this.opened = null;
  }

  open() {
    this.opened ??= this.#open().catch((error) => { this.opened = null; throw error; });
    return this.opened;
  }

  async #open() {
    this.note = await new Files(this.address).open(false);
    if (!this.note.engine) throw new IndexError("no_index");
    this.normaliser = new Normaliser(this.note.normaliser);
    this.adapter = new ADAPTERS[this.config.kind](this.config, this.note.engine);
  }

  async search(terms, facets, sort) {
    this.asking?.abort();
    this.asking = new AbortController();
    const question = { words: this.#words(terms), facets, sort: terms.length ? sort : sort === "oldest" ? sort : "newest" };
    const first = await this.#ask({ ...question, page: 0, counts: true });
    this.counted = first.counts;
    const pages = new Map([[0, Promise.resolve(first)]]);
    const pageOf = (number) => {
      if (!pages.has(number)) pages.set(number, this.#ask({ ...question, page: number, counts: false }));
      return pages.get(number);
    };
    const results = Array.from({ length: Math.min(first.found, MOST) }, (_, at) =>
      async () => this.#record((await pageOf(Math.floor(at / SIZE))).hits[at % SIZE]));
    return { results, total: first.found, terms, corrections: [] };
  }

  /** What is shown of a result. */
  record(result) {
    return result();
  }

  async counts() {
    return this.counted;
  }

  /** What is asked for: words, words of fields, and phrases as lists. */
  #words(terms) {
    return terms.flatMap(({ field, words, exact }) => {
      if (field) return words.map((word) => this.normaliser.fieldWord(this.note.fields[field], word));
      const isRun = words.every((word) => this.normaliser.isSingle(word));
      return words.length > 1 && (exact || isRun) ? [words] : words;
    });
  }

  async #ask(question) {
    const { url, init, read } = this.adapter.request(question);
    const stop = new AbortController();
    let late = false;
    const timer = setTimeout(() => { late = true; stop.abort(); }, this.config.timeout * 1000);
    this.asking.signal.addEventListener("abort", () => stop.abort());
    try {
      const answer = await fetch(url, { ...init, signal: stop.signal, credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new IndexError(trouble(answer.status));
      return read(await answer.json());
    } catch (error) {
      if (error instanceof IndexError) throw error;
      if (late) throw new IndexError("engine_slow");
      // No JSON, or JSON of another form; else the answer never came, or this site may not see it.
      if (error instanceof SyntaxError || error.cause === read) throw new IndexError("engine_answer");
      throw new IndexError(navigator.onLine ? "engine_down" : "offline");
    } finally {
      clearTimeout(timer);
    }
  }

  /** A document as a record of the site, with nothing in it that is none. */
  #record(hit) {
    if (!hit) throw new IndexError("engine_answer");
    const text = (value) => (typeof value === "string" ? value : "");
    const list = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);
    return {
      kind: text(hit.kind) || "page", url: text(hit.url) || "#", title: text(hit.title), text: text(hit.text),
      date: text(hit.date), detail: text(hit.detail), language: text(hit.language), speakers: list(hit.speakers),
      readings: list(hit.readings), archives: list(hit.archives),
    };
  }
}

function trouble(status) {
  if (status === 401 || status === 403) return "engine_refused";
  return status === 429 || status >= 500 ? "engine_busy" : "engine_answer";
}

/** What reads an answer: anything that it stumbles over is an answer of another form. */
const reader = (read) => {
  const safe = (answer) => {
    try {
      const found = read(answer);
      if (!Number.isInteger(found.found) || found.found < 0 || !Array.isArray(found.hits)) throw new TypeError("found");
      return found;
    } catch (error) {
      throw error instanceof IndexError ? error : new Error("form", { cause: safe });
    }
  };
  return safe;
};

const chosen = (facets) => Object.keys(facets).filter((name) => facets[name].length);
const without = (facets, name) => ({ ...facets, [name]: [] });

class Typesense {
  constructor(config, names) {
    this.config = config;
    this.names = names;
  }

  request({ words, facets, sort, page, counts }) {
    const { searched, facets: fields, sorted } = this.names;
    const order = { newest: `${sorted}:desc`, oldest: `${sorted}:asc` }[sort] ?? `_text_match:desc,${sorted}:desc`;
    const common = {
      collection: this.config.index,
      q: words.map((word) => (Array.isArray(word) ? `"${word.join(" ")}"` : word)).join(" ") || "*",
      query_by: Object.keys(searched).join(","),
      query_by_weights: Object.values(searched).map(([weight]) => weight).join(","),
      num_typos: Object.values(searched).map(([, lax]) => (lax ? 2 : 0)).join(","),
      drop_tokens_threshold: 0,
      highlight_fields: "none",
      highlight_full_fields: "none",
      exclude_fields: Object.keys(searched).join(","),
      max_facet_values: MOST_VALUES,
    };
    const counted = counts ? Object.values(fields).join(",") : undefined;
    const main = { ...common, sort_by: order, page: page + 1, per_page: SIZE, filter_by: this.filter(facets), facet_by: counted };
    const others = counts ? chosen(facets) : [];
    const searches = [main, ...others.map((name) => ({
      ...common, per_page: 0, filter_by: this.filter(without(facets, name)), facet_by: fields[name],
    }))];
    // Key and type as they are, the browser need not ask beforehand whether it may ask.
    const url = new URL(`${this.config.url}/multi_search`);
    if (this.config.key) url.searchParams.set("x-typesense-api-key", this.config.key);
    return {
      url,
      init: { method: "POST", headers: { "Content-Type": "text/plain" }, body: JSON.stringify({ searches }) },
      read: reader(({ results }) => {
        const failed = results.find((one) => one.code);
        if (failed) throw new IndexError(trouble(failed.code));
        return {
          found: results[0].found,
          hits: results[0].hits.map(({ document: found }) => found),
          counts: this.counts(results, others),
        };
      }),
    };
  }

  filter(facets) {
    return chosen(facets).map((name) =>
      `${this.names.facets[name]}:=[${facets[name].map((value) => `\`${value.replaceAll("`", "")}\``).join(",")}]`).join(" && ");
  }

  counts(results, others) {
    const found = {};
    const take = (name, { counts = [] } = {}) => { found[name] = Object.fromEntries(counts.map(({ value, count }) => [value, count])); };
    const of = (result, name) => result.facet_counts?.find(({ field_name: field }) => field === this.names.facets[name]);
    for (const name of Object.keys(this.names.facets)) take(name, of(results[0], name));
    others.forEach((name, at) => take(name, of(results[at + 1], name)));
    return found;
  }
}

class OpenSearch {
  constructor(config, names) {
    this.config = config;
    this.names = names;
    const searched = Object.entries(names.searched);
    this.fields = searched.filter(([, [, lax]]) => lax).map(([name, [weight]]) => `${name}^${weight}`);
    this.exactFields = searched.filter(([, [, lax]]) => !lax).map(([name]) => name);
  }

  request({ words, facets, sort, page, counts }) {
    const { facets: fields, sorted } = this.names;
    const order = { newest: [{ [sorted]: "desc" }], oldest: [{ [sorted]: "asc" }] }[sort] ?? ["_score", { [sorted]: "desc" }];
    const body = {
      from: page * SIZE,
      size: SIZE,
      track_total_hits: true,
      _source: { excludes: Object.keys(this.names.searched) },
      query: { bool: { must: words.length ? words.map((word) => this.clause(word)) : [{ match_all: {} }] } },
      post_filter: { bool: { filter: this.filters(facets) } },
      sort: order,
    };
    if (counts) {
      // What one more value of a facet would add is counted without that facet.
      body.aggs = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, {
        filter: { bool: { filter: this.filters(without(facets, name)) } },
        aggs: { values: { terms: { field, size: MOST_VALUES } } },
      }]));
    }
    const headers = { "Content-Type": "application/json" };
    if (this.config.key) headers.Authorization = `ApiKey ${this.config.key}`;
    return {
      url: `${this.config.url}/${encodeURIComponent(this.config.index)}/_search`,
      init: { method: "POST", headers, body: JSON.stringify(body) },
      read: reader(({ hits, aggregations = {} }) => ({
        found: hits.total.value,
        hits: hits.hits.map((hit) => hit._source),
        counts: Object.fromEntries(Object.entries(aggregations).map(([name, { values }]) =>
          [name, Object.fromEntries(values.buckets.map(({ key, doc_count: count }) => [key, count]))])),
      })),
    };
  }

  clause(word) {
    if (Array.isArray(word)) return { multi_match: { query: word.join(" "), fields: this.fields, type: "phrase" } };
    return {
      bool: {
        minimum_should_match: 1,
        should: [
          { multi_match: { query: word, fields: this.fields, fuzziness: "AUTO", prefix_length: 1 } },
          { multi_match: { query: word, fields: this.fields, type: "phrase_prefix", boost: 2 } },
          ...this.exactFields.map((field) => ({ prefix: { [field]: word } })),
        ],
      },
    };
  }

  filters(facets) {
    return chosen(facets).map((name) => ({ terms: { [this.names.facets[name]]: facets[name] } }));
  }
}

class Meilisearch {
  constructor(config, names) {
    this.config = config;
    this.names = names;
  }

  request({ words, facets, sort, page, counts }) {
    const { facets: fields, sorted } = this.names;
    const common = {
      indexUid: this.config.index,
      q: words.map((word) => (Array.isArray(word) ? `"${word.join(" ")}"` : word)).join(" "),
      matchingStrategy: "all",
    };
    const order = { newest: [`${sorted}:desc`], oldest: [`${sorted}:asc`] }[sort];
    const main = { ...common, page: page + 1, hitsPerPage: SIZE, filter: this.filter(facets) };
    if (order) main.sort = order;
    if (counts) main.facets = Object.values(fields);
    const others = counts ? chosen(facets) : [];
    const queries = [main, ...others.map((name) => ({
      ...common, hitsPerPage: 0, page: 1, filter: this.filter(without(facets, name)), facets: [fields[name]],
    }))];
    const headers = { "Content-Type": "application/json" };
    if (this.config.key) headers.Authorization = `Bearer ${this.config.key}`;
    return {
      url: `${this.config.url}/multi-search`,
      init: { method: "POST", headers, body: JSON.stringify({ queries }) },
      read: reader(({ results }) => {
        const found = {};
        for (const name of Object.keys(fields)) found[name] = results[0].facetDistribution?.[fields[name]] ?? {};
        others.forEach((name, at) => { found[name] = results[at + 1].facetDistribution?.[fields[name]] ?? {}; });
        return { found: results[0].totalHits, hits: results[0].hits, counts: found };
      }),
    };
  }

  filter(facets) {
    return chosen(facets).map((name) => `${this.names.facets[name]} IN [${facets[name].map((value) => JSON.stringify(value)).join(", ")}]`);
  }
}

const ADAPTERS = { typesense: Typesense, opensearch: OpenSearch, meilisearch: Meilisearch };
