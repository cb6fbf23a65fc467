// Searches in the reader's own browser. Nothing is loaded before somebody begins, and nothing typed is sent away.
"use strict";

const MOST = 20;
let rowsLoaded = [];

/** Called by the file with the rows: a page that is opened from the disk may run it, but not fetch. */
window.loftetRows = (rows) => {
  rowsLoaded = rows;
};

class Search extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.input = this.querySelector("input");
    this.hits = this.querySelector("[data-hits]");
    this.count = this.querySelector("[data-count]");
    this.input.addEventListener("focus", () => this.ready().catch(() => {}));
    this.input.addEventListener("input", () => this.search());
    this.querySelector("form").addEventListener("submit", (event) => this.submitted(event));
    // The country's page sends the words along to a municipality's.
    const words = new URLSearchParams(location.search).get("sok");
    if (words) this.input.value = words;
    // A reader who comes back finds the words in the field again.
    if (this.input.value) this.search();
  }

  submitted(event) {
    event.preventDefault();
    this.search();
  }

  ready() {
    this.loading ??= Promise.all([script(this.dataset.engine), script(this.dataset.rows)]).then(() => {
      this.index = makeIndex(this.dataset.folder ? municipalityHits(this.dataset) : countryHits(this.dataset));
    });
    // What could not be loaded is tried again when somebody types on.
    this.loading.catch(() => (this.loading = undefined));
    return this.loading;
  }

  async search() {
    const typed = this.input.value.trim();
    try {
      if (typed) await this.ready();
    } catch {
      this.count.textContent = this.count.dataset.missing;
      return;
    }
    // While the rows were on their way something else may have been typed.
    if (typed === this.input.value.trim()) this.show(typed, typed ? this.find(typed) : []);
  }

  /** What has all the words; in the country, where promises are not, what has any of them. */
  find(typed) {
    const all = this.index.search(typed, { combineWith: "AND" });
    return all.length || this.dataset.folder ? all : this.index.search(typed, { combineWith: "OR" });
  }

  show(typed, found) {
    const { one, many, more, none } = this.count.dataset;
    const words = found.length === 1 ? one : (found.length > MOST ? more : many).replace("#n", found.length);
    this.count.textContent = !typed ? "" : found.length ? words : none;
    this.hits.replaceChildren(...found.slice(0, MOST).map((hit) => shown(hit, typed)));
  }
}

/** A municipality is opened with the words that are not its name, to go on searching there. */
function shown(hit, typed) {
  const rest = hit.isPlace ? typed.split(/\s+/).filter((word) => !hit.queryTerms.includes(stem(word))) : [];
  const link = Object.assign(document.createElement("a"), {
    href: hit.address + (rest.length ? `?sok=${encodeURIComponent(rest.join(" "))}` : ""),
    textContent: hit.title,
  });
  // Titles are as they were written; only some lead to a page with English around them.
  link.hreflang = hit.language;
  const item = document.createElement("li");
  item.append(link, paragraph(hit.belongs, "meta"));
  if (hit.text) item.append(paragraph(hit.text.length > 160 ? `${hit.text.slice(0, 160).trimEnd()} …` : hit.text, ""));
  return item;
}

function paragraph(text, className) {
  return Object.assign(document.createElement("p"), { textContent: text, className });
}

function municipalityHits(dataset) {
  const { folder } = dataset;
  return rowsLoaded.map(([page, title, text, belongs, other]) => ({
    ...place(dataset, `${folder}/${page}`, other === "en"),
    title,
    text,
    belongs,
  }));
}

function countryHits(dataset) {
  return rowsLoaded.flatMap(([folder, name, county, sets]) => [
    { ...place(dataset, `${folder}/index.html`, true), title: name, text: "", belongs: county, isPlace: true },
    ...sets.map(([page, title, period]) => ({
      ...place(dataset, `${folder}/${page}`, true),
      title,
      text: "",
      belongs: `${name} · ${period}`,
    })),
  ]);
}

/** Where a hit leads: who reads English goes on in English wherever there is such a page. */
function place({ root, english }, path, hasEnglish) {
  const isEnglish = english !== undefined && hasEnglish;
  return { address: `${root}${isEnglish ? "en/" : ""}${path}`, language: isEnglish ? "en" : "sv" };
}

function makeIndex(hits) {
  const index = new window.MiniSearch({
    fields: ["title", "text", "belongs"],
    storeFields: ["address", "language", "title", "text", "belongs", "isPlace"],
    processTerm: stem,
    searchOptions: {
      boost: { title: 3, text: 2 },
      boostDocument: (_id, _term, hit) => (hit.isPlace ? 2 : 1),
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
    },
  });
  index.addAll(hits.map((hit, id) => ({ ...hit, id })));
  return index;
}

/** The stem of a word, without rings and dots: the same for what is looked through and what is typed. */
function stem(word) {
  return window.loftetStem(word.toLowerCase()).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

function script(source) {
  return new Promise((loaded, failed) => {
    const element = Object.assign(document.createElement("script"), { src: source, onload: loaded, onerror: failed });
    document.head.append(element);
  });
}

customElements.define("lf-search", Search);
