// One conversation on the screen: its messages, buttons, keyboards and the composer.
// Used for a customer's chat with the bot and for a thread of the staff group.

import { api } from "./api.js";
import { daySeparator, messageElement, momentOf, sameSender } from "./bubbles.js";
import { arrange, ask, attempt, avatar, base64, copy, dayKey, deepLink, h, icon, iconButton, isShown, nameOf, openMenu, redraw, toast } from "./dom.js";
import { threadKey } from "./store.js";
import { preview } from "./words.js";

const NEAR_BOTTOM_PX = 90;
const ANSWER_WAIT_MS = 20_000;
const FILE_LIMIT = 20 * 1024 * 1024;
const TYPING_WORDS = { typing: "mengetik", upload_document: "mengirim berkas", upload_photo: "mengirim foto", find_location: "mencari lokasi" };

export class ChatView {
  #store;
  #onSeen;
  #onLeave;
  #place = null; // {chat, topic, actor, head}
  #drafts = new Map();
  #bubbles = new Map(); // message id → {element, signature}
  #waiting = new Map(); // callback query id → message id and data of the pressed button
  #replyTo = null;
  #dismissedForce = null;
  #stuck = true; // the end of the thread is on the screen and stays there
  #lastTop = 0;
  #newBelow = 0;

  /** `onBack` goes to the list; `onSeen(place)` is called when the thread's end is looked at;
   *  `onLeave(link, actor)` when a deep link leads out of this chat. */
  constructor(root, store, { onBack, onSeen, onLeave, emptyWords }) {
    this.#store = store;
    this.#onSeen = onSeen;
    this.#onLeave = onLeave;
    this.emptyWords = emptyWords;
    this.#build(root, onBack);
    store.onChange((key) => this.#place && (key === null || key === this.#key) && this.#render());
    document.addEventListener("visibilitychange", () => this.#look());
  }

  get #key() {
    return threadKey(this.#place.chat, this.#place.topic);
  }

  get #thread() {
    return this.#store.thread(this.#place.chat, this.#place.topic);
  }

  get place() {
    return this.#place;
  }

  /** Show a thread; `head`: {picture, title, subtitle, tools: [element], menu: () => items}. */
  show(place) {
    const moved = !this.#place || this.#key !== threadKey(place.chat, place.topic);
    if (moved) this.#leave();
    this.#place = place;
    if (moved) this.#enter();
    this.#render();
    if (moved) this.#toBottom();
  }

  #leave() {
    if (this.#place) this.#drafts.set(this.#key, this.input.value);
    this.#bubbles.clear();
    this.#replyTo = null;
    this.#newBelow = 0;
    this.#stuck = true;
  }

  #enter() {
    this.list.replaceChildren();
    this.input.value = this.#drafts.get(this.#key) ?? "";
    this.#grow();
  }

  // ---- building ----------------------------------------------------------------------------

  #build(root, onBack) {
    this.head = h("header", { class: "pane-head" });
    this.back = iconButton("back", "Kembali ke daftar", onBack, "back");
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true, onclick: () => this.#goTo(Number(this.pinned.dataset.message)) });
    this.list = h("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": "Pesan" });
    this.scroller = h("div", { class: "scroller", tabindex: "-1" }, this.list);
    this.count = h("span", { class: "badge" });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, "aria-label": "Ke pesan terbaru", onclick: () => this.#toBottom(true) }, this.count, icon("down"));
    this.foot = h("footer", { class: "composer-area" });
    this.#buildComposer();
    root.append(this.head, this.pinned, h("div", { class: "wallpaper" }, this.scroller, this.jump), this.foot);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#stuck && this.#toBottom()).observe(this.list);
    new ResizeObserver(() => this.#stuck && this.#toBottom()).observe(this.scroller);
    root.addEventListener("click", (event) => this.#clickedWords(event));
    document.addEventListener("pointerdown", (event) => !this.foot.contains(event.target) && this.#toggleCommands(false));
    root.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && event.target.matches?.(".spoiler, .bot-command") && this.#clickedWords(event));
  }

  #buildComposer() {
    this.input = h("textarea", { rows: "1", placeholder: "Tulis pesan…", "aria-label": "Pesan", enterkeyhint: "send" });
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("paste", (event) => this.#pasted(event));
    this.sendButton = h("button", { type: "submit", class: "send", "aria-label": "Kirim", title: "Kirim" }, icon("send"));
    this.fileInput = h("input", { type: "file", multiple: true, hidden: true });
    this.fileInput.addEventListener("change", () => this.#sendFiles());
    this.commandButton = h("button", { type: "button", class: "command-button", "aria-label": "Daftar perintah", "aria-expanded": "false", onclick: () => this.#toggleCommands() }, icon("list"), h("span", {}, "Menu"));
    this.keyboardButton = iconButton("keyboard", "Papan tombol", () => this.#toggleKeyboard());
    const attach = iconButton("clip", "Lampirkan", () => this.#attachMenu(attach));
    this.form = h("form", { class: "composer" }, this.commandButton, h("div", { class: "field" }, this.input, this.keyboardButton, attach), this.fileInput, this.sendButton);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.commands = h("div", { class: "commands", hidden: true, role: "listbox", "aria-label": "Perintah" });
    this.replyBar = h("div", { class: "reply-bar", hidden: true });
    this.keys = h("div", { class: "reply-keyboard", hidden: true, role: "group", "aria-label": "Papan tombol" });
    this.start = h("button", { type: "button", class: "start", hidden: true, onclick: () => this.send({ text: "/start" }) }, "MULAI");
    this.unblock = h("button", { type: "button", class: "start", hidden: true, onclick: () => this.#setBlocked(false) }, "BUKA BLOKIR");
    this.foot.append(this.commands, this.replyBar, this.form, this.start, this.unblock, this.keys);
  }

  // ---- drawing -----------------------------------------------------------------------------

  #render() {
    const { messages } = this.#thread;
    this.#renderHead();
    this.#renderPinned(messages);
    this.#renderMessages(messages);
    this.#renderFoot(messages);
    this.#look();
  }

  #renderHead() {
    const { head } = this.#place;
    const action = this.#typingWords();
    const subtitle = action ? h("span", { class: "typing-words" }, action, h("i"), h("i"), h("i")) : head.subtitle;
    const more = head.menu && iconButton("more", "Menu lain", () => openMenu(more, this.#place.head.menu()));
    redraw(this.head, [this.back, head.picture, h("div", { class: "titles" }, h("h1", {}, head.title), h("p", {}, subtitle)), ...(head.tools ?? []), more].filter(Boolean));
  }

  #typingWords() {
    const action = this.#store.typing(this.#place.chat, this.#place.topic);
    return action ? (TYPING_WORDS[action] ?? "sibuk") : null;
  }

  #renderPinned(messages) {
    const ids = this.#store.chat(this.#place.chat)?.pinned ?? [];
    const found = messages.filter((message) => ids.includes(message.message_id)).at(-1);
    this.pinned.hidden = !found;
    if (!found) return;
    this.pinned.dataset.message = found.message_id;
    this.pinned.replaceChildren(h("span", { class: "pinned-words" }, h("b", {}, "Pesan tersemat"), h("span", {}, preview(found))), icon("pin"));
  }

  #renderMessages(messages) {
    const known = this.#bubbles.size;
    const nodes = [];
    let added = 0;
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      if (!before || dayKey(momentOf(before)) !== dayKey(momentOf(message))) nodes.push(this.#daySeparator(message));
      added += this.#bubbles.has(message.message_id) || !message.out ? 0 : 1;
      nodes.push(this.#bubble(message, before, messages[index + 1]));
    });
    if (!messages.length) nodes.push(this.#emptyCard());
    if (this.#typingWords()) nodes.push(this.#typingBubble());
    const shown = new Set(messages.map((message) => message.message_id));
    for (const id of this.#bubbles.keys()) if (!shown.has(id)) this.#bubbles.delete(id);
    arrange(this.list, nodes);
    this.#restoreFocus();
    if (this.#stuck) this.#toBottom();
    else if (known) this.#newBelow += added;
    this.#renderJump();
  }

  #daySeparator(message) {
    const day = dayKey(momentOf(message));
    return this.list.querySelector(`.day[data-day="${day}"]`) ?? daySeparator(message);
  }

  #typingBubble() {
    return this.list.querySelector(".typing") ?? h("div", { class: "message other typing", "aria-label": "mengetik" }, h("div", { class: "bubble" }, h("i"), h("i"), h("i")));
  }

  /** The message's element: the old one while nothing about it changed. */
  #bubble(message, before, after) {
    const context = {
      own: this.#isOwn(message),
      first: !sameSender(before, message),
      last: !sameSender(message, after),
      inGroup: this.#place.chat !== this.#place.actor.id,
      bot: this.#store.world.bot.username ?? "",
    };
    const signature = JSON.stringify([message, context]);
    const old = this.#bubbles.get(message.message_id);
    if (old?.signature === signature) return old.element;
    const element = messageElement(message, {
      ...context,
      onButton: (...pressed) => this.#tap(...pressed),
      onReply: (chosen) => this.#setReply(chosen.message_id),
      onQuote: (id) => this.#goTo(id),
    });
    if (!old) element.classList.add("fresh");
    else this.#keepFocus(old.element, element);
    this.#bubbles.set(message.message_id, { element, signature });
    for (const waiting of this.#waiting.values()) if (waiting.message === message.message_id) this.#spin(waiting, true);
    return element;
  }

  #isOwn(message) {
    const { chat, actor } = this.#place;
    if (message.out) return false;
    if (message.sender_chat) return Boolean(actor.anonymous) && message.sender_chat.id === chat;
    return message.from?.id === actor.id;
  }

  /** A window that is edited while its button has the focus keeps the focus at the same place. */
  #keepFocus(old, fresh) {
    const index = [...old.querySelectorAll(".inline")].indexOf(document.activeElement);
    if (index >= 0) this.focusLater = { fresh, index };
  }

  #restoreFocus() {
    if (!this.focusLater) return;
    const buttons = this.focusLater.fresh.querySelectorAll(".inline");
    (buttons[this.focusLater.index] ?? buttons[buttons.length - 1])?.focus({ preventScroll: true });
    this.focusLater = null;
  }

  #emptyCard() {
    const loaded = this.#store.loaded(this.#place.chat, this.#place.topic);
    const [title, text] = this.emptyWords(this.#place);
    return h("div", { class: "empty" }, loaded ? [h("b", {}, title), h("p", {}, text)] : h("p", {}, "Memuat…"));
  }

  #renderFoot(messages) {
    const isPrivate = this.#place.chat === this.#place.actor.id;
    const blocked = isPrivate && this.#store.user(this.#place.actor.id)?.blocked;
    const fresh = isPrivate && !messages.length && this.#store.loaded(this.#place.chat);
    this.unblock.hidden = !blocked;
    this.start.hidden = blocked || !fresh;
    this.form.hidden = blocked || fresh;
    this.commandButton.hidden = !this.#thread.commands?.length;
    this.#renderReplyBar(messages);
    this.#renderKeyboard(blocked || fresh);
    this.#typed();
  }

  // ---- scrolling and reading ---------------------------------------------------------------

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    // Only going up leaves the end: what grows (a picture that loads) must not.
    if (scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX) this.#stuck = true;
    else if (scrollTop < this.#lastTop) this.#stuck = false;
    this.#lastTop = scrollTop;
    if (this.#stuck) this.#newBelow = 0;
    this.#renderJump();
    this.#look();
  }

  #toBottom(smooth = false) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  #renderJump() {
    this.jump.hidden = this.#stuck;
    this.count.hidden = !this.#newBelow;
    this.count.textContent = this.#newBelow;
  }

  /** Tell that the end of the thread is on the screen. */
  #look() {
    if (this.#place && this.#stuck && isShown(this.scroller)) this.#onSeen(this.#place);
  }

  /** The pane became visible. */
  appeared() {
    if (this.#stuck) this.#toBottom();
    this.#look();
  }

  #goTo(id) {
    const element = this.#bubbles.get(id)?.element;
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.classList.remove("found");
    requestAnimationFrame(() => element.classList.add("found"));
  }

  // ---- sending -----------------------------------------------------------------------------

  /** Send as the acting person; the thread follows by itself when the server tells of it. */
  async send(content) {
    const { chat, topic, actor } = this.#place;
    const reply = this.#replyId();
    const body = { ...content, ...(reply ? { reply_to: reply } : {}), ...(actor.anonymous && chat !== actor.id ? { anonymous: true } : {}) };
    this.#stuck = true;
    const sent = await attempt(() => api.send(chat, actor.id, topic, body));
    if (sent) this.#setReply(null);
    return sent;
  }

  async #submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const key = this.#key;
    this.fill("");
    if (!(await this.send({ text })) && this.#key === key && !this.input.value) this.fill(text);
  }

  /** Put text into the composer for the person to send. */
  fill(text) {
    this.input.value = text;
    this.#grow();
    this.#typed();
    if (text) this.input.focus();
  }

  #pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    }
    if (event.key === "Escape") {
      this.#toggleCommands(false);
      this.#dismissReply();
    }
    if (event.key === "ArrowUp" && !this.commands.hidden) {
      event.preventDefault();
      this.commands.querySelector("button:last-child")?.focus();
    }
  }

  #typed() {
    this.#grow();
    const text = this.input.value;
    this.sendButton.disabled = !text.trim();
    const looksForCommand = /^\/\w*$/.test(text);
    if (looksForCommand) this.#showCommands(text.slice(1));
    else if (!this.commands.dataset.opened) this.#toggleCommands(false);
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
  }

  // ---- files -------------------------------------------------------------------------------

  #attachMenu(anchor) {
    const pick = (accept, kind) => {
      this.fileInput.accept = accept;
      this.fileInput.dataset.kind = kind;
      this.fileInput.click();
    };
    openMenu(anchor, [
      { icon: "file", label: "Dokumen", run: () => pick("", "document") },
      { icon: "image", label: "Foto", run: () => pick("image/*", "photo") },
      { icon: "smile", label: "Stiker 👍", run: () => this.send({ sticker: "👍" }) },
      { icon: "phone", label: "Kontak saya", run: () => this.#shareContact() },
    ]);
  }

  /** Each is a message of its own, in their order. */
  async #sendFiles() {
    const files = [...this.fileInput.files];
    this.fileInput.value = "";
    for (const file of files) await this.#upload(file, this.fileInput.dataset.kind);
  }

  #pasted(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.#upload(file, file.type.startsWith("image/") ? "photo" : "document");
  }

  async #upload(file, kind) {
    if (file.size > FILE_LIMIT) return toast("Berkas lebih dari 20 MB", "bad");
    const content = { name: file.name, mime: file.type || undefined, base64: await base64(file) };
    return this.send({ [kind]: content });
  }

  async #shareContact() {
    const { actor } = this.#place;
    const input = h("input", { type: "tel", value: `+62812${String(actor.id).padStart(8, "1000")}`, "aria-label": "Nomor telepon", pattern: "\\+?[0-9]{8,15}", required: true });
    const phone = await ask({
      title: "Bagikan nomor telepon Anda?",
      body: [h("p", {}, `Bot akan melihat nomor telepon ${nameOf(actor)}.`), input],
      actions: [{ label: "Batal", value: null }, { label: "Bagikan", value: () => input.value, primary: true }],
    });
    if (phone) await this.send({ contact: { phone_number: phone, own: true } });
  }

  // ---- commands ----------------------------------------------------------------------------

  #toggleCommands(open = this.commands.hidden) {
    this.commands.dataset.opened = open ? "yes" : "";
    if (open) this.#showCommands("");
    else this.commands.hidden = true;
    this.commandButton.setAttribute("aria-expanded", String(open));
  }

  #showCommands(beginning) {
    const fitting = (this.#thread.commands ?? []).filter(({ command }) => command.startsWith(beginning));
    const choose = (command) => {
      if (this.input.value.startsWith("/")) this.fill("");
      this.#toggleCommands(false);
      this.send({ text: `/${command}` });
    };
    this.commands.replaceChildren(...fitting.map(({ command, description }) => h("button", { type: "button", role: "option", onclick: () => choose(command) }, h("span", {}, description), h("b", {}, `/${command}`))));
    this.commands.hidden = !fitting.length;
  }

  // ---- replies and the reply keyboard ------------------------------------------------------

  #replyId() {
    if (this.#replyTo) return this.#replyTo;
    const asked = this.#thread.force_reply;
    return asked && asked !== this.#dismissedForce ? asked : null;
  }

  #setReply(id) {
    this.#replyTo = id;
    if (id) this.#dismissedForce = null;
    this.#renderReplyBar(this.#thread.messages);
    if (id) this.input.focus();
  }

  #dismissReply() {
    this.#dismissedForce = this.#thread.force_reply;
    this.#setReply(null);
  }

  #renderReplyBar(messages) {
    const id = this.#replyId();
    const found = id && messages.find((message) => message.message_id === id);
    this.replyBar.hidden = !found || this.form.hidden;
    this.input.placeholder = (found && found.reply_markup?.input_field_placeholder) || "Tulis pesan…";
    if (!found) return;
    this.replyBar.replaceChildren(
      icon("reply"),
      h("div", {}, h("b", {}, `Balas ${found.from_label ?? ""}`.trim()), h("span", {}, preview(found))),
      iconButton("close", "Batalkan balasan", () => this.#dismissReply()),
    );
  }

  #renderKeyboard(closed) {
    const markup = this.#thread.reply_keyboard;
    const rows = markup?.keyboard ?? [];
    this.keyboardButton.hidden = !rows.length;
    const signature = JSON.stringify(rows);
    if (this.keys.dataset.rows !== signature) {
      this.keys.dataset.rows = signature;
      this.keys.dataset.folded = "";
      this.keys.replaceChildren(...rows.map((row) => h("div", { class: "row" }, row.map((key) => this.#replyKey(typeof key === "string" ? { text: key } : key)))));
    }
    this.keys.hidden = closed || !rows.length || Boolean(this.keys.dataset.folded);
    if (rows.length && markup.input_field_placeholder) this.input.placeholder = markup.input_field_placeholder;
  }

  #replyKey(key) {
    const press = () => (key.request_contact ? this.#shareContact() : this.send({ text: key.text }));
    return h("button", { type: "button", class: `key ${key.style ?? ""}`.trim(), onclick: press }, key.request_contact && icon("phone"), key.text);
  }

  #toggleKeyboard() {
    this.keys.dataset.folded = this.keys.dataset.folded ? "" : "yes";
    this.keys.hidden = Boolean(this.keys.dataset.folded);
  }

  // ---- pressed buttons ---------------------------------------------------------------------

  async #tap(message, button) {
    const pressed = { message: message.message_id, data: button.callback_data };
    if (pressed.data === undefined) return toast("Tombol jenis ini tidak ada di demo");
    const { chat, actor } = this.#place;
    this.#spin(pressed, true);
    const tapped = await attempt(() => api.tap(chat, actor.id, pressed.message, pressed.data));
    if (!tapped) return this.#spin(pressed, false);
    const id = String(tapped.callback_query_id);
    this.#waiting.set(id, pressed);
    setTimeout(() => this.#settle(id), ANSWER_WAIT_MS);
    return this.#askForAnswer(id);
  }

  /** A callback was answered somewhere: see whether it is one of ours. */
  answered() {
    return Promise.all([...this.#waiting.keys()].map((id) => this.#askForAnswer(id)));
  }

  async #askForAnswer(id) {
    const answer = await api.callback(id).catch(() => null);
    if (!answer?.answered || !this.#waiting.has(id)) return;
    this.#settle(id);
    if (answer.url) this.open(answer.url);
    if (answer.text && answer.show_alert) await ask({ title: this.#store.world.bot.first_name ?? "Bot", body: [h("p", { class: "alert-text" }, answer.text)] });
    else if (answer.text) toast(answer.text);
  }

  #settle(id) {
    const pressed = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (pressed) this.#spin(pressed, false);
  }

  #spin(pressed, on) {
    const buttons = this.#bubbles.get(pressed.message)?.element.querySelectorAll("button.inline[data-data]") ?? [];
    for (const button of buttons) {
      if (button.dataset.data !== pressed.data) continue;
      button.classList.toggle("pressed", on);
      button.setAttribute("aria-busy", String(on));
    }
  }

  // ---- links, commands and codes in the text -----------------------------------------------

  #clickedWords(event) {
    const target = event.target.closest?.("a[href], .spoiler, .bot-command, .bubble code");
    if (!target) return;
    if (target.matches(".spoiler")) target.classList.add("shown");
    else if (target.matches(".bot-command")) this.send({ text: target.textContent });
    else if (target.matches("code")) copy(target.textContent);
    else if (deepLink(target.href, this.#store.world.bot.username ?? "")) {
      event.preventDefault();
      this.open(target.href);
    }
  }

  /** An address opened from this chat: a deep link to the bot is /start here. */
  open(address) {
    const link = deepLink(address, this.#store.world.bot.username ?? "");
    if (!link) return window.open(address, "_blank", "noopener");
    const { chat, actor } = this.#place;
    if (this.#onLeave && (link.group !== null || chat !== actor.id)) return this.#onLeave(link, actor);
    return this.send({ text: `/start ${link.payload}`.trim() });
  }

  // ---- blocking ----------------------------------------------------------------------------

  async #setBlocked(blocked) {
    await attempt(() => api.block(this.#place.actor.id, blocked));
    await attempt(() => this.#store.loadWorld());
  }

  /** The items of a private chat's menu. */
  privateMenu(user) {
    return [
      { label: "Kirim /start", icon: "chat", run: () => this.send({ text: "/start" }) },
      user.blocked
        ? { label: "Buka blokir bot", icon: "lock", run: () => this.#setBlocked(false) }
        : { label: "Blokir bot", note: "Kiriman beralih ke surel", icon: "lock", danger: true, run: () => this.#setBlocked(true) },
    ];
  }
}

export const customerHead = (bot, user) => ({
  picture: avatar(bot.id, bot.first_name ?? "Bot", "bot"),
  title: bot.first_name ?? "Bot",
  subtitle: `bot · dibuka sebagai ${nameOf(user)}`,
});
