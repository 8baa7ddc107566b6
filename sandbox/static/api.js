// The sandbox's HTTP interface as the page needs it: /sim/* and its stream of events.

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError(0, "Server demo tidak terjangkau");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, body.error ?? `Server menjawab ${response.status}`);
  return body;
}

function get(path, query = {}) {
  const known = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return call(known.length ? `${path}?${new URLSearchParams(known)}` : path);
}

const post = (path, body = {}) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const api = {
  world: () => get("/sim/world"),
  transcript: (chat, topic) => get("/sim/transcript", { chat, topic, limit: 200 }),
  /** content: {text} | {document} | {photo} | {sticker} | {contact}, with reply_to? and anonymous? */
  send: (chat, from, topic, content) => post("/sim/message", { chat, from, ...(topic ? { topic } : {}), ...content }),
  tap: (chat, from, messageId, data) => post("/sim/tap", { chat, from, message_id: messageId, data }),
  callback: (id) => get("/sim/callback", { id }),
  mails: () => get("/sim/mail"),
  block: (user, blocked) => post("/sim/block", { user, blocked }),
  standing: (user, standing, anonymous) => post("/sim/standing", { user, standing, anonymous }),
  foundGroup: (title, user) => post("/sim/group", { title, user }),
  setMember: (chat, user, standing, by) => post("/sim/member", { chat, user, standing, by }),
  migrate: (chat, by) => post("/sim/migrate", { chat, by }),
  topic: (chat, topic, action) => post("/sim/topic", { chat, topic, action }),
  portal: () => get("/sim/portal"),
  ticket: (number) => get("/sim/portal/ticket", { number }),
  /** action: pay, refund, cancel, issue, transfer, invoice, reply, status */
  portalAction: (action, body) => post(`/sim/portal/${action}`, body),
  attachmentAddress: (id) => `/sim/portal/attachment?id=${encodeURIComponent(id)}`,
  fileAddress: (fileId) => `/sim/file/${encodeURIComponent(fileId)}`,
};

const RETRY_MS = 1500;

/** Follow what happens; `onState(connected)` tells when the line drops and when it is back. */
export function follow(onEvent, onState) {
  const stream = new EventSource("/sim/events");
  stream.onopen = () => onState(true);
  stream.onmessage = (event) => onEvent(JSON.parse(event.data));
  stream.onerror = () => {
    // By itself the browser tries again only after some failures, and later than people like.
    stream.close();
    onState(false);
    setTimeout(() => follow(onEvent, onState), RETRY_MS);
  };
}
