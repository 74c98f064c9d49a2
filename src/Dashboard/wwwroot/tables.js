// Moves through the rows of <table data-row-keys> (or any element, with data-row on its rows): j and k to the next and the one
// before, x marks the row, c follows what compares the marked ones, Enter opens the row, as its link has the focus.
(() => {
  const rowsOf = table => [...table.querySelectorAll('tbody tr, [data-row]')].filter(r => r.querySelector('a[href]'));
  const typing = e => e.isContentEditable || e.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])');
  const table = target => target.closest('[data-row-keys]') ?? document.querySelector('main [data-row-keys]');
  const open = r => r.querySelector('[data-row-link], a[href]');

  const move = async (within, by) => {
    const rows = rowsOf(within);
    const at = rows.findIndex(r => r.contains(document.activeElement));
    const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
    if (row) {
      open(row).focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest' });
      return;
    }
    if (at < 0) return;
    // A virtualised table renders the next rows once it has scrolled there.
    const key = open(rows[at]).href;
    rows[at].scrollIntoView({ block: by > 0 ? 'start' : 'end' });
    for (let frame = 0; frame < 30; frame++) {
      await new Promise(requestAnimationFrame);
      const now = rowsOf(within);
      const next = now[now.findIndex(r => open(r).href === key) + by];
      if (next && open(next).href !== key && now.some(r => open(r).href === key)) {
        open(next).focus();
        return;
      }
    }
  };

  const mark = () => {
    const box = document.activeElement?.closest('tr, [data-row]')?.querySelector('input[type=checkbox]');
    box?.click();
  };

  const compare = () => {
    const action = [...document.querySelectorAll('main [data-compare]')].find(e => e.offsetParent !== null);
    if (action && !action.disabled && action.getAttribute('aria-disabled') !== 'true') action.click();
  };

  document.addEventListener('keydown', e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || document.querySelector('dialog[open]')) return;
    const within = table(e.target);
    const action = within && { j: () => move(within, 1), k: () => move(within, -1), x: mark, c: compare }[e.key];
    if (!action) return;
    action();
    e.preventDefault();
  });
})();
