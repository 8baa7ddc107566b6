// The card for newcomers: the whole journey in six steps, each with a button that begins it.

import { copy, h, iconButton } from "./dom.js";

const HIDDEN_KEY = "sandbox.help-hidden";
const EXAMPLE_NPWP = "0012345674012000";

export class HelpCard {
  /** `acts`: {command(text), open(view), accounts(): [{label, email}]} */
  constructor(root, acts) {
    this.root = root;
    this.acts = acts;
    root.hidden = localStorage.getItem(HIDDEN_KEY) === "yes";
    this.render();
  }

  show(shown) {
    this.root.hidden = !shown;
    if (shown) localStorage.removeItem(HIDDEN_KEY);
    else localStorage.setItem(HIDDEN_KEY, "yes");
    if (shown) this.root.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  render() {
    const { command, open } = this.acts;
    const say = (text) => chip(text, () => command(text), `Kirim ${text} sebagai Budi`);
    const go = (label, view) => chip(label, () => open(view), `Buka ${label}`);
    this.root.replaceChildren(
      h("header", {}, h("h2", {}, "Apa yang bisa dicoba"), iconButton("close", "Tutup kartu bantuan", () => this.show(false))),
      h(
        "ol",
        {},
        step("Buka akun perusahaan", "sebagai Budi kirim ", say("/akun"), " dengan surel baru; kodenya ada di ", go("Surat", "mail")),
        step("Isi NPWP", say("/npwp"), " dengan nomor ", chip(EXAMPLE_NPWP, () => copy(EXAMPLE_NPWP), "Salin contoh NPWP")),
        step("Hubungkan akun lama", say("/hubungkan"), this.#existing()),
        step("Pindahkan domain", say("/pindah"), " tertahan invoice yang belum dibayar; tandai lunas di ", go("Portal", "portal")),
        step("Setujui", "di ", go("Staf", "staff"), " sebagai Rina: Ambil, lalu Setujui.", this.acts.movesByHand() ? [" Sesudah itu pindahkan domainnya di ", go("Portal", "portal"), "."] : null),
        step("Terima faktur", "di ", go("Portal", "portal"), " buat invoice, tandai lunas, terbitkan faktur; PDF-nya tiba di chat."),
        step("Potong PPh 23", say("/buktipotong"), " di satu tagihan hosting; di ", go("Portal", "portal"), " bayar sebagian, lalu ⋮ → Buat bukti potong."),
      ),
    );
  }

  #existing() {
    const accounts = this.acts.accounts().slice(0, 2);
    if (!accounts.length) return " dengan surel akun di Portal";
    return [" dengan ", accounts.map(({ email }, index) => [index ? " atau " : "", chip(email, () => copy(email), `Salin ${email}`)])].flat(2);
  }
}

const chip = (text, onclick, label) => h("button", { type: "button", class: "chip", "aria-label": label, title: label, onclick }, text);

const step = (title, ...words) => h("li", {}, h("b", {}, `${title}: `), h("span", {}, words));
