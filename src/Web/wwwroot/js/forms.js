import { Problem } from "./api.js";

/**
 * Sends a form by script: the fields are checked first, and what the server says against a field (errors[].pointer)
 * stands beside that field, what it says against the whole above the form.
 */
export function submitByScript(form, send) {
  const button = form.querySelector("[type=submit]");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    clear(form);
    if (!checkFields(form)) return;
    button.disabled = true;
    try {
      await send(Object.fromEntries(new FormData(form)));
    } catch (error) {
      show(form, error);
      button.disabled = false;
    }
  });
  button.disabled = false;
}

function checkFields(form) {
  const invalid = Array.from(form.elements).filter(field => field.willValidate && !field.validity.valid);
  invalid.forEach(field => mark(form, field.name, wordsFor(field)));
  invalid[0]?.focus();
  return invalid.length === 0;
}

function wordsFor(field) {
  if (field.validity.valueMissing) return "This is needed.";
  if (field.validity.tooShort) return `At least ${field.minLength} characters, please.`;
  if (field.validity.patternMismatch) return "Letters, spaces and apostrophes only.";
  return field.validationMessage;
}

function show(form, error) {
  const errors = error instanceof Problem ? error.errors : [];
  const placed = errors.filter(({ pointer, detail }) => mark(form, pointer?.replace(/^\//, ""), detail));
  if (placed.length > 0) form.elements[placed[0].pointer.slice(1)]?.focus?.();
  if (placed.length === errors.length && placed.length > 0) return;
  const whole = form.querySelector(".problem");
  whole.textContent = error.message;
  whole.hidden = false;
}

function mark(form, name, words) {
  const place = name && form.querySelector(`#${CSS.escape(name)}-wrong`);
  if (!place) return false;
  place.textContent = words || "This was not accepted.";
  place.hidden = false;
  form.elements[name]?.setAttribute?.("aria-invalid", "true");
  return true;
}

function clear(form) {
  form.querySelectorAll(".wrong, .problem").forEach(place => { place.hidden = true; });
  form.querySelectorAll("[aria-invalid]").forEach(field => field.removeAttribute("aria-invalid"));
}
