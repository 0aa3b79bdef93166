const QUIETEST_SPEECH = 0.01;
const OVER_THE_NOISE = 3;

/** Loudness of a chunk, 0 to 1 (root mean square). */
export function loudness(chunk) {
  let sum = 0;
  for (const sample of chunk) sum += sample * sample;
  return chunk.length ? Math.sqrt(sum / chunk.length) : 0;
}

/**
 * Notices that somebody has spoken and then stopped. The noise of the room is taken from the quietest moments so far,
 * rising slowly, so that a fan that starts does not count as a voice for ever.
 */
export class SilenceWatch {
  #noise = Infinity;
  #quietMs = 0;
  #elapsedMs = 0;
  heard = false;

  constructor({ pauseMs = 1_200, patienceMs = 6_000 } = {}) {
    this.pauseMs = pauseMs;
    this.patienceMs = patienceMs;
  }

  /** "listening", "done" (spoke, then a pause) or "nothing" (nobody spoke for the whole patience). */
  take(level, durationMs) {
    this.#elapsedMs += durationMs;
    this.#noise = level < this.#noise ? level : this.#noise * (1 + 0.0002 * durationMs) + 1e-7;
    const threshold = Math.max(QUIETEST_SPEECH, Math.min(this.#noise * OVER_THE_NOISE, 0.1));
    if (level >= threshold) {
      this.heard = true;
      this.#quietMs = 0;
    } else {
      this.#quietMs += durationMs;
    }
    if (this.heard && this.#quietMs >= this.pauseMs) return "done";
    return !this.heard && this.#elapsedMs >= this.patienceMs ? "nothing" : "listening";
  }
}
