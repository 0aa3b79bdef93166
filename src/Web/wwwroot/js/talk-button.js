import { microphoneHindrance, NoMicrophone, Recorder } from "./recorder.js";

const TAP_MS = 350;
const SHORTEST_MS = 300;
const REST = "Hold to talk, or tap";

/**
 * The microphone button. Held (finger, mouse or Space), it listens until it is let go; tapped (or Enter, or a click of
 * an assistive technology), until the next tap or a pause.
 */
export class TalkButton {
  #recorder = null;
  #pressedAt = null;
  #starting = false;
  #pointerClick = false;

  constructor({ button, hint, level, answer, commands, voice }) {
    Object.assign(this, { button, hint, level, answer, commands, voice });
    button.addEventListener("pointerdown", event => this.#pointerDown(event));
    button.addEventListener("pointerup", () => this.#release());
    button.addEventListener("pointercancel", () => this.#pointerCancel());
    button.addEventListener("contextmenu", event => event.preventDefault());
    button.addEventListener("click", () => this.#click());
    button.addEventListener("keydown", event => this.#key(event, () => this.#press()));
    button.addEventListener("keyup", event => this.#key(event, () => this.#release()));
    button.disabled = false;
  }

  #pointerDown(event) {
    if (event.button !== 0) return;
    this.#pointerClick = true;
    this.button.setPointerCapture(event.pointerId);
    this.#press();
  }

  #pointerCancel() {
    this.#pointerClick = false;
    this.#release();
  }

  // A click without a pointer comes from Enter, from a screen reader or from voice control.
  #click() {
    if (this.#pointerClick) {
      this.#pointerClick = false;
      return;
    }
    this.#press();
    this.#release();
  }

  #key(event, act) {
    if (event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) act();
  }

  #press() {
    this.voice.unlock();
    this.voice.hush();
    if (this.#starting) return;
    if (this.#recorder) {
      this.#finish();
      return;
    }
    if (!this.commands.busy) {
      this.#pressedAt = performance.now();
      this.#start();
    }
  }

  #release() {
    if (this.#pressedAt === null) return;
    const held = performance.now() - this.#pressedAt;
    this.#pressedAt = null;
    if (!this.#recorder) return;
    // Let go while the browser was still asking for the microphone: go on without the hand.
    if (this.#starting || held < TAP_MS) this.#goHandsFree();
    else this.#finish();
  }

  async #start() {
    const hindrance = microphoneHindrance();
    if (hindrance) {
      this.answer.notice(hindrance);
      return;
    }
    this.#starting = true;
    this.#say("starting", "One moment…");
    this.#recorder = new Recorder({
      onLevel: level => this.level.style.setProperty("--level", level.toFixed(2)),
      onEnd: reason => this.#finish(reason),
    });
    try {
      await this.#recorder.start();
      this.button.setAttribute("aria-pressed", "true");
      navigator.vibrate?.(20);
      if (this.#pressedAt === null) this.#goHandsFree();
      else this.#say("listening", "Listening… let go to send");
    } catch (error) {
      this.#recorder = null;
      this.#rest();
      const known = error instanceof NoMicrophone;
      this.answer.notice(known ? error.message : "The microphone could not be started. Typing works.");
    } finally {
      this.#starting = false;
    }
  }

  #goHandsFree() {
    this.#recorder.handsFree = true;
    if (!this.#starting || this.button.getAttribute("aria-pressed") === "true")
      this.#say("listening", "Listening… tap to send");
  }

  async #finish(reason = "told") {
    const { wav, durationMs, heard } = this.#recorder.stop();
    this.#recorder = null;
    this.#pressedAt = null;
    if (durationMs < SHORTEST_MS) {
      this.#rest();
      this.answer.notice("That was too short. Hold the button while you speak.");
    } else if (reason === "nothing" || !heard) {
      this.#rest();
      this.answer.notice("I heard nothing. Is the microphone the right one, and on?");
    } else {
      this.#say("thinking", "One moment…");
      this.button.setAttribute("aria-pressed", "false");
      await this.commands.sendRecording(wav);
      this.#rest();
    }
  }

  #rest() {
    this.button.setAttribute("aria-pressed", "false");
    this.level.style.setProperty("--level", "0");
    this.#say("idle", REST);
  }

  #say(state, words) {
    this.answer.state = state;
    this.hint.textContent = words;
  }
}
