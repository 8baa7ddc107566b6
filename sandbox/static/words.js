// A message in one line of plain words.

const SERVICE_WORDS = [
  ["forum_topic_created", (value) => `Topik “${value.name}” dibuat`],
  ["forum_topic_edited", (value) => (value.name ? `Topik berganti nama: “${value.name}”` : "Topik diubah")],
  ["forum_topic_closed", () => "Topik ditutup"],
  ["forum_topic_reopened", () => "Topik dibuka kembali"],
  ["pinned_message", () => "Pesan disematkan"],
  ["migrate_to_chat_id", () => "Grup menjadi supergrup"],
  ["new_chat_members", (people) => `${people.map((person) => person.first_name).join(", ")} bergabung`],
  ["left_chat_member", (person) => `${person.first_name} keluar`],
];

/** What happened in the chat, for a message that nobody wrote; null for one that somebody did. */
export function serviceWords(message) {
  const found = SERVICE_WORDS.find(([key]) => message[key] !== undefined);
  return found ? found[1](message[found[0]]) : null;
}

/** One line that stands for the message: in lists, quotes and the pinned bar. */
export function preview(message) {
  if (!message) return "";
  const words = serviceWords(message);
  if (words) return words;
  const text = (message.text ?? message.caption ?? "").replace(/\s+/g, " ").trim();
  if (message.document) {
    const about = text || message.document.file_name;
    return about.startsWith("📄") ? about : `📄 ${about}`;
  }
  if (message.photo) return text ? `🖼 ${text}` : "🖼 Foto";
  if (message.sticker) return `${message.sticker.emoji ?? ""} Stiker`.trim();
  if (message.contact) return "👤 Kontak";
  return text;
}
