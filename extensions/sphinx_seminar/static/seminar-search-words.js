/* Words of a search: folded, parsed, corrected and marked. No part of a page is touched here.

   The table of letters comes from the index (outputs/search/normalising.py): the same
   examples test both sides. */

/** The longest query, in characters and in words; what is longer is cut. */
export const LONGEST = 300;
export const MOST_WORDS = 24;
const EXCERPT = 44;

const ranges = (pairs) => pairs.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("");

/** What folds and divides words as the index did. */
export class Normaliser {
  constructor(table) {
    const single = ranges(table.single);
    this.space = table.space;
    this.letters = new Map(Object.entries(table.letters));
    this.marks = new RegExp(`[${ranges(table.marks)}]`, "gu");
    this.letter = new RegExp(`[${[...this.letters.keys()].join("")}]`, "gu");
    this.single = new RegExp(`^[${single}]$`, "u");
    this.parts = new RegExp(`[${single}]|(?:(?![${single}])[\\p{L}\\p{N}])+`, "gu");
    this.written = new RegExp(`[${single}]|(?:(?![${single}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
    this.inserted = new RegExp(`(?<=[${single}]) (?=[${single}])`, "gu");
    this.marked = new RegExp(` ?${this.space} ?`, "gu");
  }

  fold(text) {
    const plain = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(this.marks, "");
    return plain.normalize("NFC").replace(this.letter, (letter) => this.letters.get(letter));
  }

  words(text) {
    return this.fold(text).match(this.parts) ?? [];
  }

  isSingle(word) {
    return this.single.test(word);
  }

  /** Take out the spaces that the index needed between single characters. */
  unspaced(text) {
    return text.replace(this.inserted, "").replace(this.marked, " ");
  }

  fieldWord(prefix, word) {
    return this.isSingle(word) ? `${prefix}u${word.codePointAt(0).toString(16)}` : prefix + word;
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

/** What Pagefind is asked for these terms. */
export function pagefindQuery(terms, normaliser, prefixes, everything) {
  if (!terms.length) return everything;
  const [only] = terms;
  const isPhrase = terms.length === 1 && !only.field && only.words.length > 1;
  if (isPhrase && (only.exact || only.words.every((word) => normaliser.isSingle(word)))) {
    return `"${only.words.join(" ")}"`;
  }
  return terms
    .flatMap(({ field, words }) =>
      words.map((word) => (field ? normaliser.fieldWord(prefixes[field], word) : word)))
    .join(" ");
}

/** Whether a word of the text answers the word asked for: it begins with it, or differs in
    its ending only, as stems do. */
export function answers(word, asked) {
  if (word.startsWith(asked)) return true;
  const shared = Math.min(word.length, asked.length);
  if (shared < 4 || Math.abs(word.length - asked.length) > 4) return false;
  let same = 0;
  while (same < shared && word[same] === asked[same]) same += 1;
  return same >= Math.max(4, asked.length - 3) && /^(?:e|s|es|ed|er|ly|y|ies|ing|al|ion|ions)?$/u.test(word.slice(same))
    && /^(?:e|s|es|ed|er|ly|y|ies|ing|al|ion|ions)?$/u.test(asked.slice(same));
}

/** The nearest word of the vocabulary: one change away, two for long words; "" if none is. */
export function corrected(word, vocabulary) {
  const allowed = word.length >= 8 ? 2 : 1;
  if (word.length < 4) return "";
  let best = "";
  let least = allowed + 1;
  for (const known of vocabulary) {
    if (Math.abs(known.length - word.length) >= least) continue;
    const found = distance(word, known, least - 1) + (known[0] === word[0] ? 0 : 0.5);
    if (found < least) [best, least] = [known, found];
  }
  return best;
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
      for (const piece of pieces) if (words.some((word) => answers(piece.folded, word))) piece.mark = true;
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
