import { Session, expiryOf } from "./session.js";

const PATIENCE_MS = 20_000;

/** Nobody answered: the network, the gateway or what is behind it is away. The same request may be sent again. */
export class Unreachable extends Error {}

/** The session has ended and could not be renewed. */
export class SessionEnded extends Error {}

/** The server answered with a problem (RFC 9457); the message is for the person. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || `The server answered with ${status}.`);
    this.status = status;
    this.errors = Array.isArray(body?.errors) ? body.errors : [];
  }
}

export const session = new Session({
  fetch: (...request) => fetch(...request),
  readExpiry: () => expiryOf(document.cookie),
  locks: navigator.locks,
});

/**
 * One call to the server this page came from. A refused session is renewed and the call repeated, once.
 * Options: method, json or (body and type), key (Idempotency-Key), renew (false for the account's own forms).
 */
export async function call(path, options = {}) {
  const seen = session.seen();
  let response = await send(path, options);
  if (response.status === 401 && options.renew !== false) {
    if (!await renewed(seen)) throw new SessionEnded("Your session has ended.");
    response = await send(path, options);
    if (response.status === 401) throw new SessionEnded("Your session has ended.");
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (problem === null && [502, 503, 504].includes(response.status))
    throw new Unreachable("PawPal cannot be reached.");
  throw new Problem(response.status, problem);
}

export const getJson = async path => (await call(path)).json();

async function renewed(seen) {
  try {
    return await session.renew(seen);
  } catch (cause) {
    throw new Unreachable("PawPal cannot be reached.", { cause });
  }
}

async function send(path, { method = "GET", json, body, type, key }) {
  const headers = { "PawPal-Client": "browser" };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  if (type) headers["Content-Type"] = type;
  if (key) headers["Idempotency-Key"] = key;
  try {
    return await fetch(path, {
      method,
      headers,
      body: json === undefined ? body : JSON.stringify(json),
      signal: AbortSignal.timeout(PATIENCE_MS),
      cache: "no-store",
    });
  } catch (cause) {
    throw new Unreachable("PawPal cannot be reached.", { cause });
  }
}

async function readProblem(response) {
  if (!response.headers.get("Content-Type")?.includes("json")) return null;
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** A key for one act of the person; the same act sent again carries the same key. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // randomUUID is missing outside secure contexts.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
