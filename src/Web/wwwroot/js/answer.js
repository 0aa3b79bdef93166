import { describe } from "./understood.js";

/** The place where PawPal answers. Everything in it is text: nothing that came from outside is ever markup. */
export class AnswerView {
  constructor(region, dock) {
    this.region = region;
    this.dock = dock;
  }

  /** listening, thinking or idle: what the dock is at. */
  set state(state) {
    this.dock.dataset.state = state;
  }

  clear() {
    this.region.hidden = true;
    this.region.replaceChildren();
  }

  /** The outcome of a command, with buttons: [{ label, act, name }]. */
  show(outcome, buttons = []) {
    const understood = outcome.understood ?? [];
    this.#fill("answered", [
      outcome.transcript && element("p", "heard", `“${outcome.transcript}”`),
      element("p", "reply", outcome.reply),
      understood.length && element("ul", "understood", understood.map(frame => element("li", "", describe(frame)))),
      buttonsOf(buttons),
    ]);
  }

  /** A question that buttons answer. */
  ask(words, buttons) {
    this.#fill("asking", [element("p", "reply", words), buttonsOf(buttons)]);
  }

  /** Something is in the way; the person can do something about it. */
  notice(words, buttons = []) {
    this.#fill("notice", [element("p", "reply", words), buttonsOf(buttons)]);
  }

  #fill(kind, children) {
    this.region.className = `answer ${kind}`;
    const close = element("button", "close", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Close the answer");
    close.addEventListener("click", () => this.clear());
    this.region.replaceChildren(...children.filter(Boolean), close);
    this.region.hidden = false;
  }
}

function buttonsOf(buttons) {
  return buttons.length && element("div", "answer-buttons", buttons.map(({ label, act, name }) => {
    const button = element("button", "button", label);
    button.type = "button";
    button.dataset.act = name;
    button.addEventListener("click", act);
    return button;
  }));
}

function element(tag, className, content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...[content].flat());
  return made;
}
