// The theme that was chosen, set before anything is drawn. Without storage (a private window) the system decides.
try {
  const theme = localStorage.getItem('pawpal-dashboard-theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch { /* no storage */ }
