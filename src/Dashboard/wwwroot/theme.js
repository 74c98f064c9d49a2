// Runs before the first paint. The choices, theme ("system", "light" or "dark") and palette of curves ("hue" or "lightness"),
// are kept in this browser only.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const kept = (key, otherwise) => {
    try { return localStorage.getItem(`platform-${key}`) ?? otherwise; } catch { return otherwise; }
  };
  const keep = (key, value) => {
    try { localStorage.setItem(`platform-${key}`, value); } catch { /* private window: lasts as long as the page */ }
    apply();
  };
  const theme = () => kept('theme', 'system');
  const apply = () => {
    root.dataset.themeChoice = theme();
    root.dataset.palette = kept('palette', 'hue');
    // set last, and even if it is the same: charts draw anew when it is
    root.dataset.bsTheme = theme() === 'system' ? (system.matches ? 'dark' : 'light') : theme();
  };
  const next = (order, now) => order[(order.indexOf(now) + 1) % order.length];
  system.addEventListener('change', apply);
  addEventListener('storage', apply);
  document.addEventListener('click', e => {
    if (e.target.closest('[data-theme-toggle]')) keep('theme', next(system.matches ? ['system', 'light', 'dark'] : ['system', 'dark', 'light'], theme()));
    else if (e.target.closest('[data-palette-toggle]')) keep('palette', next(['hue', 'lightness'], kept('palette', 'hue')));
  });
  apply();
})();
