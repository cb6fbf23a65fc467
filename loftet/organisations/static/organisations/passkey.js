/*
 * <lf-passkey> around a form: asks the device for a passkey before the form is sent, and sends its answer along.
 *
 * What is asked stands in the page, or is fetched from data-ask when somebody presses the button: then nobody
 * who only looks at the sign-in page gets a session. Without this file the form stays hidden.
 */
class LfPasskey extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.status = this.querySelector("[role=status]")
    this.querySelector("[data-without-script]").remove()
    if (!window.PublicKeyCredential) return this.say(this.dataset.unable)
    this.form.addEventListener("submit", event => this.submit(event))
    this.form.hidden = false
  }

  async submit(event) {
    event.preventDefault()
    this.say("")
    try {
      const answer = await window.webauthnJSON[this.dataset.act](await this.question())
      this.form.elements.credential.value = JSON.stringify(answer)
      this.form.submit()
    } catch (error) {
      // A device says so when it already keeps a passkey for this account.
      this.say(error.name === "InvalidStateError" ? this.dataset.known : this.dataset.failed)
    }
  }

  async question() {
    if (!this.dataset.ask) return JSON.parse(this.querySelector("script").textContent)
    const answer = await fetch(this.dataset.ask, { method: "POST", body: new URLSearchParams(new FormData(this.form)) })
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.json()
  }

  say(words) {
    this.status.textContent = words
    this.status.hidden = !words
  }
}

customElements.define("lf-passkey", LfPasskey)
