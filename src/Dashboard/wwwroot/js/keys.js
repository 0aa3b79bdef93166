// One key, one act: whatever carries aria-keyshortcuts is clicked (or focused, if one types into it).
// Rows of tables are walked with the arrows or j and k, and opened with Enter.

const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
const leaps = { PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity };

const typesInto = element => element.matches?.('textarea, select, [contenteditable], input:not([type=checkbox])');
const isShown = element => element.checkVisibility({ visibilityProperty: true });
const focusedRow = () => document.activeElement?.closest('[data-row]');

function byShortcut(key) {
  const scope = document.querySelector('dialog[open]') ?? document;
  return [...scope.querySelectorAll('[aria-keyshortcuts]')].findLast(element =>
    element.getAttribute('aria-keyshortcuts').split(' ').includes(key) && !element.disabled && isShown(element));
}

function walk(step) {
  const rows = [...document.querySelectorAll('[data-row]')].filter(isShown);
  if (rows.length === 0) return false;
  const here = focusedRow() ?? document.querySelector('[data-row][aria-current]');
  const at = rows.indexOf(here);
  const row = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
  // With the details open, they follow.
  if (row !== here && document.querySelector('.details') && row.dataset.row === 'follows') row.click();
  return true;
}

function expand(row, isOpening) {
  const toggle = row.querySelector('[aria-expanded]');
  if (!toggle) return false;
  if ((toggle.getAttribute('aria-expanded') === 'true') !== isOpening) toggle.click();
  return true;
}

function onRows(key) {
  if (key in steps) return walk(steps[key]);
  const row = focusedRow();
  if (!row) return false;
  if (key in leaps) return walk(leaps[key]);
  if (key === 'ArrowRight' || key === 'ArrowLeft') return expand(row, key === 'ArrowRight');
  if (key !== 'Enter' || row !== document.activeElement) return false;
  row.click();
  return true;
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typesInto(event.target)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  if (event.target.matches?.('button, a, summary') && (event.key === 'Enter' || event.key === ' ')) return;
  const target = byShortcut(event.key);
  if (target) {
    event.preventDefault();
    if (typesInto(target)) target.focus();
    else target.click();
  } else if (!document.querySelector('dialog[open]') && onRows(event.key)) {
    event.preventDefault();
  }
});
