import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeWav } from "../../../src/Web/wwwroot/js/wav.js";

test("a file of two chunks has one header and all samples in order", () => {
  const view = new DataView(encodeWav([Float32Array.of(0, 0.5), Float32Array.of(-0.5)], 16_000));
  assert.equal(view.byteLength, 44 + 6);
  assert.equal(view.getUint32(4, true), view.byteLength - 8);
  assert.equal(view.getUint32(24, true), 16_000);
  assert.equal(view.getUint32(40, true), 6);
  assert.deepEqual([44, 46, 48].map(at => view.getInt16(at, true)), [0, 16384, -16384]);
});

test("what is too loud is cut, not wrapped round", () => {
  const view = new DataView(encodeWav([Float32Array.of(2, -2)], 48_000));
  assert.equal(view.getInt16(44, true), 32767);
  assert.equal(view.getInt16(46, true), -32768);
});

test("no sound is still a file", () => {
  assert.equal(encodeWav([], 16_000).byteLength, 44);
});
