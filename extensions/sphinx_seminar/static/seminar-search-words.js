/* Words of a search: folded, parsed, corrected and marked. No part of a page is touched here.

   The table of letters comes from the index (outputs/search/normalising.py): the same
   examples test both sides. */

/** The longest query, in characters and in words; what is longer is cut. */
export const LONGEST = 300;
export const MOST_WORDS = 24;
const EXCERPT = 44;
/** From so many letters on, a word finds what begins like it. */
const BEGINNING = 3;
/** Shorter words are not corrected; from so many letters on, two changes are. */
export const SHORTEST = 4;
const LONG = 8;
/** What the same first letter counts, in doublings of how often a word is meant. */
const FIRST = 4;

const ranges = (pairs) => pairs.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("");

/** What folds and divides words as the index did. */
export class Normaliser {
  constructor(table) {
    const single = ranges(table.single);
    this.letters = new Map(Object.entries(table.letters));
    this.marks = new RegExp(`[${ranges(table.marks)}]`, "gu");
    this.letter = new RegExp(`[${[...this.letters.keys()].join("")}]`, "gu");
    this.single = new RegExp(`^[${single}]$`, "u");
    this.parts = new RegExp(`[${single}]|(?:(?![${single}])[\\p{L}\\p{N}])+`, "gu");
    this.written = new RegExp(`[${single}]|(?:(?![${single}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
    this.endings = table.endings.map((ending) => new RegExp(ending, "u"));
    this.shortest = table.stem;
    this.longest = table.longest;
  }

  fold(text) {
    const plain = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(this.marks, "");
    return plain.normalize("NFC").replace(this.letter, (letter) => this.letters.get(letter));
  }

  words(text) {
    const found = this.fold(text).match(this.parts) ?? [];
    return found.map((word) => (word.length > this.longest ? [...word].slice(0, this.longest).join("") : word));
  }

  isSingle(word) {
    return this.single.test(word);
  }

  /** A word of a field, which no text holds (outputs/search/normalising.py). */
  fieldWord(prefix, word) {
    return this.isSingle(word) ? `${prefix}u${word.codePointAt(0).toString(16)}` : prefix + word;
  }

  /** The word without the endings that its other forms have instead. */
  stem(word) {
    for (;;) {
      const kept = this.endings.map((ending) => word.replace(ending, "")).find((one) => one !== word && one.length >= this.shortest);
      if (kept === undefined) break;
      word = kept;
    }
    return word.length > this.shortest && /([bcdfghjklmnprstvz])\1$/u.test(word) ? word.slice(0, -1) : word;
  }

  /** Whether a word of a text answers the word asked for. */
  answers(known, asked) {
    return known.startsWith(asked) || this.stem(known) === this.stem(asked);
  }
}

const ALIASES = { reading: "read", reads: "read", speakers: "speaker", topics: "topic" };
const FIELDS = new Set(["speaker", "read", "topic", "year", "kind"]);
const TOKEN = /(?:(\p{L}+):)?(?:"([^"]*)"|(\S+))/gu;

/** Divide a query into words, words of fields, and facets: `{terms, facets, cut}`.
    A term is `{field, words, exact}`. Whatever is no field is text. */
export function parseQuery(query, normaliser, kinds) {
  const text = query.slice(0, LONGEST);
  let left = MOST_WORDS;
  let cut = text.length < query.length;
  const terms = [];
  const facets = { kind: [], year: [] };
  for (const [whole, named, quoted, bare] of text.matchAll(TOKEN)) {
    const name = (named ?? "").toLowerCase();
    const field = ALIASES[name] ?? name;
    const value = quoted ?? bare;
    if (field === "year" && addYears(value, facets.year)) continue;
    if (field === "kind" && addKinds(normaliser.fold(value), kinds, facets.kind)) continue;
    const isField = FIELDS.has(field) && field !== "year" && field !== "kind";
    const words = normaliser.words(isField ? value : whole).slice(0, left);
    left -= words.length;
    cut ||= left <= 0;
    if (words.length) terms.push({ field: isField ? field : "", words, exact: quoted !== undefined && !isField });
  }
  return { terms, facets, cut };
}

function addYears(value, years) {
  const found = /^(\d{4})(?:[-–](\d{4}))?$/.exec(value);
  if (!found) return false;
  const first = Number(found[1]);
  const last = Math.min(Number(found[2] ?? first), first + 200);
  for (let year = first; year <= last; year += 1) years.push(String(year));
  return true;
}

function addKinds(value, kinds, wanted) {
  const found = kinds.filter(([kind, label]) => value && (kind.startsWith(value) || label.startsWith(value)));
  wanted.push(...found.map(([kind]) => kind));
  return found.length > 0;
}

/** The terms without the words that nobody finds a record by, unless there are no others. */
export function telling(terms, common) {
  const kept = terms
    .map((term) => (term.field ? term : { ...term, words: term.words.filter((word) => !common.has(word)) }))
    .filter(({ words }) => words.length);
  return kept.length ? kept : terms;
}

/** What Pagefind is asked for these terms. A phrase must be all of a query; so must a word too
    short to ask for what begins like it, or too common to be found outside of titles and names. */
export function pagefindQuery(terms, normaliser, { fields: prefixes, named, common = [] }) {
  const [only] = terms;
  if (terms.every(({ field, words }) => !field && words.every((word) => common.includes(word)))) {
    return terms.flatMap(({ words }) => words.map((word) => named + word)).join(" ");
  }
  const isAlone = terms.length === 1 && !only.field;
  const isRun = isAlone && only.words.length > 1 && only.words.every((word) => normaliser.isSingle(word));
  const isShort = isAlone && only.words.length === 1 && only.words[0].length < BEGINNING;
  if (isAlone && (isRun || isShort || (only.exact && only.words.length > 1))) return `"${only.words.join(" ")}"`;
  return terms
    .flatMap(({ field, words }) =>
      words.map((word) => (field ? normaliser.fieldWord(prefixes[field], word) : word)))
    .join(" ");
}

/** The words of `[word, how often it is meant]` that a misspelt one may stand for, likeliest
    first: one change away, two for long words. */
export function corrections(word, vocabulary) {
  if (word.length < SHORTEST) return [];
  const allowed = word.length >= LONG ? 2 : 1;
  const found = [];
  for (const [known, meant] of vocabulary) {
    const changes = distance(word, known, allowed);
    if (changes <= allowed) found.push([changes, (known[0] === word[0] ? FIRST : 0) + meant, known]);
  }
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1] || (one[2] < other[2] ? -1 : 1));
  return found.map(([, , known]) => known);
}

/** Changes from one word to another: letters added, dropped, replaced or swapped. */
export function distance(one, other, limit) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

/** Divide a text into `[string, isMarked]`, where the words asked for are marked. */
export function marked(text, terms, normaliser) {
  const pieces = [...text.matchAll(normaliser.written)].map((found) => ({
    start: found.index, end: found.index + found[0].length, folded: normaliser.fold(found[0]),
  }));
  markPieces(pieces, terms, normaliser);
  return parts(text, pieces, 0, text.length);
}

/** The part of a text that holds most of the words asked for, divided as by `marked`. */
export function excerpt(text, terms, normaliser) {
  const pieces = [...text.matchAll(normaliser.written)].map((found) => ({
    start: found.index, end: found.index + found[0].length, folded: normaliser.fold(found[0]),
  }));
  markPieces(pieces, terms, normaliser);
  const [first, last] = bestWindow(pieces);
  const from = first > 0 ? pieces[first].start : 0;
  const to = last < pieces.length ? pieces[last].start : text.length;
  const found = parts(text, pieces, from, to);
  if (from > 0) found.unshift(["… ", false]);
  if (to < text.length) found.push([" …", false]);
  return found;
}

function markPieces(pieces, terms, normaliser) {
  for (const { field, words } of terms) {
    if (field) continue;
    if (words.length > 1 && words.every((word) => normaliser.isSingle(word))) {
      markRuns(pieces, words);
    } else {
      for (const piece of pieces) if (words.some((word) => normaliser.answers(piece.folded, word))) piece.mark = true;
    }
  }
}

function markRuns(pieces, words) {
  for (let at = 0; at + words.length <= pieces.length; at += 1) {
    if (words.every((word, offset) => pieces[at + offset].folded === word)) {
      words.forEach((_, offset) => { pieces[at + offset].mark = true; });
    }
  }
}

function bestWindow(pieces) {
  if (pieces.length <= EXCERPT) return [0, pieces.length];
  let inside = new Map();
  let best = [0, 0];
  const add = (piece, step) => {
    if (!piece?.mark) return;
    const count = (inside.get(piece.folded) ?? 0) + step;
    if (count) inside.set(piece.folded, count); else inside.delete(piece.folded);
  };
  for (let end = 0; end < pieces.length; end += 1) {
    add(pieces[end], 1);
    if (end >= EXCERPT - 12) add(pieces[end - EXCERPT + 12], -1);
    if (inside.size > best[1]) best = [end, inside.size];
  }
  const last = Math.min(pieces.length, best[1] ? Math.max(best[0] + 12, EXCERPT) : EXCERPT);
  return [Math.max(0, last - EXCERPT), last];
}

function parts(text, pieces, from, to) {
  const found = [];
  let at = from;
  for (const piece of pieces) {
    if (!piece.mark || piece.start < from || piece.end > to) continue;
    if (piece.start > at) found.push([text.slice(at, piece.start), false]);
    if (piece.start === at && found.at(-1)?.[1]) found.at(-1)[0] += text.slice(piece.start, piece.end);
    else found.push([text.slice(piece.start, piece.end), true]);
    at = piece.end;
  }
  if (at < to) found.push([text.slice(at, to), false]);
  return found;
}
