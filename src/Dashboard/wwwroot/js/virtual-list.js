// Tells the owner which rows are in view, one message at a time, and keeps the end in view where asked.
const watched = new WeakMap();

export function watch(element, owner, rowHeight, growsAtEnd) {
  let isSending = false;
  let isStale = false;
  let sent = '';
  async function report() {
    if (isSending) { isStale = true; return; }
    const top = Math.floor(element.scrollTop / rowHeight);
    const height = Math.ceil(element.clientHeight / rowHeight);
    const below = element.scrollHeight - element.clientHeight - element.scrollTop;
    const isAtEnd = growsAtEnd ? below < rowHeight : element.scrollTop < rowHeight;
    const message = `${Math.floor(top / 6)} ${height} ${isAtEnd}`;
    if (message === sent || height === 0) return;
    sent = message;
    isSending = true;
    try { await owner.invokeMethodAsync('OnScrolled', top, height, isAtEnd); } catch { /* the page was left */ }
    isSending = false;
    if (isStale) { isStale = false; report(); }
  }
  const resized = new ResizeObserver(report);
  resized.observe(element);
  element.addEventListener('scroll', report, { passive: true });
  watched.set(element, { resized, rowHeight });
}

export function forget(element) {
  watched.get(element)?.resized.disconnect();
  watched.delete(element);
}

export function toEnd(element, growsAtEnd) {
  element.scrollTop = growsAtEnd ? element.scrollHeight : 0;
}

export function toRow(element, row) {
  element.scrollTop = row * (watched.get(element)?.rowHeight ?? 0);
}
