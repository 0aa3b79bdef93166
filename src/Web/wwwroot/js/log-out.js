import { call, Unreachable } from "./api.js";

/** Ends the session on the server and in this browser. */
export async function logOut(button, onProblem) {
  button.disabled = true;
  try {
    await call("/api/v1/accounts/logout", { method: "POST", renew: false });
  } catch (error) {
    if (error instanceof Unreachable) {
      button.disabled = false;
      onProblem("PawPal cannot be reached, so you are still logged in.");
      return;
    }
    // A session that has ended already is what was asked for.
  }
  sessionStorage.clear();
  await dropCookies();
  location.replace("/");
}

/** Cookies that scripts cannot read are the server's to drop. */
export const dropCookies = () => call("/session/end", { method: "POST", renew: false });
