// Keys of the run table, Shift and click on a heading, menus that close.
export function listen(page) {
  const rows = () => [...page.querySelectorAll('tr[data-row]')];
  const typing = target => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable], dialog, details[open] .menu-body');

  const current = () => document.activeElement?.closest?.('tr[data-row]') ?? page.querySelector('tr.current');

  const go = row => {
    if (!row) return;
    page.querySelector('tr.current')?.classList.remove('current');
    row.classList.add('current');
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  };

  const move = by => {
    const all = rows();
    const at = all.indexOf(current());
    go(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => current()?.querySelector('input[type=checkbox]')?.click(),
    c: () => page.querySelector('a[data-key=c]')?.click(),
    Enter: () => current()?.querySelector('.name a')?.click(),
  };

  const pressed = e => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented || typing(e.target) || !Object.hasOwn(keys, e.key)) return;
    if (e.key === 'Enter' && e.target.closest('a, button, input, summary')) return;
    e.preventDefault();
    e.stopPropagation();
    keys[e.key]();
  };

  const clicked = e => {
    for (const menu of page.querySelectorAll('details.menu[open]'))
      if (!menu.contains(e.target)) menu.open = false;
    const link = e.shiftKey && e.target.closest('a[data-add]');
    if (!link) return;
    e.preventDefault();
    Blazor.navigateTo(link.dataset.add);
  };

  const escaped = e => {
    const menu = e.key === 'Escape' && e.target.closest?.('details.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  };

  document.addEventListener('keydown', pressed, true);
  document.addEventListener('keydown', escaped);
  document.addEventListener('click', clicked, true);
  return {
    dispose() {
      document.removeEventListener('keydown', pressed, true);
      document.removeEventListener('keydown', escaped);
      document.removeEventListener('click', clicked, true);
    },
  };
}
