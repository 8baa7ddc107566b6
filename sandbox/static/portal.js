// The provider's portal as its staff would see it: accounts with services, invoices and tickets.

import { api } from "./api.js";
import { ask, attempt, base64, choose, clock, copy, h, icon, iconButton, nameOf, openMenu, redraw, rupiah, shortDay, toast } from "./dom.js";

const INVOICE = {
  draft: ["Konsep", ""],
  unpaid: ["Belum dibayar", "bad"],
  overdue: ["Lewat tempo", "bad"],
  "payment-pending": ["Menunggu pembayaran", "warn"],
  collections: ["Penagihan", "bad"],
  paid: ["Lunas", "good"],
  cancelled: ["Dibatalkan", ""],
  refunded: ["Dikembalikan", ""],
};
const TICKET = {
  open: ["Baru", "warn"],
  answered: ["Dijawab", "good"],
  "customer-reply": ["Balasan pelanggan", "warn"],
  "on-hold": ["Ditunda", ""],
  "in-progress": ["Dikerjakan", "info"],
  closed: ["Ditutup", ""],
};
const SERVICE = { pending: ["Menunggu", "warn"], active: ["Aktif", "good"], suspended: ["Ditangguhkan", "bad"], ended: ["Berakhir", ""] };
const SERVICE_ICON = { domain: "globe", hosting: "server", server: "server" };
const BLOCKING = ["unpaid", "overdue", "payment-pending", "collections"];

/** What a bukti potong can be made as: a right one, and what goes wrong most. */
const SLIPS = [
  ["", "Benar"],
  ["base-ppn", "Salah: dasar termasuk PPN"],
  ["base-dpp", "Salah: dasar 11/12 (DPP faktur)"],
  ["payee", "Salah: penerima bukan kami"],
  ["masa", "Salah: masa bulan lalu"],
  ["rate", "Salah: tarif 4 %"],
  ["code", "Salah: kode objek royalti"],
  ["neighbour", "Kode objek jasa internet"],
  ["document", "Salah: nomor dokumen"],
  ["company", "Milik perusahaan lain"],
  ["draft", "Konsep, belum bernomor"],
  ["cancelled", "Dibatalkan"],
  ["amended", "Pembetulan ke-1, benar"],
  ["form-2024", "Formulir lama (2024)"],
];

function save({ name, base64: content }) {
  h("a", { href: `data:application/pdf;base64,${content}`, download: name }).click();
}

const pill = (words, status) => {
  const [label, tone] = words[status] ?? [status, ""];
  return h("span", { class: `pill ${tone}` }, label);
};

const facts = (status, ...words) => h("span", { class: "item-facts" }, status, h("small", {}, words.filter(Boolean).join(" · ")));

export class PortalView {
  accounts = [];
  #onChange;
  #customers;
  #search = "";
  #folded = new Set();
  #wanted = "";
  #loading = null;

  /** `customers()` are those whose chats a paper can be sent into. */
  constructor(root, go, onChange, customers) {
    this.#onChange = onChange;
    this.#customers = customers;
    const bill = h("button", { type: "button", class: "button primary", onclick: () => this.#bill() }, icon("plus", "tiny"), "Buat invoice");
    this.search = h("input", { type: "search", placeholder: "Cari akun, domain, invoice, tiket…", "aria-label": "Cari di portal" });
    this.search.addEventListener("input", () => {
      this.#search = this.search.value.trim().toLowerCase();
      this.render();
    });
    this.note = h("p", {}, "Akun, layanan, tagihan");
    this.list = h("div", { class: "accounts" });
    root.append(
      h("header", { class: "pane-head" }, iconButton("back", "Kembali ke daftar", () => go("leave"), "back"), h("span", { class: "avatar portal", "aria-hidden": "true" }, icon("portal")), h("div", { class: "titles" }, h("h1", {}, "Portal"), this.note), bill),
      h("div", { class: "portal-search" }, this.search),
      this.list,
    );
  }

  /** Show where something stands, by an address of the admin area: client-1, domain-1, service-1. */
  point(to) {
    this.#wanted = to;
    this.#pointed();
  }

  #pointed() {
    const [kind, id] = this.#wanted.split("-");
    const found = this.list.querySelector(kind === "client" ? `[data-account="${CSS.escape(id)}"]` : `[data-service="${CSS.escape(this.#wanted)}"]`);
    if (!this.#wanted || !found) return;
    found.closest("details").open = true;
    found.scrollIntoView({ block: "center" });
    found.classList.add("pointed");
    // The list may be drawn again meanwhile.
    found.addEventListener("animationend", () => { this.#wanted = ""; });
  }

  /** Read the overview; calls during a read lead to one more after it. */
  load() {
    if (this.#loading) {
      this.#loading.again = true;
      return this.#loading.done;
    }
    this.#loading = { again: true };
    this.#loading.done = this.#read(this.#loading);
    return this.#loading.done;
  }

  async #read(run) {
    try {
      while (run.again) {
        run.again = false;
        const { accounts, note, moves_by_hand: byHand } = await api.portal();
        Object.assign(this, { accounts, byHand });
        if (note) this.note.textContent = note;
        this.failure = null;
        this.render();
        this.#pointed();
      }
    } catch (error) {
      this.failure = error.message;
      this.render();
    } finally {
      this.#loading = null;
    }
    this.#onChange();
  }

  render() {
    if (this.failure) return redraw(this.list, [h("div", { class: "empty plain" }, icon("portal"), h("b", {}, "Portal belum siap"), h("p", {}, this.failure), h("button", { type: "button", class: "button", onclick: () => this.load() }, "Coba lagi"))]);
    const shown = this.accounts.filter((account) => !this.#search || JSON.stringify(account).toLowerCase().includes(this.#search));
    if (!shown.length) return redraw(this.list, [h("div", { class: "empty plain" }, icon("portal"), h("p", {}, this.accounts.length ? "Tidak ada yang cocok." : "Belum ada akun."))]);
    return redraw(this.list, shown.map((account) => this.#account(account)));
  }

  // ---- an account --------------------------------------------------------------------------

  #account(account) {
    const unpaid = account.invoices.filter((invoice) => BLOCKING.includes(invoice.status)).length;
    const card = h(
      "details",
      { class: "account", open: !this.#folded.has(account.id), dataset: { account: account.id } },
      h("summary", {}, h("span", { class: "account-words" }, h("b", {}, account.label), h("small", {}, account.email)), unpaid ? h("span", { class: "pill bad" }, `${unpaid} belum dibayar`) : null, icon("down", "tiny chevron")),
      h("div", { class: "account-npwp" }, h("span", {}, "NPWP"), account.npwp ? h("button", { type: "button", class: "npwp", "aria-label": `Salin NPWP ${account.npwp}`, onclick: () => copy(account.npwp) }, account.npwp) : h("em", {}, "belum diisi")),
      section("Layanan", account.services, (service) => this.#service(account, service), "Tidak ada layanan."),
      section("Invoice", account.invoices, (invoice) => this.#invoice(invoice), "Belum ada invoice."),
      section("Tiket", account.tickets, (ticket) => this.#ticket(ticket), "Belum ada tiket."),
    );
    card.addEventListener("toggle", () => (card.open ? this.#folded.delete(account.id) : this.#folded.add(account.id)));
    return card;
  }

  #service(account, service) {
    const due = service.next_due ? `jatuh tempo ${shortDay(service.next_due)}` : "";
    return h(
      "li",
      { dataset: { service: service.id } },
      h("span", { class: "item-icon", "aria-hidden": "true" }, icon(SERVICE_ICON[service.kind] ?? "server")),
      h("span", { class: "item-words" }, h("b", {}, service.name), facts(pill(SERVICE, service.status), due)),
      service.status !== "ended" && h("button", { type: "button", class: "button small", "aria-label": `Pindahkan kepemilikan ${service.name}`, onclick: () => this.#transfer(account, service) }, "Pindahkan"),
    );
  }

  #invoice(invoice) {
    const more = this.#invoiceMenu(invoice);
    return h(
      "li",
      { dataset: { invoice: invoice.number } },
      h("span", { class: "item-icon", "aria-hidden": "true" }, icon("receipt")),
      h("span", { class: "item-words" }, h("b", {}, rupiah(invoice.total)), facts(pill(INVOICE, invoice.status), invoice.number, shortDay(invoice.issued)), invoice.faktur && h("small", { class: "faktur" }, `Faktur ${invoice.faktur}`)),
      BLOCKING.includes(invoice.status) && h("button", { type: "button", class: "button small primary", "aria-label": `Tandai lunas ${invoice.number}`, onclick: () => this.#act("pay", { invoice: invoice.number }, `${invoice.number} lunas`) }, "Tandai lunas"),
      invoice.status === "paid" && !invoice.faktur && h("button", { type: "button", class: "button small primary", "aria-label": `Terbitkan faktur ${invoice.number}`, onclick: () => this.#issue(invoice) }, "Terbitkan faktur"),
      more,
    );
  }

  #invoiceMenu(invoice) {
    const refund = { label: "Kembalikan dana", icon: "swap", danger: true, run: () => this.#act("refund", { invoice: invoice.number }, `${invoice.number} dikembalikan`) };
    const cancel = { label: "Batalkan invoice", icon: "close", danger: true, run: () => this.#act("cancel", { invoice: invoice.number }, `${invoice.number} dibatalkan`) };
    const faulty = [
      { label: "Faktur, pembeli tertukar", note: "Contoh salah: harus ditahan", icon: "file", run: () => this.#issue(invoice, { swap_buyer: true }) },
      { label: "Faktur, nilai salah", note: "Contoh salah: harus ditahan", icon: "file", run: () => this.#issue(invoice, { wrong_amount: true }) },
    ];
    const slip = { label: "Buat bukti potong", note: "Seperti bagian pajak pelanggan", icon: "file", run: () => this.#slip(invoice) };
    const part = { label: "Bayar sebagian", note: "Misalnya dikurangi PPh 23", icon: "receipt", run: () => this.#payPart(invoice) };
    const owes = invoice.status === "paid" || BLOCKING.includes(invoice.status);
    const items = [BLOCKING.includes(invoice.status) && part, owes && slip, invoice.status === "paid" && !invoice.faktur && faulty, invoice.status === "paid" && refund, BLOCKING.includes(invoice.status) && cancel].flat().filter(Boolean);
    const button = iconButton("more", `Tindakan lain ${invoice.number}`, () => openMenu(button, items), items.length ? "" : "invisible");
    return button;
  }

  #issue(invoice, fault = {}) {
    return this.#act("issue", { invoice: invoice.number, ...fault }, `Faktur untuk ${invoice.number} diterbitkan`);
  }

  async #payPart(invoice) {
    const net = Math.round(Number(invoice.total) * (1 - 0.02 / 1.11)); // without the tax on a price with PPN in it
    const amount = h("input", { name: "amount", inputmode: "numeric", value: String(net), pattern: "[0-9.]+", required: true });
    const answer = await ask({
      title: `Bayar sebagian dari ${invoice.number}`,
      body: [field("Nilai transfer (Rp)", amount)],
      actions: [{ label: "Batal", value: null }, { label: "Bayar", value: () => amount.value.replaceAll(".", ""), primary: true }],
    });
    if (answer) await this.#act("pay", { invoice: invoice.number, amount: answer }, `${rupiah(answer)} dibayar untuk ${invoice.number}`);
  }

  async #slip(invoice) {
    const kind = h("select", { name: "kind" }, SLIPS.map(([value, label]) => h("option", { value }, label)));
    const people = this.#customers().map((user) => h("option", { value: user.id }, `Chat ${nameOf(user)}`));
    const to = h("select", { name: "to" }, people, h("option", { value: "" }, "Simpan PDF saja"));
    const hint = h("small", {}, "Semua bukti potong satu tagihan bernomor sama, seperti di Coretax. Sesudah yang salah, pilih “Pembetulan ke-1, benar”; “Benar” dengan nomor yang sudah pernah dikirim diperiksa tim keuangan.");
    const answer = await ask({
      title: `Bukti potong untuk ${invoice.number}`,
      body: [field("Isinya", kind), hint, field("Kirim ke", to)],
      actions: [{ label: "Batal", value: null }, { label: "Buat", value: () => ({ kind: kind.value, to: Number(to.value) }), primary: true }],
    });
    if (!answer) return;
    const file = await attempt(() => api.portalAction("slip", { invoice: invoice.number, kind: answer.kind }));
    if (!file) return;
    if (!answer.to) return save(file);
    const sent = await attempt(() => api.send(answer.to, answer.to, null, { document: { ...file, mime: "application/pdf" } }));
    if (sent) toast(`${file.name} dikirim ke chat`, "good");
  }

  #ticket(ticket) {
    return h(
      "li",
      { dataset: { ticket: ticket.number } },
      h("span", { class: "item-icon", "aria-hidden": "true" }, icon("ticket")),
      h("button", { type: "button", class: "item-words as-link", onclick: () => this.#openTicket(ticket.number) }, h("b", {}, ticket.subject), facts(pill(TICKET, ticket.status), ticket.number, ticket.department)),
      h("button", { type: "button", class: "button small", "aria-label": `Buka tiket ${ticket.number}`, onclick: () => this.#openTicket(ticket.number) }, "Buka"),
    );
  }

  // ---- actions -----------------------------------------------------------------------------

  async #act(action, body, said) {
    const done = await attempt(() => api.portalAction(action, body));
    if (!done) return null;
    toast(said, "good");
    await this.load();
    return done;
  }

  async #transfer(account, service) {
    const others = this.accounts.filter(({ id }) => id !== account.id);
    const to = await choose(`Pindahkan ${service.name} ke…`, others.map((other) => ({ value: other.id, label: other.label, note: other.email })));
    if (to) await this.#act("transfer", { service: service.id, to }, `${service.name} dipindahkan`);
  }

  async #bill() {
    if (!this.accounts.length) return;
    const client = h("select", { name: "client" }, this.accounts.map((account) => h("option", { value: account.id }, `${account.label} (${account.email})`)));
    const service = h("select", { name: "service" });
    const fill = () => service.replaceChildren(...this.#servicesOf(client.value).map((item) => h("option", { value: item.id }, item.name)));
    client.addEventListener("change", fill);
    fill();
    const amount = h("input", { name: "amount", inputmode: "numeric", value: "1250000", pattern: "[0-9.]+", required: true });
    const answer = await ask({
      title: "Buat invoice",
      body: [field("Akun", client), field("Layanan", service), field("Nilai sebelum PPN (Rp)", amount)],
      actions: [{ label: "Batal", value: null }, { label: "Buat", value: () => ({ client: client.value, service: service.value || null, amount: amount.value.replaceAll(".", "") }), primary: true }],
    });
    if (answer) await this.#act("invoice", answer, `Invoice ${rupiah(answer.amount)} dibuat`);
  }

  #servicesOf(clientId) {
    return this.accounts.find((account) => String(account.id) === String(clientId))?.services ?? [];
  }

  async #openTicket(number) {
    const ticket = await attempt(() => api.ticket(number));
    if (!ticket) return;
    const status = h("select", { "aria-label": "Status tiket" }, Object.entries(TICKET).map(([value, [label]]) => h("option", { value, selected: value === ticket.status }, label)));
    const reply = h("textarea", { rows: "3", placeholder: "Tulis balasan staf…", "aria-label": "Balasan" });
    const files = h("input", { type: "file", multiple: true });
    files.addEventListener("change", () => { reply.required = files.files.length > 0; });
    const answer = await ask({
      title: `${ticket.number} — ${ticket.subject}`,
      body: [
        h("div", { class: "ticket-thread" }, written({ ...ticket, author: "client", at: ticket.opened_at }), (ticket.replies ?? []).map(written)),
        field("Status", status),
        field("Balasan", reply),
        field("Lampiran", files),
      ],
      actions: [{ label: "Tutup", value: null }, { label: "Simpan", value: () => ({ status: status.value, message: reply.value.trim(), files: [...files.files] }), primary: true }],
    });
    if (answer) await this.#saveTicket(ticket, answer);
  }

  async #saveTicket(ticket, { status, message, files }) {
    const attached = await Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64(file) })));
    if (message) await this.#act("reply", { ticket: ticket.number, message, files: attached }, `Balasan ke ${ticket.number} terkirim`);
    // A reply changes the status by itself; only what the person chose is set on top of it.
    if (status !== ticket.status) await this.#act("status", { ticket: ticket.number, status }, `Status ${ticket.number} diubah`);
  }
}

const written = ({ author, message, at, attachments = [] }) =>
  h(
    "div",
    { class: `ticket-message ${author}` },
    h("small", {}, `${author === "staff" ? "Staf" : "Pelanggan"}${at ? ` · ${shortDay(at)} ${clock(new Date(at))}` : ""}`),
    h("p", {}, message ?? ""),
    attachments.map(attachment),
  );

const field = (label, input) => h("label", { class: "form-field" }, h("span", {}, label), input);

const attachment = (file) => h("a", { class: "ticket-file", href: api.attachmentAddress(file.id), target: "_blank", rel: "noopener", "aria-label": `Buka lampiran ${file.name}` }, icon("file"), h("span", {}, file.name));

function section(title, items, draw, none) {
  return h("section", { class: "account-section" }, h("h3", {}, title), items.length ? h("ul", {}, items.map(draw)) : h("p", { class: "none" }, none));
}
