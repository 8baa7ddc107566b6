// What the page knows of the sandbox's world: people, threads, and what has been read.
// A thread is a private chat, or one topic of the staff group.

import { api } from "./api.js";
import { serviceWords } from "./words.js";

const GENERAL = 1;
const TYPING_MS = 5500;
const SEEN_KEY = "sandbox.seen";

export const threadKey = (chat, topic) => (topic ? `${chat}/${topic}` : String(chat));

const EMPTY = Object.freeze({ messages: [], reply_keyboard: null, force_reply: null, commands: [], typing: null });

export class Store {
  #threads = new Map();
  #loading = new Map();
  #typing = new Map();
  #listeners = new Set();
  #seen = JSON.parse(localStorage.getItem(SEEN_KEY) ?? "{}");

  world = { bot: {}, users: [], chats: [] };

  onChange(listener) {
    this.#listeners.add(listener);
  }

  #changed(key) {
    for (const listener of this.#listeners) listener(key);
  }

  get customers() {
    return this.world.users.filter((user) => user.role === "customer");
  }

  get staff() {
    return this.world.users.filter((user) => user.role === "staff");
  }

  get group() {
    return this.world.chats.find((chat) => chat.is_forum);
  }

  /** Groups of customers; one that became a supergroup is gone. */
  get groups() {
    return this.world.chats.filter((chat) => chat.type !== "private" && !chat.is_forum && !chat.moved_to);
  }

  user(id) {
    return this.world.users.find((user) => user.id === id);
  }

  chat(id) {
    return this.world.chats.find((chat) => chat.id === id);
  }

  /** The group's topics; General is the group itself, as it is for bots. */
  get topics() {
    return (this.group?.topics ?? []).filter((topic) => topic.id !== GENERAL);
  }

  topic(id) {
    return this.topics.find((topic) => topic.id === id);
  }

  thread(chat, topic) {
    return this.#threads.get(threadKey(chat, topic)) ?? EMPTY;
  }

  loaded(chat, topic) {
    return this.#threads.has(threadKey(chat, topic));
  }

  /** Everything anew: at the start, after a broken line, after a reset. */
  async loadAll() {
    await this.loadWorld();
    await Promise.all(this.#places().map(({ chat, topic }) => this.load(chat, topic)));
  }

  /** The people and chats; threads of topics that are new are loaded too. */
  async loadWorld() {
    this.world = await api.world();
    this.#changed(null);
    const missing = this.#places().filter(({ chat, topic }) => !this.loaded(chat, topic));
    await Promise.all(missing.map(({ chat, topic }) => this.load(chat, topic)));
  }

  #places() {
    const places = [...this.customers, ...this.groups].map(({ id }) => ({ chat: id }));
    if (!this.group) return places;
    const topics = this.topics.map((topic) => ({ chat: this.group.id, topic: topic.id }));
    return [...places, { chat: this.group.id }, ...topics];
  }

  /** Read a thread; calls during a read lead to one more read after it. */
  load(chat, topic) {
    const key = threadKey(chat, topic);
    const running = this.#loading.get(key);
    if (running) {
      running.again = true;
      return running.done;
    }
    const run = { again: true };
    this.#loading.set(key, run);
    run.done = this.#read(key, chat, topic, run);
    return run.done;
  }

  async #read(key, chat, topic, run) {
    try {
      while (run.again) {
        run.again = false;
        const inGroup = chat === this.group?.id;
        const thread = await api.transcript(chat, topic ?? (inGroup ? GENERAL : undefined));
        this.#threads.set(key, { ...thread, messages: thread.messages.filter((message) => !message.deleted) });
        this.#changed(key);
      }
    } finally {
      this.#loading.delete(key);
    }
  }

  // ---- typing ------------------------------------------------------------------------------

  typing(chat, topic) {
    return this.#typing.get(threadKey(chat, topic))?.action ?? null;
  }

  setTyping(chat, topic, action) {
    const key = threadKey(chat, topic);
    clearTimeout(this.#typing.get(key)?.timer);
    this.#typing.delete(key);
    if (action) this.#typing.set(key, { action, timer: setTimeout(() => this.setTyping(chat, topic, null), TYPING_MS) });
    this.#changed(key);
  }

  // ---- read and unread ---------------------------------------------------------------------

  /** Messages of others that came after what was last looked at. */
  unread(chat, topic) {
    const { messages } = this.thread(chat, topic);
    const newest = messages.at(-1)?.message_id ?? 0;
    const seen = this.#seen[threadKey(chat, topic)] ?? 0;
    const mark = seen > newest ? 0 : seen;
    return messages.filter((message) => message.out && message.message_id > mark && !serviceWords(message)).length;
  }

  unreadInGroup() {
    const places = [undefined, ...this.topics.map((topic) => topic.id)];
    return places.reduce((sum, topic) => sum + this.unread(this.group?.id, topic), 0);
  }

  markSeen(chat, topic) {
    const key = threadKey(chat, topic);
    const newest = this.thread(chat, topic).messages.at(-1)?.message_id ?? 0;
    if (this.#seen[key] === newest) return;
    this.#remember(key, newest);
    this.#changed(key);
  }

  seenMail() {
    return this.#seen.mail ?? null;
  }

  markMailSeen(id) {
    this.#remember("mail", id);
  }

  #remember(key, value) {
    this.#seen[key] = value;
    localStorage.setItem(SEEN_KEY, JSON.stringify(this.#seen));
  }

  forget() {
    this.#threads.clear();
    this.#seen = {};
    localStorage.removeItem(SEEN_KEY);
  }
}
