// Reads ContextObjects (one a line) with Zotero's own code and prints its items as JSON.
// usage: node zotero_coins.js FOLDER-OF-zotero/utilities < lines
const path = require("path");
const folder = path.resolve(process.argv[2]);
global.Zotero = { debug() {}, isBookmarklet: false, Utilities: {} };
const load = (name) => require(path.join(folder, name));
try { global.XRegExp = load("xregexp-all.js"); } catch { /* cleanAuthor does without */ }
Zotero.Utilities = load("utilities.js");
Zotero.Utilities.Item = { itemTypeExists: () => true };
const openurl = load("openurl.js");
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
console.log(JSON.stringify(lines.map((line) => ({ ...openurl.parseContextObject(line) }))));
