import assert from "node:assert/strict";
import { test } from "node:test";
import { expiryOf, Session } from "../../../src/Web/wwwroot/js/session.js";

/** One at a time, as navigator.locks is. */
function lockManager() {
  let last = Promise.resolve();
  return { request: (_, work) => (last = last.then(work, work)) };
}

function server({ status = 204, onRefresh = () => {} } = {}) {
  const calls = [];
  const fetch = async (path, options) => {
    calls.push({ path, options });
    onRefresh();
    return { ok: status < 300, status };
  };
  return { calls, fetch };
}

test("the expiry is found under either name", () => {
  assert.equal(expiryOf("a=b; pawpal-expires=1700000000"), "1700000000");
  assert.equal(expiryOf("__Host-pawpal-expires=17; pawpal-expires=16"), "17");
  assert.equal(expiryOf(""), null);
  assert.equal(expiryOf("pawpal-expires="), null);
});

test("calls that fail together renew together", async () => {
  const { calls, fetch } = server();
  const session = new Session({ fetch, readExpiry: () => "1", locks: lockManager() });
  assert.deepEqual(await Promise.all([session.renew("1"), session.renew("1")]), [true, true]);
  assert.equal(calls.length, 1);
  assert.equal(calls[0].options.headers["PawPal-Client"], "browser");
});

test("a second tab takes the session that the first one has just renewed", async () => {
  let expiry = "1";
  const locks = lockManager();
  const { calls, fetch } = server({ onRefresh: () => { expiry = "2"; } });
  const tabs = [1, 2].map(() => new Session({ fetch, readExpiry: () => expiry, locks }));
  assert.deepEqual(await Promise.all(tabs.map(tab => tab.renew("1"))), [true, true]);
  assert.equal(calls.length, 1);
});

test("a refused refresh ends the session", async () => {
  const { fetch } = server({ status: 401 });
  const session = new Session({ fetch, readExpiry: () => "1", locks: undefined });
  assert.equal(await session.renew("1"), false);
});

test("a server in trouble ends nothing", async () => {
  const { fetch } = server({ status: 503 });
  const session = new Session({ fetch, readExpiry: () => "1", locks: undefined });
  await assert.rejects(session.renew("1"), TypeError);
});

test("without a session there is still one try: the refresh cookie cannot be seen", async () => {
  const { calls, fetch } = server();
  const session = new Session({ fetch, readExpiry: () => null, locks: undefined });
  assert.equal(await session.renew(null), true);
  assert.equal(calls.length, 1);
});
