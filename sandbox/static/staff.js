// The staff group: its topics, the thread of the chosen one, and who is acting.

import { api } from "./api.js";
import { ChatView } from "./chat.js";
import { attempt, avatar, badge, clockOrDay, firstSign, h, icon, iconButton, nameOf, openMenu, redraw } from "./dom.js";
import { preview } from "./words.js";

const ACTOR_KEY = "sandbox.actor";
const STANDINGS = { creator: "pemilik", administrator: "administrator", member: "anggota" };

const standingOf = (user) => (user.anonymous ? "administrator anonim" : (STANDINGS[user.standing] ?? "di luar grup"));

function topicIcon(topic) {
  const picture = h("span", { class: "topic-icon", "aria-hidden": "true" }, topic ? firstSign(topic.name).toUpperCase() || "?" : icon("hash"));
  if (topic) picture.style.setProperty("--topic", `#${topic.icon_color.toString(16).padStart(6, "0")}`);
  return picture;
}

export class StaffView {
  #store;
  #go;
  #topic; // undefined: General; null: none opened yet (narrow panes show the list)
  #actorId = Number(localStorage.getItem(ACTOR_KEY)) || null;

  /** `go(topic)` opens a topic by the address line: "general", an id, or null for the list. */
  constructor(root, store, go) {
    this.#store = store;
    this.#go = go;
    this.root = root;
    this.topics = h("nav", { class: "topics", "aria-label": "Topik grup staf" });
    this.listHead = h("header", { class: "pane-head" });
    const thread = h("div", { class: "thread" });
    root.append(h("div", { class: "topic-list" }, this.listHead, this.topics), thread);
    this.chat = new ChatView(thread, store, {
      onBack: () => go(null),
      onSeen: ({ chat, topic }) => store.markSeen(chat, topic),
      emptyWords: () => ["Belum ada pesan di sini", "Permintaan pelanggan akan muncul sebagai kartu, masing-masing di topiknya."],
    });
    store.onChange(() => this.render());
  }

  get actor() {
    const { staff } = this.#store;
    return staff.find((user) => user.id === this.#actorId) ?? staff[0];
  }

  /** topic: null (the list), "general" or a topic's id. */
  open(topic) {
    this.#topic = topic;
    this.root.dataset.open = topic === null ? "list" : "thread";
    this.render();
    this.chat.appeared();
  }

  render() {
    const { group } = this.#store;
    if (!group || !this.actor) return;
    this.#renderList(group);
    this.#renderThread(group);
  }

  // ---- the list of topics ------------------------------------------------------------------

  #renderList(group) {
    const back = iconButton("back", "Kembali ke daftar", () => this.#go("leave"), "back");
    redraw(this.listHead, [back, avatar(group.id, group.title), h("div", { class: "titles" }, h("h1", {}, group.title), h("p", {}, `${this.#store.topics.length + 1} topik`)), this.#actorSwitch()]);
    const rows = [this.#row("general", "General", undefined), ...this.#byNewest().map((topic) => this.#row(topic.id, topic.name, topic))];
    redraw(this.topics, rows);
  }

  #byNewest() {
    const newest = (topic) => this.#store.thread(this.#store.group.id, topic.id).messages.at(-1)?.message_id ?? topic.id;
    return [...this.#store.topics].sort((one, other) => newest(other) - newest(one));
  }

  #row(target, name, topic) {
    const chat = this.#store.group.id;
    const { messages } = this.#store.thread(chat, topic?.id);
    const last = messages.at(-1);
    const current = String(this.#topic ?? "general") === String(target);
    return h(
      "button",
      { type: "button", class: "row-button", "aria-current": current ? "true" : null, dataset: { topic: target }, onclick: () => this.#go(target) },
      topicIcon(topic),
      h(
        "span",
        { class: "row-words" },
        h("span", { class: "row-top" }, h("b", {}, name), topic?.closed && icon("lock", "tiny"), last && h("time", {}, clockOrDay(last.date * 1000))),
        h("span", { class: "row-bottom" }, h("span", { class: "row-preview" }, last ? preview(last) : "Belum ada pesan"), badge(this.#store.unread(chat, topic?.id))),
      ),
    );
  }

  // ---- the thread --------------------------------------------------------------------------

  #renderThread(group) {
    const topic = typeof this.#topic === "number" ? this.#store.topic(this.#topic) : undefined;
    if (typeof this.#topic === "number" && !topic) return this.#go(null);
    const title = topic?.name ?? "General";
    return this.chat.show({
      chat: group.id,
      topic: topic?.id,
      actor: this.actor,
      head: { picture: topicIcon(topic), title, subtitle: [group.title, topic?.closed && "ditutup"].filter(Boolean).join(" · "), tools: [this.#actorSwitch()], menu: () => this.#menu(topic) },
    });
  }

  #menu(topic) {
    const { actor } = this;
    const act = (action) => attempt(() => api.topic(this.#store.group.id, topic.id, action));
    return [
      topic && { label: topic.closed ? "Buka topik" : "Tutup topik", icon: "lock", run: () => act(topic.closed ? "reopen" : "close") },
      topic && { label: "Hapus topik", icon: "close", danger: true, run: () => act("delete") },
      actor.standing !== "creator" && {
        label: actor.standing === "administrator" ? `Jadikan ${actor.first_name} anggota biasa` : `Jadikan ${actor.first_name} administrator`,
        icon: "staff",
        run: () => this.#setStanding(actor, actor.standing === "administrator" ? "member" : "administrator", false),
      },
      actor.standing !== "member" && {
        label: actor.anonymous ? `${actor.first_name} menulis dengan nama` : `${actor.first_name} menulis anonim`,
        icon: "smile",
        run: () => this.#setStanding(actor, actor.standing, !actor.anonymous),
      },
    ];
  }

  async #setStanding(user, standing, anonymous) {
    await attempt(() => api.standing(user.id, standing, anonymous));
    await attempt(() => this.#store.loadWorld());
  }

  // ---- who acts ----------------------------------------------------------------------------

  #actorSwitch() {
    const { actor } = this;
    const label = `Bertindak sebagai ${nameOf(actor)} (${standingOf(actor)})`;
    const button = h("button", { type: "button", class: "actor-switch", "aria-label": label, title: label, onclick: () => openMenu(button, this.#actors()) }, avatar(actor.id, nameOf(actor), "small"), h("span", {}, actor.first_name, h("small", {}, standingOf(actor))), icon("down", "tiny"));
    return button;
  }

  #actors() {
    return this.#store.staff.map((user) => ({
      label: nameOf(user),
      note: standingOf(user),
      checked: user.id === this.actor.id,
      run: () => this.actAs(user.id),
    }));
  }

  actAs(id) {
    this.#actorId = id;
    localStorage.setItem(ACTOR_KEY, String(id));
    this.render();
  }
}
