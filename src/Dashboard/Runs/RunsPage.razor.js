// Shift and click on a heading of the run table, and menus that close when something else is clicked.
export function listen(page) {
  const clicked = e => {
    for (const menu of page.querySelectorAll('details.menu[open]'))
      if (!menu.contains(e.target)) menu.open = false;
    const link = e.shiftKey && e.target.closest('a[data-add]');
    if (!link || !page.contains(link)) return;
    e.preventDefault();
    Blazor.navigateTo(link.dataset.add);
  };

  const pressed = e => {
    const menu = e.key === 'Escape' && page.querySelector('details.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
    e.preventDefault();
  };

  document.addEventListener('keydown', pressed, true);
  document.addEventListener('click', clicked, true);
  return {
    dispose() {
      document.removeEventListener('keydown', pressed, true);
      document.removeEventListener('click', clicked, true);
    },
  };
}
