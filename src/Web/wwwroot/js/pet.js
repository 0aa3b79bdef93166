import { call, newKey } from "./api.js";
import { submitByScript } from "./forms.js";
import { VoiceOut } from "./voice-out.js";

const form = document.getElementById("pet-form");
const hear = document.getElementById("hear");
const voice = new VoiceOut();
// One key for one pet: pressing again after a lost answer must not add it twice. What is changed is another pet.
let key = newKey();
form.addEventListener("input", () => { key = newKey(); });

submitByScript(form, async ({ name, species, soundsLike }) => {
  const json = { name: name.trim(), species, soundsLike: soundsLike.trim() || null };
  await call("/api/v1/pets", { method: "POST", key, json });
  location.assign("/");
});

hear.addEventListener("click", async () => {
  const text = form.elements.soundsLike.value.trim() || form.elements.name.value.trim();
  if (!text) return;
  voice.unlock();
  const spoken = await voice.say(text, { evenMuted: true });
  hear.title = spoken ? "" : "PawPal has no voice at the moment";
  hear.classList.toggle("failed", !spoken);
});
hear.disabled = false;
