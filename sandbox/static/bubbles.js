// How one message looks: its bubble, its files, and the inline buttons under it.

import { api } from "./api.js";
import { avatar, clock, copy, deepLink, dayKey, dayName, fileSize, h, hueOf, icon, iconButton, safeHtml } from "./dom.js";
import { preview, serviceWords } from "./words.js";

export const momentOf = (message) => message.date * 1000;

export const daySeparator = (message) =>
  h("div", { class: "day", role: "separator", dataset: { day: dayKey(momentOf(message)) } }, h("span", {}, dayName(momentOf(message))));

/**
 * A message's element. `context`: {own, first, last, inGroup, bot} for its looks and
 * {onButton, onReply, onQuote} for what it can do.
 */
export function messageElement(message, context) {
  const words = serviceWords(message);
  if (words) return h("div", { class: "service", dataset: { message: message.message_id } }, h("span", {}, words));
  const column = h("div", { class: "column" }, bubble(message, context), inlineKeyboard(message, context));
  const classes = ["message", context.own ? "own" : "other", context.first && "first", context.last && "last", inlineRows(message).length && "has-keyboard"];
  const author = message.from_label ?? "";
  return h(
    "article",
    { class: classes.filter(Boolean).join(" "), dataset: { message: message.message_id }, "aria-label": `${author}, ${clock(momentOf(message))}` },
    context.inGroup && !context.own && (context.last ? avatar(senderId(message), author || "?", `small ${lookOf(message)}`) : h("span", { class: "avatar small gap" })),
    column,
    iconButton("reply", "Balas", () => context.onReply(message), "reply-button"),
  );
}

const senderId = (message) => message.sender_chat?.id ?? message.from?.id ?? 0;

const lookOf = (message) => (message.out ? "bot" : hueOf(senderId(message)));

export const sameSender = (one, other) =>
  Boolean(one && other) && senderId(one) === senderId(other) && !serviceWords(one) && !serviceWords(other) && Math.abs(one.date - other.date) < 900 && dayKey(momentOf(one)) === dayKey(momentOf(other));

function bubble(message, context) {
  const name = context.inGroup && !context.own && context.first ? h("div", { class: `author ${lookOf(message)}` }, message.from_label ?? "") : null;
  return h(
    "div",
    { class: `bubble ${message.sticker ? "bare" : ""} ${message.photo ? "with-photo" : ""}`.trim() },
    name,
    quote(message.reply_to_message, context),
    photo(message),
    file(message),
    sticker(message),
    contact(message),
    words(message),
    meta(message),
  );
}

function words(message) {
  if (!message.html) return null;
  const body = h("div", { class: "text", dir: "auto" });
  body.append(safeHtml(message.html));
  return body;
}

function meta(message) {
  return h("span", { class: "meta" }, message.reaction && h("span", { class: "reaction", "aria-label": `Reaksi ${message.reaction}` }, message.reaction), message.edit_date && h("span", { class: "edited" }, "diedit"), h("time", { datetime: new Date(momentOf(message)).toISOString() }, clock(momentOf(message))));
}

function quote(original, context) {
  // The first message of a topic stands in every message of it; it is no quotation.
  if (!original || original.forum_topic_created) return null;
  const author = original.from_label ?? original.sender_chat?.title ?? original.from?.first_name ?? "";
  return h("button", { type: "button", class: "quote", onclick: () => context.onQuote(original.message_id) }, h("b", {}, author), h("span", {}, preview(original)));
}

function photo(message) {
  if (!message.photo?.length) return null;
  const largest = message.photo.reduce((best, size) => (size.width > best.width ? size : best));
  const address = api.fileAddress(largest.file_id);
  return h("a", { class: "photo", href: address, target: "_blank", rel: "noopener" }, h("img", { src: address, alt: message.caption ?? "Foto", width: largest.width, height: largest.height }));
}

function file(message) {
  const found = message.document;
  if (!found) return null;
  const name = found.file_name ?? "berkas";
  const kind = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  return h(
    "a",
    { class: `document kind-${kind.toLowerCase().replace(/[^a-z]/g, "")}`, href: api.fileAddress(found.file_id), target: "_blank", rel: "noopener", "aria-label": `Buka ${name}` },
    h("span", { class: "document-icon", "aria-hidden": "true" }, kind ? kind.toUpperCase() : icon("file")),
    h("span", { class: "document-words" }, h("span", { class: "document-name" }, name), h("small", {}, [fileSize(found.file_size), "Buka"].filter(Boolean).join(" · "))),
  );
}

const sticker = (message) => (message.sticker ? h("div", { class: "sticker", role: "img", "aria-label": "Stiker" }, message.sticker.emoji ?? "🙂") : null);

function contact(message) {
  if (!message.contact) return null;
  const name = [message.contact.first_name, message.contact.last_name].filter(Boolean).join(" ") || "Kontak";
  return h("div", { class: "contact" }, avatar(message.contact.user_id ?? 0, name), h("span", {}, h("b", {}, name), h("small", {}, message.contact.phone_number)));
}

// ---- inline buttons ------------------------------------------------------------------------

const inlineRows = (message) => message.reply_markup?.inline_keyboard ?? [];

function inlineKeyboard(message, context) {
  const rows = inlineRows(message);
  if (!rows.length) return null;
  return h("div", { class: "keyboard", role: "group", "aria-label": "Tombol pesan" }, rows.map((row) => h("div", { class: "row" }, row.map((button) => inlineButton(button, message, context)))));
}

function inlineButton(button, message, context) {
  const style = ["primary", "success", "danger"].includes(button.style) ? button.style : "";
  const label = h("span", { class: "label" }, button.text);
  if (button.copy_text) {
    return h("button", { type: "button", class: `inline ${style}`, onclick: () => copy(button.copy_text.text) }, label, icon("copy", "corner"));
  }
  if (button.url) {
    const inside = deepLink(button.url, context.bot);
    // The page's own handler of links turns a deep link into /start; others open.
    return h("a", { class: `inline ${style}`, href: safeAddress(button.url), target: "_blank", rel: "noopener noreferrer" }, label, !inside && icon("out", "corner"));
  }
  const element = h("button", { type: "button", class: `inline ${style}`, disabled: Boolean(button.disabled), dataset: { data: button.callback_data ?? "" } }, label, h("span", { class: "spinner", "aria-hidden": "true" }));
  element.addEventListener("click", () => context.onButton(message, button, element));
  return element;
}

const safeAddress = (address) => (/^(https?|tg):/i.test(address) ? address : "#");
