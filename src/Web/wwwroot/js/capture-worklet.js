// Runs on the audio thread: joins the render quanta (128 samples) to chunks of about 40 ms and posts them.
class Capture extends AudioWorkletProcessor {
  #chunk = new Float32Array(Math.round(sampleRate * 0.04));
  #filled = 0;

  process([input]) {
    const channel = input[0];
    if (!channel) return true;
    for (const sample of channel) {
      this.#chunk[this.#filled++] = sample;
      if (this.#filled === this.#chunk.length) {
        this.port.postMessage(this.#chunk);
        this.#filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("capture", Capture);
