// Narrows the list of municipalities while somebody types. Without JavaScript the whole list stands there.
class Filter extends HTMLElement {
  connectedCallback() {
    this.count = this.querySelector("[data-count]");
    this.rows = [...this.querySelectorAll("[data-words]")];
    this.querySelector("[data-filter]").hidden = false;
    this.input = this.querySelector("input");
    this.input.addEventListener("input", () => this.narrow());
    // A reader who comes back finds the words in the field again.
    if (this.input.value) this.narrow();
  }

  narrow() {
    const words = plain(this.input.value).split(" ").filter(Boolean);
    for (const row of this.rows) row.hidden = !words.every((word) => ` ${row.dataset.words}`.includes(` ${word}`));
    const found = this.rows.filter((row) => !row.hidden).length;
    const { one, many, none } = this.count.dataset;
    this.count.textContent = found === 0 ? none : found === 1 ? one : many.replace("#n", found);
  }
}

/** Small letters without rings and dots: who has no å on the keyboard finds Åre too. */
function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, " ");
}

customElements.define("lf-filter", Filter);
