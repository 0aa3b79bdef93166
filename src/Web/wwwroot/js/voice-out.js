import { call } from "./api.js";

const MUTED = "pawpal-muted";

/** Says replies aloud. Whatever goes wrong in here costs the sound only: the words are on the screen. */
export class VoiceOut {
  #context = null;
  #playing = null;
  #turn = 0;

  get muted() {
    return localStorage.getItem(MUTED) === "yes";
  }

  set muted(value) {
    localStorage.setItem(MUTED, value ? "yes" : "no");
    if (value) this.hush();
  }

  /** To be called in a gesture: browsers let a page make sound only after one. */
  unlock() {
    try {
      this.#context ??= new AudioContext();
      this.#context.resume();
    } catch {
      this.#context = null;
    }
  }

  /** Reads aloud, unless muted (or asked for expressly). Resolves to false when no sound could be had. */
  async say(text, { evenMuted = false } = {}) {
    this.hush();
    const unwanted = () => this.muted && !evenMuted;
    if (unwanted() || !text) return true;
    const turn = ++this.#turn;
    try {
      const response = await call("/api/v1/voice/speech", { method: "POST", json: { text: text.slice(0, 500) } });
      const audio = await response.arrayBuffer();
      if (!this.#context) this.unlock();
      const buffer = await this.#context.decodeAudioData(audio);
      if (turn !== this.#turn || unwanted()) return true;
      this.#playing = new AudioBufferSourceNode(this.#context, { buffer });
      this.#playing.connect(this.#context.destination);
      this.#playing.start();
      return true;
    } catch {
      return false;
    }
  }

  /** Silence, now: somebody talks, or wants quiet. */
  hush() {
    this.#turn++;
    this.#playing?.stop();
    this.#playing = null;
  }
}
