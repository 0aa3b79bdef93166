const HEADER_BYTES = 44;

/** A RIFF WAVE file of 16-bit mono PCM from chunks of samples between -1 and 1. */
export function encodeWav(chunks, sampleRate) {
  const samples = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + samples * 2));
  const ascii = (offset, text) => [...text].forEach((c, i) => view.setUint8(offset + i, c.charCodeAt(0)));
  ascii(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + samples * 2, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, "data");
  view.setUint32(40, samples * 2, true);
  let offset = HEADER_BYTES;
  for (const chunk of chunks)
    for (const sample of chunk) {
      const level = Math.max(-1, Math.min(1, sample));
      view.setInt16(offset, Math.round(level < 0 ? level * 0x8000 : level * 0x7fff), true);
      offset += 2;
    }
  return view.buffer;
}
