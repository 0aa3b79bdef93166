const key = 'pawpal-dashboard-theme';
const themes = ['system', 'dark', 'light'];
const root = document.documentElement;

export const current = () => root.dataset.theme ?? 'system';

export function next() {
  const theme = themes[(themes.indexOf(current()) + 1) % themes.length];
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try { localStorage.setItem(key, theme); } catch { /* no storage: for this window only */ }
  return theme;
}
