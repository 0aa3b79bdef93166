// Tells the owner which rows are in view, one message at a time, and keeps the end in view until somebody scrolls away.
const lists = new WeakMap();

export function watch(element, owner, rowHeight, growsAtEnd) {
  const list = { owner, rowHeight, growsAtEnd, isStuck: true, last: 0, sent: '', isSending: false, isStale: false };
  list.resized = new ResizeObserver(() => {
    if (growsAtEnd && list.isStuck) element.scrollTop = element.scrollHeight;
    report(element, list);
  });
  list.resized.observe(element);
  element.addEventListener('scroll', () => {
    noteScroll(element, list);
    report(element, list);
  }, { passive: true });
  lists.set(element, list);
}

export function forget(element) {
  lists.get(element)?.resized.disconnect();
  lists.delete(element);
}

export function toEnd(element, growsAtEnd) {
  const list = lists.get(element);
  if (list) list.isStuck = true;
  element.scrollTop = growsAtEnd ? element.scrollHeight : 0;
}

export function toRow(element, row) {
  const list = lists.get(element);
  if (!list) return;
  list.isStuck = false;
  element.scrollTop = row * list.rowHeight;
  list.last = element.scrollTop;
}

// Growing content leaves the end by itself: only scrolling up is a wish to leave it.
function noteScroll(element, list) {
  const below = element.scrollHeight - element.clientHeight - element.scrollTop;
  if (!list.growsAtEnd) list.isStuck = element.scrollTop < list.rowHeight;
  else if (below < list.rowHeight) list.isStuck = true;
  else if (element.scrollTop < list.last) list.isStuck = false;
  list.last = element.scrollTop;
}

async function report(element, list) {
  if (list.isSending) { list.isStale = true; return; }
  const top = Math.floor(element.scrollTop / list.rowHeight);
  const height = Math.ceil(element.clientHeight / list.rowHeight);
  // A few rows more are rendered than are seen: small moves are no news.
  const message = `${Math.floor(top / 6)} ${height} ${list.isStuck}`;
  if (message === list.sent || height === 0) return;
  list.sent = message;
  list.isSending = true;
  try { await list.owner.invokeMethodAsync('OnScrolled', top, height, list.isStuck); } catch { /* the page was left */ }
  list.isSending = false;
  if (list.isStale) { list.isStale = false; report(element, list); }
}
