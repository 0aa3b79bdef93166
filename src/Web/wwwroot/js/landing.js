import { call } from "./api.js";

const button = document.getElementById("try-demo");
const problem = document.getElementById("demo-problem");

button.addEventListener("click", async () => {
  button.disabled = true;
  problem.hidden = true;
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    await call("/api/v1/demo", { method: "POST", json: { timeZone }, renew: false });
    location.assign("/");
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
    button.disabled = false;
  }
});
button.disabled = false;
