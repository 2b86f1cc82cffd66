/* The files beside Pagefind's index (outputs/search/files.py): fetched once, unpacked, read. */

const FORMAT = 3;
const PATIENCE = 20000;
const DIGEST = 6;

/** Why a search failed: `no_index`, `offline` or `failed`. */
export class IndexError extends Error {}

/** The numbers of the records with a value, unpacked when they are asked for. */
class List {
  constructor(count, bytes) {
    this.count = count;
    this.bytes = bytes;
  }

  /** Call `take(record)` for each record, in order of their numbers. */
  each(take) {
    const steps = numbers(this.bytes);
    let record = 0;
    for (let seen = 0; seen < this.count; seen += 1) {
      record += steps();
      take(record);
    }
  }
}

/** Return a function that reads the next number: seven bits a byte, the lowest first. */
function numbers(bytes) {
  let at = 0;
  return () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length || shift > 28) throw new IndexError("no_index");
      const byte = bytes[at];
      at += 1;
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number >>> 0;
    }
  };
}

export class Files {
  constructor(address) {
    this.address = address;
    this.loaded = new Map();
  }

  /** Load the note that leads to all other files; `reload` it when these are gone. */
  async open(reload) {
    const note = parsed(await this.#fetch("seminar.json", reload ? "reload" : "default"), (text) => JSON.parse(text));
    if (note?.format !== FORMAT || !note.normaliser) throw new IndexError("no_index");
    this.note = note;
    return note;
  }

  /** The values of all facets, as `Map` from `name:value` to lists. */
  facets() {
    return this.#lists(`${this.note.facetFile}.facets`);
  }

  /** What is shown of a record. */
  async record(number) {
    const file = Math.floor(number / this.note.together);
    const records = await this.#once(named(this.note.recordFiles, file, "records"), (bytes) => parsed(bytes, (text) => JSON.parse(text)));
    const record = records[number % this.note.together];
    if (!record) throw new IndexError("no_index");
    return record;
  }

  /** The words of some lengths, as `[word, how often it is meant]`. */
  async words(lengths) {
    const { wordFiles } = this.note;
    const found = await Promise.all(lengths.filter((length) => wordFiles[length]).map((length) =>
      this.#once(`${length}-${wordFiles[length]}.words`, (bytes) => parsed(bytes, (text) => text.split("\n").map((line) => {
        const [word, meant] = line.split(" ");
        return [word, Number(meant)];
      })))));
    return found.flat();
  }

  #lists(name) {
    return this.#once(name, lists);
  }

  /** Load a file once; a failure may be tried again. */
  #once(name, read) {
    if (!this.loaded.has(name)) {
      const loading = this.#fetch(name, "default").then(unpacked).then(read);
      loading.catch(() => this.loaded.delete(name));
      this.loaded.set(name, loading);
    }
    return this.loaded.get(name);
  }

  async #fetch(name, cache) {
    let answer;
    try {
      answer = await fetch(new URL(name, this.address), { cache, signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      throw new IndexError("offline");
    }
    if (!answer.ok) throw new IndexError("no_index");
    try {
      return new Uint8Array(await answer.arrayBuffer());
    } catch {
      throw new IndexError("offline");
    }
  }
}

function named(digests, file, suffix) {
  return `${file}-${digests.slice(file * DIGEST, (file + 1) * DIGEST)}.${suffix}`;
}

/** Unpack gzip, unless the server did. */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  if (typeof DecompressionStream === "undefined") throw new IndexError("failed");
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new IndexError("no_index");
  }
}

function parsed(bytes, read) {
  try {
    return read(new TextDecoder().decode(bytes));
  } catch {
    throw new IndexError("no_index");
  }
}

/** Read lines `name TAB records TAB bytes`, an empty line, and the lists. */
function lists(bytes) {
  let end = 0;
  while (end < bytes.length && !(bytes[end] === 10 && (end === 0 || bytes[end - 1] === 10))) end += 1;
  const found = new Map();
  let at = end + 1;
  if (end === bytes.length) throw new IndexError("no_index");
  for (const line of new TextDecoder().decode(bytes.subarray(0, end)).split("\n")) {
    if (!line) continue;
    const [name, count, size] = line.split("\t");
    found.set(name, new List(Number(count), bytes.subarray(at, at + Number(size))));
    at += Number(size);
  }
  if (at !== bytes.length) throw new IndexError("no_index");
  return found;
}
