// The mailbox: every mail the assistant and the portal sent, to whomever.

import { api } from "./api.js";
import { attempt, clock, clockOrDay, copy, dayName, fileSize, h, icon, iconButton, linkified, redraw, safeHtml } from "./dom.js";

const CODE = /(?<![\d.,-])\d{6}(?![\d.,-]\d|\d)/;

/** The 6-digit code in a mail, or null. */
export const codeIn = (mail) => (`${mail.subject}\n${mail.text ?? ""}`.match(CODE) ?? [null])[0];

export class MailView {
  mails = [];
  #go;
  #hooks;
  #open = null;
  #address = "";

  /** hooks: {onLink(address): bool, fillCode(code), customerName(), onChange(), lastSeen(), markSeen(id)} */
  constructor(root, go, hooks) {
    this.#go = go;
    this.#hooks = hooks;
    this.root = root;
    this.filter = h("select", { "aria-label": "Saring menurut alamat", onchange: () => this.#setAddress(this.filter.value) });
    this.list = h("div", { class: "mail-list", role: "list" });
    this.reader = h("article", { class: "mail-reader", "aria-live": "polite" });
    const head = h("header", { class: "pane-head" }, iconButton("back", "Kembali ke daftar", () => go("leave"), "back"), h("span", { class: "avatar mailbox", "aria-hidden": "true" }, icon("mail")), h("div", { class: "titles" }, h("h1", {}, "Surat"), h("p", {}, "Semua surel yang terkirim")), this.filter);
    root.append(h("div", { class: "mail-index" }, head, this.list), this.reader);
    this.reader.addEventListener("click", (event) => this.#clicked(event));
  }

  async load() {
    const loaded = await attempt(() => api.mails());
    if (!loaded) return;
    this.mails = loaded.mails.toSorted((one, other) => new Date(other.at) - new Date(one.at));
    this.render();
    this.#hooks.onChange();
  }

  /** Mails that came since the mailbox was last open. */
  unread() {
    const seen = this.#hooks.lastSeen();
    const index = this.mails.findIndex((mail) => mail.id === seen);
    return index < 0 ? this.mails.length : index;
  }

  appeared() {
    if (this.mails.length && this.mails[0].id !== this.#hooks.lastSeen()) this.#hooks.markSeen(this.mails[0].id);
  }

  /** A mail's id, or null for the list. */
  open(id) {
    this.#open = id === null ? null : String(id);
    this.root.dataset.open = id === null ? "list" : "thread";
    this.render();
  }

  #setAddress(address) {
    this.#address = address;
    this.render();
  }

  render() {
    this.#renderFilter();
    const shown = this.mails.filter((mail) => !this.#address || mail.to.includes(this.#address));
    redraw(this.list, shown.length ? shown.map((mail) => this.#row(mail)) : [h("div", { class: "empty plain" }, icon("mail"), h("b", {}, "Belum ada surat"), h("p", {}, "Kode verifikasi dan faktur lewat surel akan tampil di sini."))]);
    const mail = this.mails.find(({ id }) => String(id) === this.#open);
    redraw(this.reader, mail ? this.#reading(mail) : [h("div", { class: "empty plain" }, icon("mail"), h("p", {}, "Pilih surat untuk membacanya."))]);
  }

  #renderFilter() {
    const addresses = [...new Set(this.mails.flatMap((mail) => mail.to))].sort();
    this.filter.hidden = addresses.length < 2 && !this.#address;
    this.filter.replaceChildren(h("option", { value: "" }, "Semua alamat"), ...addresses.map((address) => h("option", { value: address, selected: address === this.#address }, address)));
  }

  #row(mail) {
    const code = codeIn(mail);
    return h(
      "div",
      { class: "mail-row", role: "listitem", "aria-current": String(mail.id) === this.#open ? "true" : null },
      h(
        "button",
        { type: "button", class: "row-button", dataset: { mail: mail.id }, onclick: () => this.#go(mail.id) },
        h(
          "span",
          { class: "row-words" },
          h("span", { class: "row-top" }, h("b", {}, mail.to.join(", ")), mail.attachments?.length ? icon("clip", "tiny") : null, h("time", {}, clockOrDay(new Date(mail.at)))),
          h("span", { class: "row-subject" }, mail.subject),
          h("span", { class: "row-preview" }, (mail.text ?? "").replace(/\s+/g, " ").slice(0, 140)),
        ),
      ),
      code && this.#codeChip(code),
    );
  }

  #codeChip(code) {
    return h("button", { type: "button", class: "code-chip", "aria-label": `Salin kode ${code}`, onclick: () => copy(code, "Kode disalin") }, `${code.slice(0, 3)}\u2009${code.slice(3)}`, icon("copy", "tiny"));
  }

  #reading(mail) {
    const when = new Date(mail.at);
    const code = codeIn(mail);
    const body = h("div", { class: "mail-body" });
    body.append(mail.text ? linkified(mail.text) : safeHtml(mail.html ?? ""));
    return [
      h("header", { class: "mail-head" }, iconButton("back", "Kembali ke kotak surat", () => this.#go(null), "back inner"), h("h2", {}, mail.subject || "(tanpa subjek)")),
      h("dl", { class: "mail-facts" }, h("dt", {}, "Dari"), h("dd", {}, mail.from), h("dt", {}, "Kepada"), h("dd", {}, mail.to.join(", ")), h("dt", {}, "Waktu"), h("dd", {}, `${dayName(when)}, ${clock(when)}`)),
      code && h("div", { class: "mail-code" }, h("span", {}, "Kode"), h("output", {}, code), h("button", { type: "button", class: "button", onclick: () => copy(code, "Kode disalin") }, icon("copy", "tiny"), "Salin"), h("button", { type: "button", class: "button primary", onclick: () => this.#hooks.fillCode(code) }, `Isi di chat ${this.#hooks.customerName()}`)),
      body,
      mail.attachments?.length ? h("div", { class: "mail-files" }, mail.attachments.map((file) => this.#attachment(file))) : null,
    ].filter(Boolean);
  }

  #attachment(file) {
    return h("a", { class: "document", href: file.url, target: "_blank", rel: "noopener" }, h("span", { class: "document-icon", "aria-hidden": "true" }, (file.name.split(".").pop() ?? "").slice(0, 4).toUpperCase()), h("span", { class: "document-words" }, h("span", { class: "document-name" }, file.name), h("small", {}, fileSize(file.size))));
  }

  #clicked(event) {
    const anchor = event.target.closest?.("a[href]");
    if (anchor && this.#hooks.onLink(anchor.href)) event.preventDefault();
  }
}
