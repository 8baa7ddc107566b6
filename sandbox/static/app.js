// The page: puts the views together, follows the server's events and the address line.
// #chat/1001 · #group/-4001 · #staff · #staff/general · #staff/12 · #mail · #mail/3 · #portal · #portal/domain-1 · (none: the list)

import { api, follow } from "./api.js";
import { ChatView, customerHead } from "./chat.js";
import { attempt, avatar, badge, choose, clockOrDay, deepLink, h, icon, isShown, nameOf, redraw } from "./dom.js";
import { HelpCard } from "./help.js";
import { MailView } from "./mail.js";
import { PortalView } from "./portal.js";
import { StaffView } from "./staff.js";
import { Store } from "./store.js";
import { preview } from "./words.js";

const SIDES = { staff: ["Staf", "staff"], mail: ["Surat", "mail"], portal: ["Portal", "portal"] };
const PORTAL_DELAY_MS = 800;
const CUSTOMER_KEY = "sandbox.customer";

const at = (id) => document.getElementById(id);
const store = new Store();
const ui = { customer: Number(localStorage.getItem(CUSTOMER_KEY)) || null, side: "staff" };

const go = (address) => {
  location.hash = address;
};

// ---- views ---------------------------------------------------------------------------------

const chat = new ChatView(at("customer"), store, {
  onBack: () => go(""),
  onSeen: (place) => store.markSeen(place.chat, place.topic),
  onLeave: (link, actor) => (link.group === null ? openPrivately(actor, link.payload) : addToGroup(actor, link.group)),
  emptyWords: () => ["Belum ada percakapan", "Tekan MULAI untuk menyapa asisten, seperti pelanggan yang pertama kali membukanya."],
});

const staff = new StaffView(at("staff"), store, (topic) => {
  if (topic === "leave") go("");
  else go(topic === null ? "staff" : `staff/${topic}`);
});

const mail = new MailView(at("mail"), (id) => (id === "leave" ? go("") : go(id === null ? "mail" : `mail/${id}`)), {
  onLink: openFromMail,
  fillCode: (code) => openCustomer(ui.customer).then(() => chat.fill(code)),
  customerName: () => store.user(ui.customer)?.first_name ?? "",
  lastSeen: () => store.seenMail(),
  markSeen: (id) => {
    store.markMailSeen(id);
    renderNavigation();
  },
  onChange: () => {
    lookAtSide();
    renderNavigation();
  },
});

const portal = new PortalView(at("portal"), () => go(""), () => help.render(), () => store.customers);

const help = new HelpCard(at("help"), {
  command: (text) => openCustomer(store.customers[0]?.id).then(() => chat.send({ text })),
  open: (view) => go(view),
  accounts: () => portal.accounts,
  movesByHand: () => portal.byHand,
});

// ---- going places --------------------------------------------------------------------------

/** Show a customer's chat; resolves when it is on the screen. */
function openCustomer(id) {
  const shown = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
  const address = `#chat/${id}`;
  if (location.hash === address) return Promise.resolve(applyAddress());
  location.hash = address;
  return shown;
}

function applyAddress() {
  const [view, rest] = location.hash.slice(1).split("/");
  if (view === "chat" && store.user(Number(rest))) setCustomer(Number(rest));
  if (view in SIDES) ui.side = view;
  ui.group = view === "group" ? Number(rest) : null;
  document.body.dataset.main = ["chat", "group"].includes(view) ? "chat" : view in SIDES ? "side" : "list";
  document.body.dataset.side = ui.side;
  if (view === "staff") staff.open(rest ? (rest === "general" ? "general" : Number(rest)) : null);
  if (view === "mail") mail.open(rest ?? null);
  if (view === "portal") portal.point(rest ?? "");
  showCustomer();
  lookAtSide();
  renderNavigation();
}

function setCustomer(id) {
  ui.customer = id;
  localStorage.setItem(CUSTOMER_KEY, String(id));
}

const groupShown = () => store.groups.find((group) => group.id === ui.group);

/** Who of the customers writes in a group: the one chosen, else who founded it. */
const memberOf = (group) => store.customers.filter((user) => group.members[user.id]).find((user, _, all) => user.id === ui.customer || !all.some((one) => one.id === ui.customer));

function showGroup(group) {
  const actor = memberOf(group);
  const bot = store.world.bot;
  const inside = ["member", "administrator"].includes(group.members[bot.id]);
  const act = (what) => async () => {
    const done = await attempt(what);
    await attempt(() => store.loadWorld());
    if (done?.chat) go(`group/${done.chat}`);
  };
  const menu = () => [
    inside
      ? { label: "Keluarkan bot", icon: "close", danger: true, run: act(() => api.setMember(group.id, bot.id, "kicked", actor.id)) }
      : { label: "Masukkan bot", icon: "chat", run: act(() => api.setMember(group.id, bot.id, "member", actor.id)) },
    group.type === "group" && { label: "Jadikan supergrup", icon: "staff", run: act(() => api.migrate(group.id, actor.id)) },
  ];
  chat.show({ chat: group.id, topic: undefined, actor, head: { picture: avatar(group.id, group.title), title: group.title, subtitle: `grup · ditulis sebagai ${nameOf(actor)}`, menu } });
  chat.appeared();
}

async function openPrivately(user, payload) {
  await openCustomer(user.id);
  await chat.send({ text: `/start ${payload}`.trim() });
}

/** What the client does with ?startgroup=: the bot is put into a group and told why. */
async function addToGroup(user, payload) {
  const bot = store.world.bot;
  const owned = store.groups.find((group) => group.members[user.id] === "creator");
  const id = owned?.id ?? (await attempt(() => api.foundGroup(`Grup ${user.first_name}`, user.id)))?.chat;
  if (!id) return;
  await attempt(() => api.setMember(id, bot.id, "member", user.id));
  await attempt(() => api.send(id, user.id, undefined, { text: `/start@${bot.username} ${payload}` }));
  await attempt(() => store.loadWorld());
  go(`group/${id}`);
}

function showCustomer() {
  const group = groupShown();
  if (group) return showGroup(group);
  const user = store.user(ui.customer) ?? store.customers[0];
  if (!user) return;
  ui.customer = user.id;
  chat.show({ chat: user.id, topic: undefined, actor: user, head: { ...customerHead(store.world.bot, user), menu: () => chat.privateMenu(store.user(user.id)) } });
  chat.appeared();
  mail.render();
}

function lookAtSide() {
  if (ui.side === "mail" && isShown(at("mail"))) mail.appeared();
  if (ui.side === "staff" && isShown(at("staff"))) staff.chat.appeared();
  if (ui.side === "portal" && isShown(at("portal"))) portal.load();
}

let portalSoon = 0;

/** The assistant changes the portal without our server knowing; that shows in chats and mails. */
function lookAtPortalSoon() {
  if (portalSoon || !isShown(at("portal"))) return;
  portalSoon = setTimeout(() => {
    portalSoon = 0;
    portal.load();
  }, PORTAL_DELAY_MS);
}

/** A deep link in a mail: ask who opens it, then it is /start in that person's chat. */
function openFromMail(address) {
  const bot = store.world.bot.username ?? "";
  if (!deepLink(address, bot)) return false;
  const people = store.customers.map((user) => ({ value: user.id, label: nameOf(user), note: user.id === ui.customer ? "chat yang sedang terbuka" : null, picture: avatar(user.id, nameOf(user)) }));
  choose("Siapa yang membuka tautan ini?", people).then(async (id) => {
    if (!id) return;
    await openCustomer(id);
    await chat.open(address);
  });
  return true;
}

// ---- navigation ----------------------------------------------------------------------------

function renderNavigation() {
  const main = document.body.dataset.main;
  const groups = store.groups.map((group) => row(group.id, group.title, `group/${group.id}`, { group: group.id }, ui.group === group.id && main !== "side"));
  redraw(at("people"), [...store.customers.map((user) => personRow(user, user.id === ui.customer && !ui.group && main !== "side")), ...groups]);
  redraw(at("places"), Object.entries(SIDES).map(([side, words]) => placeRow(side, words, main)));
  redraw(at("tabs"), Object.entries(SIDES).map(([side, [label]]) => tab(side, label)));
  const unread = store.customers.reduce((sum, user) => sum + store.unread(user.id), 0);
  redraw(at("bottom-bar"), [bottomButton("", "Chat", "chat", unread, main !== "side"), ...Object.entries(SIDES).map(([side, [label, picture]]) => bottomButton(side, label, picture, countOf(side), main === "side" && ui.side === side))]);
  document.title = unread ? `(${unread}) ${store.world.bot.first_name ?? "Demo"}` : (store.world.bot.first_name ?? "Demo");
}

const countOf = (side) => ({ staff: () => store.unreadInGroup(), mail: () => mail.unread(), portal: () => 0 })[side]();

const personRow = (user, current) => row(user.id, nameOf(user), `chat/${user.id}`, { customer: user.id }, current, user.blocked);

function row(id, name, address, dataset, current, blocked) {
  const last = store.thread(id).messages.at(-1);
  return h(
    "button",
    { type: "button", class: "row-button", "aria-current": current ? "true" : null, dataset, onclick: () => go(address) },
    avatar(id, name),
    h(
      "span",
      { class: "row-words" },
      h("span", { class: "row-top" }, h("b", {}, name), blocked && icon("lock", "tiny"), last && h("time", {}, clockOrDay(last.date * 1000))),
      h("span", { class: "row-bottom" }, h("span", { class: "row-preview" }, last ? `${last.out ? "" : "Anda: "}${preview(last)}` : "Belum ada percakapan"), badge(store.unread(id))),
    ),
  );
}

function placeRow(side, [label, picture], main) {
  const notes = { staff: store.group?.title ?? "Grup staf", mail: "Kotak surat semua orang", portal: "Akun, layanan, invoice, faktur" };
  return h(
    "button",
    { type: "button", class: "row-button place", "aria-current": main === "side" && ui.side === side ? "true" : null, dataset: { place: side }, onclick: () => go(side) },
    h("span", { class: `avatar ${side === "mail" ? "mailbox" : side}`, "aria-hidden": "true" }, icon(picture)),
    h("span", { class: "row-words" }, h("span", { class: "row-top" }, h("b", {}, label)), h("span", { class: "row-bottom" }, h("span", { class: "row-preview" }, notes[side]), badge(countOf(side), "baru"))),
  );
}

function tab(side, label) {
  return h("button", { type: "button", role: "tab", "aria-selected": String(ui.side === side), "aria-controls": side, dataset: { tab: side }, onclick: () => go(side) }, label, badge(countOf(side), "baru"));
}

function bottomButton(address, label, picture, count, current) {
  return h("button", { type: "button", "aria-current": current ? "page" : null, dataset: { go: address || "list" }, onclick: () => go(address) }, h("span", { class: "bottom-icon" }, icon(picture), badge(count)), label);
}

// ---- events --------------------------------------------------------------------------------

const REACTIONS = {
  message: (event) => {
    store.setTyping(event.chat, event.topic, null);
    return store.load(event.chat, event.topic);
  },
  edited: (event) => store.load(event.chat, event.topic),
  deleted: (event) => store.load(event.chat, event.topic),
  typing: (event) => store.setTyping(event.chat, event.topic, event.action ?? "typing"),
  callback: () => Promise.all([chat.answered(), staff.chat.answered()]),
  chat: (event) => Promise.all([store.loadWorld(), event.chat && store.load(event.chat, event.topic)]),
  mail: () => mail.load(),
  portal: () => portal.load(),
  reset: () => {
    store.forget();
    return loadEverything();
  },
};

async function loadEverything() {
  await attempt(() => Promise.all([store.loadAll(), mail.load(), portal.load()]));
  applyAddress();
  document.body.dataset.ready = "yes";
}

let wasConnected = false;

function connection(connected) {
  at("offline").hidden = connected;
  // What happened while there was no line is not told again: read everything anew.
  if (connected && !wasConnected) loadEverything();
  wasConnected = connected;
}

let drawing = 0;
store.onChange(() => {
  // Many threads may change at once: draw the lists once per frame.
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(renderNavigation);
});
store.onChange((key) => key === null && store.customers.length && showCustomer());

addEventListener("hashchange", applyAddress);
matchMedia("(min-width: 1200px)").addEventListener("change", applyAddress);
at("help-button").addEventListener("click", () => {
  if (!isShown(at("rail"))) go("");
  help.show(true);
});

staff.open(null);
follow((event) => {
  if (["message", "edited", "mail"].includes(event.type)) lookAtPortalSoon();
  return attempt(async () => REACTIONS[event.type]?.(event));
}, connection);
