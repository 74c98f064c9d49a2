// Runs before the first paint. The choice ("system", "light" or "dark") is kept in this browser only.
(() => {
  const key = 'platform-theme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const chosen = () => {
    try { return localStorage.getItem(key) ?? 'system'; } catch { return 'system'; }
  };
  const apply = () => {
    const theme = chosen();
    root.dataset.themeChoice = theme;
    root.dataset.bsTheme = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
  };
  system.addEventListener('change', apply);
  addEventListener('storage', apply);
  document.addEventListener('click', e => {
    if (!e.target.closest('[data-theme-toggle]')) return;
    const order = system.matches ? ['system', 'light', 'dark'] : ['system', 'dark', 'light'];
    const next = order[(order.indexOf(chosen()) + 1) % order.length];
    try { localStorage.setItem(key, next); } catch { /* private window: lasts as long as the page */ }
    apply();
  });
  apply();
})();
