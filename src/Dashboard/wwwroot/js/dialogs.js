// A button that opens or closes a dialog names it; a press beside the dialog closes it too.
document.addEventListener('click', event => {
  const { opens, closes } = event.target.closest('[data-opens], [data-closes]')?.dataset ?? {};
  if (opens) document.getElementById(opens)?.showModal();
  else if (closes) document.getElementById(closes)?.close();
  else if (event.target.matches?.('dialog')) event.target.close();
  // A menu closes when something else is pressed, or when something in it was.
  for (const menu of document.querySelectorAll('details.menu[open]'))
    if (!menu.contains(event.target) || event.target.closest('button, a')) menu.open = false;
});
