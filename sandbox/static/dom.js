// Small helpers to build the page: elements, icons, toasts, menus, dialogs and Indonesian formats.
// Text always goes in as text nodes; the only way in for markup is safeHtml().

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-5 16-3.5-6.5z M11.5 13.5L20 4",
  clip: "M19 11.5l-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.5 1.5 0 0 1-2.2-2.2l7-7",
  list: "M4 7h16 M4 12h16 M4 17h10",
  more: "M12 5.5v.01 M12 12v.01 M12 18.5v.01",
  down: "M6 9.5l6 6 6-6",
  close: "M6 6l12 12 M18 6L6 18",
  copy: "M9 9h10v11H9z M5 15V4h10",
  out: "M8 16L17 7 M9 7h8v8",
  reply: "M10 6l-6 6 6 6 M4 12h9a7 7 0 0 1 7 7",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3z M12 15v5",
  lock: "M7 11V8a5 5 0 0 1 10 0v3 M6 11h12v9H6z",
  phone: "M6 3h4l1.5 5-2.5 2a12 12 0 0 0 5 5l2-2.5 5 1.5v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
  chat: "M4 5h16v11H10l-4.5 4v-4H4z",
  staff: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M3 20c0-4 2.5-6 6-6s6 2 6 6 M16 4.5a3.5 3.5 0 0 1 0 6.5 M17.5 14.3c2.200.8 3.5 2.700 3.5 5.700",
  mail: "M3.5 6h17v13h-17z M4 7l8 6.5L20 7",
  portal: "M4 20V8l8-4 8 4v12z M9 20v-6h6v6 M9 10h.01 M15 10h.01",
  file: "M6 3h8l5 5v13H6z M14 3v5h5",
  image: "M4 5h16v14H4z M5 17l5-5 4 4 2.5-2.5L20 17 M15.5 9.5v.01",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M8.5 10v.01 M15.5 10v.01 M8 14.5c2 2.600 6 2.600 8 0",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M3 12h18 M12 3c3.5 4 3.5 14 0 18 M12 3c-3.5 4-3.5 14 0 18",
  server: "M4 4h16v7H4z M4 13h16v7H4z M8 7.5v.01 M8 16.5v.01",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2z M9 8h6 M9 12h6",
  ticket: "M4 6h16v4a2 2 0 0 0 0 4v4H4v-4a2 2 0 0 0 0-4z M14 6v12",
  swap: "M4 8h14l-4-4 M20 16H6l4 4",
  plus: "M12 5v14 M5 12h14",
  check: "M5 12.5l4.5 4.5L19 7.5",
  hash: "M9 4L7 20 M17 4l-2 16 M4.5 9h16 M3.5 15h16",
  keyboard: "M3 6h18v12H3z M7 10h.01 M11 10h.01 M15 10h.01 M8 14h8",
};

/** An element: h("button", {class: "x", onclick: f, "aria-label": "…"}, "text", child, [more]). */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name, extra = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${extra}`.trim());
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, extra = "") {
  return h("button", { type: "button", class: `icon-button ${extra}`.trim(), "aria-label": label, title: label, onclick }, icon(name));
}

const SIGNS = new Intl.Segmenter("id", { granularity: "grapheme" });

/** The first sign that an eye sees; an emoji is one, however many code units it has. */
export const firstSign = (text) => SIGNS.segment(text)[Symbol.iterator]().next().value?.segment ?? "";

const initialsOf = (name) => name.split(/\s+/).filter(Boolean).slice(0, 2).map(firstSign).join("").toUpperCase();

/** The class of the colour that belongs to an id; neighbours differ. */
export const hueOf = (id) => `hue-${[...String(id)].reduce((sum, digit) => sum + (Number(digit) || 0), 0) % 7}`;

/** A round picture: initials on a colour that belongs to the id. */
export function avatar(id, name, extra = "") {
  return h("span", { class: `avatar ${hueOf(id)} ${extra}`.trim(), "aria-hidden": "true" }, initialsOf(name) || "?");
}

export const nameOf = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

export const badge = (count, label = "belum dibaca") =>
  count > 0 ? h("span", { class: "badge", "aria-label": `${count} ${label}` }, count > 99 ? "99+" : String(count)) : null;

// ---- formats -------------------------------------------------------------------------------

const ZONE = "Asia/Jakarta";
const CLOCK = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const DAY = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", timeZone: ZONE });
const DAY_AND_YEAR = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric", timeZone: ZONE });
const SHORT_DAY = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "short", year: "numeric", timeZone: ZONE });
const DAY_KEY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
const RUPIAH = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 0 });

export const clock = (when) => CLOCK.format(when).replace(".", ":");
export const dayKey = (when) => DAY_KEY.format(when);

export function dayName(when) {
  const key = dayKey(when);
  const now = Date.now();
  if (key === dayKey(now)) return "Hari ini";
  if (key === dayKey(now - 86_400_000)) return "Kemarin";
  return key.slice(0, 4) === dayKey(now).slice(0, 4) ? DAY.format(when) : DAY_AND_YEAR.format(when);
}

/** Today the time, else the day: for lists. */
export const clockOrDay = (when) => (dayKey(when) === dayKey(Date.now()) ? clock(when) : SHORT_DAY.format(when));
export const shortDay = (text) => (text ? SHORT_DAY.format(new Date(text)) : "");
export const rupiah = (amount) => `Rp\u00a0${RUPIAH.format(Number(amount))}`;

/** The bytes of a file in base64. */
export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

export function fileSize(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${kilo.toFixed(kilo < 10 ? 1 : 0).replace(".", ",")} KB` : `${(kilo / 1024).toFixed(1).replace(".", ",")} MB`;
}

// ---- markup from elsewhere -----------------------------------------------------------------

const ALLOWED = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "DEL", "A", "CODE", "PRE", "BLOCKQUOTE", "SPAN", "BR", "P", "DIV", "UL", "OL", "LI", "TABLE", "TBODY", "TR", "TD", "TH", "H1", "H2", "H3", "HR"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "IFRAME", "OBJECT", "TEMPLATE", "SVG", "MATH"]);

/** Markup reduced to harmless elements; of attributes only a link's address stays. */
export function safeHtml(markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  const result = document.createDocumentFragment();
  copySafely(parsed.body, result);
  return result;
}

function copySafely(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) continue;
    const known = ALLOWED.has(node.tagName) || node.tagName === "TG-SPOILER";
    const copy = known ? harmlessCopy(node) : to;
    copySafely(node, copy);
    if (copy !== to) to.append(copy);
  }
}

function harmlessCopy(node) {
  if (node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler")) {
    return h("span", { class: "spoiler", tabindex: "0", role: "button", "aria-label": "Teks tersembunyi" });
  }
  const copy = document.createElement(node.tagName);
  const address = node.tagName === "A" ? node.getAttribute("href") : null;
  if (address && /^(https?:|mailto:|tel:|tg:)/i.test(address)) setLink(copy, address);
  if (node.classList.contains("bot-command")) {
    copy.className = "bot-command";
    copy.setAttribute("role", "button");
    copy.tabIndex = 0;
  }
  return copy;
}

function setLink(anchor, address) {
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
}

/** Plain text with its addresses made into links. */
export function linkified(text) {
  const result = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(/(?:https?|tg):\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g)) {
    const anchor = h("a", {}, match[0]);
    setLink(anchor, match[0]);
    result.append(text.slice(end, match.index), anchor);
    end = match.index + match[0].length;
  }
  result.append(text.slice(end));
  return result;
}

/** What t.me/<bot>?start=<payload> asks for (or ?startgroup=), or null when it leads elsewhere. */
export function deepLink(address, botName) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const onWeb = ["t.me", "telegram.me"].includes(url.hostname) ? url.pathname.slice(1) : null;
  const inApp = url.protocol === "tg:" && `${url.hostname}${url.pathname}`.startsWith("resolve") ? url.searchParams.get("domain") : null;
  const name = onWeb ?? inApp;
  if (!name || name.toLowerCase() !== botName.toLowerCase()) return null;
  return { payload: url.searchParams.get("start") ?? "", group: url.searchParams.get("startgroup") };
}

// ---- toasts, menus, dialogs ----------------------------------------------------------------

export function toast(text, kind = "") {
  const shelf = document.getElementById("toasts");
  const item = h("div", { class: `toast ${kind}`.trim(), role: kind === "bad" ? "alert" : "status" }, text);
  shelf.append(item);
  if (shelf.children.length > 3) shelf.firstElementChild.remove();
  setTimeout(() => item.classList.add("leaving"), kind === "bad" ? 6000 : 3400);
  item.addEventListener("animationend", (event) => event.animationName === "toast-out" && item.remove());
}

/** Run something that may fail and say so; returns undefined after a failure. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message || "Terjadi kesalahan", "bad");
    return undefined;
  }
}

export async function copy(text, said = "Disalin") {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByHand(text);
  }
  toast(`${said}: ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`);
}

/** For pages without clipboard rights (plain http on another machine). */
function copyByHand(text) {
  const area = h("textarea", { class: "offscreen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** A menu at a button; items: {label, icon?, danger?, checked?, run}. */
export function openMenu(anchor, items) {
  const menu = h("div", { class: "menu", popover: "auto", role: "menu" });
  menu.append(...items.filter(Boolean).map((item) => menuItem(menu, item)));
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu));
  document.body.append(menu);
  menu.showPopover();
  placeBeside(menu, anchor);
  menu.querySelector("button")?.focus();
}

function menuItem(menu, item) {
  const run = () => {
    menu.hidePopover();
    item.run();
  };
  return h(
    "button",
    { type: "button", role: "menuitem", class: item.danger ? "danger" : "", onclick: run },
    icon(item.icon ?? (item.checked ? "check" : "more"), item.icon || item.checked ? "" : "blank"),
    h("span", {}, item.label, item.note && h("small", {}, item.note)),
  );
}

function moveInMenu(event, menu) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...menu.querySelectorAll("button")];
  const next = buttons.indexOf(document.activeElement) + step;
  buttons[(next + buttons.length) % buttons.length].focus();
}

function placeBeside(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 6 + height < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? at.bottom + 6 : at.top - height - 6)}px`;
}

/** A question in a window of its own; resolves with the pressed action's value, or null. */
export function ask({ title, body = [], actions = [{ label: "OK", value: true, primary: true }] }) {
  return new Promise((resolve) => {
    let answer = null;
    const close = (value) => {
      answer = value;
      box.close();
    };
    const buttons = actions.map((action) =>
      h("button", { type: action.primary ? "submit" : "button", class: `button ${action.primary ? "primary" : ""} ${action.danger ? "danger" : ""}`, onclick: action.primary ? null : () => close(action.value) }, action.label),
    );
    const form = h("form", { method: "dialog" }, h("h2", {}, title), body, h("div", { class: "dialog-actions" }, buttons));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(actions.find((action) => action.primary).value);
    });
    const box = h("dialog", { class: "dialog", "aria-label": title }, form);
    box.addEventListener("click", (event) => event.target === box && box.close());
    box.addEventListener("close", () => {
      box.remove();
      resolve(typeof answer === "function" ? answer() : answer);
    });
    document.body.append(box);
    box.showModal();
  });
}

/** A choice out of a list, as big rows; resolves with the chosen value or null. */
export function choose(title, options) {
  return new Promise((resolve) => {
    let answer = null;
    const rows = options.map((option) =>
      h("button", { type: "button", class: "choice", onclick: () => ((answer = option.value), box.close()) }, option.picture, h("span", {}, option.label, option.note && h("small", {}, option.note))),
    );
    const box = h("dialog", { class: "dialog", "aria-label": title }, h("h2", {}, title), rows, h("div", { class: "dialog-actions" }, h("button", { type: "button", class: "button", onclick: () => box.close() }, "Batal")));
    box.addEventListener("click", (event) => event.target === box && box.close());
    box.addEventListener("close", () => {
      box.remove();
      resolve(answer);
    });
    document.body.append(box);
    box.showModal();
  });
}

/** Make `parent` hold exactly `nodes` in this order, touching only what differs. */
export function arrange(parent, nodes) {
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild.remove();
}

/** The same for lists drawn anew each time: what looks the same stays, so clicks and focus do too. */
export function redraw(parent, nodes) {
  const focusable = () => [...parent.querySelectorAll("a, button, input, select, summary")];
  const focused = parent.contains(document.activeElement) ? focusable().indexOf(document.activeElement) : -1;
  arrange(parent, nodes.map((node, index) => (parent.childNodes[index]?.isEqualNode(node) ? parent.childNodes[index] : node)));
  if (focused >= 0 && !parent.contains(document.activeElement)) focusable()[focused]?.focus({ preventScroll: true });
}

export const isShown = (element) => document.visibilityState === "visible" && element.checkVisibility();
