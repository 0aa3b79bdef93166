import { encodeWav } from "./wav.js";
import { loudness, SilenceWatch } from "./silence.js";

const WANTED_RATE = 16_000;
const LONGEST_MS = 30_000;

/** Why there is no sound to be had, in words for the person. */
export class NoMicrophone extends Error {}

/** Null when this page may ask for a microphone, else what to do. */
export function microphoneHindrance() {
  if (!window.isSecureContext)
    return "The browser gives pages a microphone only over https. Open PawPal at its https address, or type.";
  if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode)
    return "This browser has no microphone for pages. Type instead, or try a current browser.";
  return null;
}

/**
 * Records until stop() or, in hands-free use, until the speaker pauses. Events by callback: onLevel(0..1) and
 * onEnd(reason) with "pause", "nothing" or "long"; the owner then calls stop().
 */
export class Recorder {
  handsFree = false;
  #chunks = [];
  #stream;
  #context;
  #watch = new SilenceWatch();
  #recordedMs = 0;
  #ended = false;

  constructor({ onLevel, onEnd }) {
    this.onLevel = onLevel;
    this.onEnd = onEnd;
  }

  async start() {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      const source = this.#connectable();
      await this.#context.audioWorklet.addModule(new URL("./capture-worklet.js", import.meta.url));
      const capture = new AudioWorkletNode(this.#context, "capture", {
        numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit",
      });
      capture.port.onmessage = message => this.#take(message.data);
      source.connect(capture);
      await this.#context.resume();
    } catch (cause) {
      this.#release();
      throw new NoMicrophone(hindranceOf(cause), { cause });
    }
  }

  /** Ends the recording: { wav, durationMs, heard }. */
  stop() {
    this.#ended = true;
    const rate = this.#context.sampleRate;
    this.#release();
    return { wav: encodeWav(this.#chunks, rate), durationMs: this.#recordedMs, heard: this.#watch.heard };
  }

  // Firefox refuses to join a stream and a context of different rates: then the device's own rate is sent.
  #connectable() {
    try {
      this.#context = new AudioContext({ sampleRate: WANTED_RATE });
      return this.#context.createMediaStreamSource(this.#stream);
    } catch {
      this.#context?.close();
      this.#context = new AudioContext();
      return this.#context.createMediaStreamSource(this.#stream);
    }
  }

  #take(chunk) {
    if (this.#ended) return;
    const durationMs = chunk.length * 1_000 / this.#context.sampleRate;
    const level = loudness(chunk);
    this.#chunks.push(chunk);
    this.#recordedMs += durationMs;
    this.onLevel(Math.min(1, level * 5));
    const verdict = this.#watch.take(level, durationMs);
    if (this.#recordedMs >= LONGEST_MS) this.#end("long");
    else if (this.handsFree && verdict !== "listening") this.#end(verdict === "done" ? "pause" : "nothing");
  }

  #end(reason) {
    this.#ended = true;
    this.onEnd(reason);
  }

  #release() {
    this.#stream?.getTracks().forEach(track => track.stop());
    this.#context?.close();
  }
}

function hindranceOf(error) {
  switch (error?.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "The microphone is blocked for this page. Allow it beside the address and press again, or type.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "No microphone was found. Connect one and press again, or type.";
    case "NotReadableError":
    case "AbortError":
      return "Another program holds the microphone. Close it and press again, or type.";
    default:
      return "The microphone could not be started. Typing works.";
  }
}
