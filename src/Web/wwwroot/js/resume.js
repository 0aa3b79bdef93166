// The server found an access token that has ended: renew the session and look again. A browser that does not keep
// the new cookies would come back here for ever, so the second time within a short while counts as ended.
import { session } from "./api.js";
import { dropCookies } from "./log-out.js";

const TRIED = "pawpal-resumed-at";
const SHORT_WHILE_MS = 10_000;
const words = document.getElementById("resume-words");

resume();

async function resume() {
  try {
    const seen = document.querySelector("[data-seen]")?.dataset.seen ?? null;
    const triedAt = Number(sessionStorage.getItem(TRIED) ?? 0);
    const again = Date.now() - triedAt < SHORT_WHILE_MS;
    sessionStorage.setItem(TRIED, String(Date.now()));
    if (!again && await session.renew(seen)) {
      location.reload();
      return;
    }
    await dropCookies();
    location.replace("/login?ended=true");
  } catch {
    words.textContent = "PawPal cannot be reached. Trying again in a moment…";
    sessionStorage.removeItem(TRIED);
    setTimeout(resume, 3_000);
  }
}
