/*
 * <lf-report> around a report's form: keeps what is typed in this browser, and sends it once.
 *
 * A lost connection loses nothing: what was to be sent waits, with the key that the form was made with, and is
 * sent when the connection is back. The server records a key once, so a sending that may have arrived is
 * simply made again. Without this file the form is sent as any form is.
 */
const DAYS_KEPT = 7
const LONGEST_WAIT = 20_000
const BETWEEN_TRIES = 15_000

class LfReport extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.place = `lf-report:${location.pathname}`
    this.isBusy = false
    this.left = new AbortController()
    const until = { signal: this.left.signal }
    this.form.addEventListener("submit", event => this.submit(event), until)
    this.form.addEventListener("input", () => this.write(), until)
    addEventListener("online", () => this.sendWhatWaits(), until)
    document.addEventListener("visibilitychange", () => this.sendWhatWaits(), until)
    this.timer = setInterval(() => this.sendWhatWaits(), BETWEEN_TRIES)
    this.fillInAgain()
    this.sendWhatWaits()
  }

  disconnectedCallback() {
    this.left.abort()
    clearInterval(this.timer)
  }

  write() {
    this.keep({ rows: this.allRows() })
    this.say("")
  }

  submit(event) {
    event.preventDefault()
    this.send([...new FormData(this.form)])
  }

  async send(entries) {
    if (this.isBusy) return
    this.isBusy = true
    this.say(this.dataset.sending)
    // Noted before it is tried: the page may be closed while the answer is on its way.
    this.keep({ rows: this.allRows(), waiting: entries })
    try {
      await this.answer(await this.post(entries), entries)
    } catch {
      this.say(this.dataset.offline)
    }
    this.isBusy = false
  }

  async post(entries) {
    const token = this.form.elements.csrfmiddlewaretoken.value
    const body = new URLSearchParams(entries)
    body.set("csrfmiddlewaretoken", token)
    const response = await fetch(this.form.action, { method: "POST", body, signal: AbortSignal.timeout(LONGEST_WAIT) })
    if (response.status >= 500) throw new Error("the server is away")
    return response
  }

  async answer(response, entries) {
    if (response.redirected) {
      const isReceived = response.url.includes(this.dataset.receipt)
      this.keep({ rows: isReceived ? without(this.kept().rows, activitiesIn(entries)) : this.allRows() })
      location.assign(response.url)
      return
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    this.keep({ rows: this.allRows() })
    document.title = page.title
    document.body.replaceWith(document.adoptNode(page.body))
    scrollTo(0, 0)
    document.querySelector("ds-error-summary, main").focus()
  }

  sendWhatWaits() {
    const { waiting } = this.kept()
    if (waiting && navigator.onLine) this.send(waiting)
    else if (waiting) this.say(this.dataset.offline)
  }

  /* What is typed in each answered row, by its activity: another day the rows may stand in another order. */
  rows() {
    const rows = {}
    for (const row of this.form.querySelectorAll(".report-row:has([name$='-answer']:checked)")) {
      const ticked = [...this.fields(row)].filter(field => !isTick(field) || field.checked)
      rows[activityOf(row)] = ticked.map(field => [nameIn(row, field), field.value])
    }
    return rows
  }

  /* Also what is typed on the other pages of a long report. */
  allRows() {
    const here = [...this.form.querySelectorAll("[name=activity]")].map(field => field.value)
    return { ...without(this.kept().rows, here), ...this.rows() }
  }

  fillInAgain() {
    const { rows } = this.kept()
    if (!rows || this.form.querySelector("ds-error-summary")) return
    const before = JSON.stringify(this.rows())
    for (const row of this.form.querySelectorAll(".report-row")) {
      const typed = rows[activityOf(row)]
      if (typed) for (const field of this.fields(row)) fill(field, typed, nameIn(row, field))
    }
    if (JSON.stringify(this.rows()) !== before) this.say(this.dataset.kept)
  }

  fields(row) {
    return row.querySelectorAll("input:not([type=hidden]), select, textarea")
  }

  kept() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.place)) ?? {}
      return Date.now() - kept.at < DAYS_KEPT * 86_400_000 ? kept : {}
    } catch {
      return {}
    }
  }

  keep(what) {
    try {
      if (!what.waiting && !Object.keys(what.rows).length) localStorage.removeItem(this.place)
      else localStorage.setItem(this.place, JSON.stringify({ ...what, at: Date.now() }))
    } catch {
      // A browser that keeps nothing still sends.
    }
  }

  say(words) {
    this.querySelector(".report-state").textContent = words
  }
}

const isTick = field => field.type === "checkbox" || field.type === "radio"
const activityOf = row => row.querySelector("[name=activity]").value
const nameIn = (row, field) => field.name.slice(row.dataset.prefix.length + 1)

const activitiesIn = entries => entries.filter(([name]) => name === "activity").map(([, value]) => value)

function without(rows, activities) {
  return Object.fromEntries(Object.entries(rows ?? {}).filter(([activity]) => !activities.includes(activity)))
}

function fill(field, typed, name) {
  const values = typed.filter(([each]) => each === name).map(([, value]) => value)
  if (isTick(field)) field.checked = values.includes(field.value)
  else if (values.length) [field.value] = values
}

customElements.define("lf-report", LfReport)
