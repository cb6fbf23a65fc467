// Checks the ledger in the reader's own browser, with nothing but what stands in the folder.
// Hashes as in RFC 9162, tiles and signed notes as C2SP says. All words stand in the page.
"use strict";

const WIDTH = 256;
const KEPT =
  /(\S+)\s+([0-9]+)\s+((?:[A-Za-z0-9+/]\s*){43}=)\s+[—–-]\s+(\S+)\s+((?:[A-Za-z0-9+/]\s*){91}=)/;
const SCHEMA = "loftet.edition_file.v1";
const tiles = new Map();

/** Called by the scripts of ledger/script/: a page that is opened from the disk may run them, but not fetch. */
window.loftetTile = (path, hashes) => tiles.set(path, fromBase64(hashes));

class Verify extends HTMLElement {
  connectedCallback() {
    this.querySelector("[data-form]").hidden = false;
    this.querySelector("[data-start]").addEventListener("click", () => this.start());
  }

  async start() {
    this.say([{ word: "working" }]);
    try {
      const told = await this.check();
      this.say([{ word: told.every((each) => each.isRight) ? "all_right" : "something_wrong" }, ...told]);
    } catch (error) {
      // Whatever cannot be reckoned is not shown to be right.
      console.error(error);
      this.say([{ word: "something_wrong" }, { word: "not_readable", isRight: false }]);
    }
  }

  async check() {
    const key = readKey(this.text("key"));
    const head = readNote(this.text("checkpoint"), key);
    if (!head?.isSigned) return [{ word: "signature_wrong", isRight: false }];
    const ledger = new Ledger(head);
    const told = [{ word: "signature_right", isRight: true }];
    told.push(await answer(ledger.isWhole(), "root_right", "root_wrong", head.size));
    if (head.size) told.push(answerOf(this.newestIsIn(head), "newest_right", "newest_wrong", head.size));
    const kept = this.querySelector("[data-kept]").value.trim();
    if (kept) told.push(await this.checkKept(kept, key, ledger));
    for (const file of this.querySelector("[data-edition]").files) told.push(await checkEdition(file, key, ledger));
    return told;
  }

  /** The proof that stands in the page: the newest edition is the last, so all of it stands to the left. */
  newestIsIn(head) {
    const proof = this.text("proof").split("\n").filter(Boolean).map(fromBase64);
    const leaf = leafHash(toBytes(this.text("envelope")));
    return isLast(leaf, head.size, proof, head.root);
  }

  async checkKept(text, key, ledger) {
    const kept = readNote(text, key);
    if (!kept) return { word: "kept_unreadable", isRight: false };
    if (!kept.isSigned) return { word: "kept_not_signed", isRight: false };
    if (kept.size > ledger.size) return { word: "kept_newer", isRight: false, number: kept.size };
    return answer(ledger.has(kept), "kept_right", "kept_wrong", kept.size);
  }

  text(name) {
    return this.querySelector(`[data-${name}]`).textContent.trim();
  }

  say(told) {
    const words = this.querySelector("[data-words]").content;
    const list = document.createElement("ul");
    const [first, ...rest] = told.map(({ word, isRight, number, file }) => {
      const line = words.querySelector(`[data-word="${word}"]`).textContent;
      const mark = isRight === undefined ? "" : isRight ? "✓ " : "✕ ";
      return mark + line.replace("#n", number ?? "").replace("#f", file ?? "");
    });
    list.append(...rest.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    const heading = Object.assign(document.createElement("p"), { textContent: first });
    const result = this.querySelector("[data-result]");
    result.dataset.color = told[0].word === "all_right" ? "success" : told[0].word === "working" ? "info" : "danger";
    result.replaceChildren(heading, ...(rest.length ? [list] : []));
    result.hidden = false;
  }
}

async function checkEdition(file, key, ledger) {
  const wrong = (word) => ({ word, isRight: false, file: file.name });
  const text = await file.text();
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return wrong("edition_unreadable");
  }
  if (data?.schema !== SCHEMA || !data.envelope || !data.document) return wrong("edition_unreadable");
  // What is written otherwise may say one thing to a reader and another to a program.
  if (canonical(data) !== text) return wrong("form_wrong");
  const { envelope, document: content } = data;
  if (hex(sha(toBytes(canonical(content)))) !== envelope.document_digest) return wrong("document_wrong");
  const leaf = leafHash(toBytes(canonical(envelope)));
  if (!(await ledger.holds(leaf, envelope.number))) return wrong("envelope_wrong");
  if (data.proof) {
    const head = readNote(data.checkpoint, key);
    const proof = data.proof.map(fromBase64);
    if (!head?.isSigned || head.size !== envelope.number) return wrong("proof_wrong");
    if (!isLast(leaf, head.size, proof, head.root) || !(await ledger.has(head))) return wrong("proof_wrong");
  }
  return { word: "edition_right", isRight: true, number: envelope.number, file: file.name };
}

class Ledger {
  constructor(head) {
    this.head = head;
    this.size = head.size;
  }

  isWhole() {
    return this.has(this.head);
  }

  async has(head) {
    return isSame(await this.rootAt(head.size), head.root);
  }

  async holds(leaf, number) {
    if (!(number >= 1 && number <= this.size) || !(await this.isWhole())) return false;
    const found = await this.leavesOf(Math.floor((number - 1) / WIDTH));
    return isSame(found[(number - 1) % WIDTH], leaf);
  }

  /** The root when the ledger had that many editions, of full tiles and the leaves of the one begun. */
  async rootAt(size) {
    const full = Math.floor(size / WIDTH);
    const trees = [];
    for (const hash of (await this.roots()).slice(0, full)) push(trees, 8, hash);
    if (size % WIDTH) {
      for (const hash of (await this.leavesOf(full)).slice(0, size % WIDTH)) push(trees, 0, hash);
    }
    return join(trees);
  }

  /** The leaves of a tile, held against the root that the tile above names for it. */
  async leavesOf(index) {
    const leaves = await tile(0, index, this.size);
    if (leaves.length < WIDTH) return leaves;
    const trees = [];
    for (const leaf of leaves) push(trees, 0, leaf);
    if (!isSame(join(trees), (await this.roots())[index])) throw new Error(`tile ${index} is not whole`);
    return leaves;
  }

  async roots() {
    const size = Math.floor(this.size / WIDTH);
    const found = [];
    for (let index = 0; index * WIDTH < size; index += 1) found.push(...(await tile(1, index, size)));
    return found;
  }
}

/** The hashes of a tile; `size` is how many its whole level has. */
async function tile(level, index, size) {
  const width = Math.min(WIDTH, size - index * WIDTH);
  const path = `tile/${level}/${numbered(index)}${width === WIDTH ? "" : `.p/${width}`}`;
  if (!tiles.has(path)) await load(`ledger/script/${path.slice("tile/".length)}.js`);
  const bytes = tiles.get(path);
  if (bytes?.length !== width * 32) throw new Error(`${path} is not whole`);
  return Array.from({ length: width }, (_, at) => bytes.subarray(at * 32, at * 32 + 32));
}

function load(address) {
  return new Promise((loaded, failed) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: loaded });
    script.onerror = () => failed(new Error(`${address} is missing`));
    document.head.append(script);
  });
}

function numbered(index) {
  const parts = [String(index % 1000).padStart(3, "0")];
  while ((index = Math.floor(index / 1000))) parts.unshift(`x${String(index % 1000).padStart(3, "0")}`);
  return parts.join("/");
}

/** Full trees are kept by their height, and two of one height make the next. */
function push(trees, height, hash) {
  while (trees.length && trees.at(-1).height === height) {
    hash = nodeHash(trees.pop().hash, hash);
    height += 1;
  }
  trees.push({ height, hash });
}

function join(trees) {
  if (!trees.length) return sha(new Uint8Array());
  return trees.slice(0, -1).reduceRight((root, left) => nodeHash(left.hash, root), trees.at(-1).hash);
}

function isLast(leaf, size, proof, root) {
  const trees = [...(size - 1).toString(2)].filter((bit) => bit === "1").length;
  return proof.length === trees && isSame(proof.reduce((found, left) => nodeHash(left, found), leaf), root);
}

function readKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const raw = fromBase64(encoded);
  const made = sha(concat(toBytes(`${name}\n`), raw)).subarray(0, 4);
  if (raw.length !== 33 || raw[0] !== 1 || hex(made) !== id) throw new Error("no Ed25519 key");
  return { name, id: made, bytes: raw.subarray(1) };
}

/** A checkpoint as paper and mail leave it, or null; `isSigned` says whether the key has signed it. */
function readNote(text, key) {
  const found = KEPT.exec(String(text).replace(/^[> ]+/gm, ""));
  if (!found) return null;
  const [origin, size, root, name, signature] = found.slice(1).map((part) => part.replace(/\s/g, ""));
  const signed = fromBase64(signature);
  const isOurs = name === key.name && isSame(signed.subarray(0, 4), key.id);
  const body = toBytes(`${origin}\n${size}\n${root}\n`);
  const isSigned = isOurs && nacl.sign.detached.verify(body, signed.subarray(4), key.bytes);
  return { size: Number(size), root: fromBase64(root), isSigned };
}

/** JSON in its one form (RFC 8785): names in order, numbers and texts as JavaScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

const answerOf = (isRight, right, wrong, number) => ({ word: isRight ? right : wrong, isRight, number });
const answer = async (promised, ...rest) => answerOf(await promised, ...rest);
const sha = (bytes) => new Uint8Array(sha256.arrayBuffer(bytes));
const leafHash = (entry) => sha(concat(Uint8Array.of(0), entry));
const nodeHash = (left, right) => sha(concat(Uint8Array.of(1), left, right));
const toBytes = (text) => new TextEncoder().encode(text);
const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const isSame = (one, other) => hex(one) === hex(other);

function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

customElements.define("lf-verify", Verify);
