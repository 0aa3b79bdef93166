// The session travels in cookies that scripts cannot read, but for the time at which its access token ends.

const EXPIRY_COOKIES = ["__Host-pawpal-expires", "pawpal-expires"];
const LOCK = "pawpal-session";

/** Seconds (as text) at which the access token of this browser ends; null without a session. */
export function expiryOf(cookieText) {
  const pairs = cookieText.split("; ").map(pair => [pair.split("=", 1)[0], pair.slice(pair.indexOf("=") + 1)]);
  const cookies = new Map(pairs);
  const name = EXPIRY_COOKIES.find(known => cookies.get(known));
  return name ? cookies.get(name) : null;
}

/**
 * Trades the refresh token for a new session. A refresh token is good for one use, and a second use ends the whole
 * session: so one tab at a time, and a tab that finds a newer session than the one it saw fail takes that instead.
 */
export class Session {
  #fetch;
  #readExpiry;
  #locks;
  #renewing = null;

  constructor({ fetch, readExpiry, locks }) {
    this.#fetch = fetch;
    this.#readExpiry = readExpiry;
    this.#locks = locks;
  }

  /** What to give to renew() if a call that starts now is refused. */
  seen() {
    return this.#readExpiry();
  }

  /** True when there is a session to try again with; false when it has ended. Throws when nobody answers. */
  renew(seen) {
    this.#renewing ??= this.#alone(() => this.#renewOnce(seen)).finally(() => { this.#renewing = null; });
    return this.#renewing;
  }

  // navigator.locks is missing outside secure contexts (plain http on a home network): there one tab is the rule.
  #alone(work) {
    return this.#locks ? this.#locks.request(LOCK, work) : work();
  }

  async #renewOnce(seen) {
    const current = this.#readExpiry();
    if (current !== null && current !== seen) return true;
    const response = await this.#fetch("/api/v1/accounts/refresh", {
      method: "POST",
      headers: { "PawPal-Client": "browser" },
      signal: AbortSignal.timeout(15_000),
    });
    if (response.ok) return true;
    if (response.status >= 500) throw new TypeError(`refresh answered ${response.status}`);
    const now = this.#readExpiry();
    return now !== null && now !== current;
  }
}
