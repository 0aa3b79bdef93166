import { call } from "./api.js";

const EVENTS = "[data-event]";

/** The board of the day, as the server renders it. */
export class Board {
  #refreshing = null;
  #again = false;

  constructor(place, dock) {
    this.place = place;
    this.dock = dock;
  }

  /** Fetches the board anew; what was not there before is marked for a moment. Calls during a fetch share one more. */
  refresh() {
    if (this.#refreshing) this.#again = true;
    this.#refreshing ??= this.#swap().finally(() => {
      this.#refreshing = null;
      if (this.#again) {
        this.#again = false;
        return this.refresh();
      }
    });
    return this.#refreshing;
  }

  async #swap() {
    const html = await (await call("/today")).text();
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const known = new Set(Array.from(this.place.querySelectorAll(EVENTS), event => event.dataset.event));
    this.place.replaceChildren(...fresh.body.children);
    const added = Array.from(this.place.querySelectorAll(EVENTS)).filter(event => !known.has(event.dataset.event));
    added.forEach(event => event.classList.add("new"));
    if (added[0]) this.#reveal(added[0]);
  }

  // The dock covers the lower part of the window, and the name of the pet stands above its events.
  #reveal(event) {
    event.style.scrollMarginBottom = `${this.dock.offsetHeight + 16}px`;
    event.style.scrollMarginTop = "8rem";
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    event.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
  }
}
