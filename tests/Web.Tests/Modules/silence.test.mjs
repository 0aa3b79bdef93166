import assert from "node:assert/strict";
import { test } from "node:test";
import { loudness, SilenceWatch } from "../../../src/Web/wwwroot/js/silence.js";

const CHUNK_MS = 40;

/** The time after which the watch no longer listens, and its verdict, over [level, milliseconds] stretches. */
function watch(stretches) {
  const silence = new SilenceWatch();
  let elapsed = 0;
  for (const [level, ms] of stretches)
    for (let t = 0; t < ms; t += CHUNK_MS) {
      elapsed += CHUNK_MS;
      const verdict = silence.take(level, CHUNK_MS);
      if (verdict !== "listening") return [verdict, elapsed];
    }
  return ["listening", elapsed];
}

test("speech and then a pause of 1.2 seconds is done", () => {
  assert.deepEqual(watch([[0.002, 400], [0.1, 1_000], [0.002, 5_000]]), ["done", 2_600]);
});

test("a breath between words is no end", () => {
  assert.equal(watch([[0.1, 800], [0.001, 800], [0.1, 800], [0.001, 800]])[0], "listening");
});

test("nobody who speaks for six seconds is nothing", () => {
  assert.deepEqual(watch([[0.003, 10_000]]), ["nothing", 6_000]);
});

test("speech over a steady fan is heard, and the fan alone is silence", () => {
  assert.equal(watch([[0.02, 400], [0.15, 1_000], [0.02, 3_000]])[0], "done");
});

test("a person who speaks from the first moment is heard", () => {
  const [verdict, elapsed] = watch([[0.1, 1_000], [0.001, 3_000]]);
  assert.equal(verdict, "done");
  assert.ok(elapsed <= 2_240, String(elapsed));
});

test("loudness is the root of the mean square", () => {
  assert.equal(loudness(Float32Array.of(0.5, -0.5)), 0.5);
  assert.equal(loudness(new Float32Array(0)), 0);
});
