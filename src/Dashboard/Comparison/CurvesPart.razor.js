// Tells which panels came into sight, or nearly, and charts which curve the page's key is pointed at.
export function watch(root, dotnet) {
  const sight = new IntersectionObserver(changes => {
    const seen = changes.filter(c => c.isIntersecting).map(c => c.target.dataset.panel);
    if (seen.length) dotnet.invokeMethodAsync('SeenAsync', seen);
  }, { rootMargin: '200px' });
  const known = new WeakSet();
  const look = () => {
    for (const panel of root.children) if (!known.has(panel)) { known.add(panel); sight.observe(panel); }
  };
  const changed = new MutationObserver(look);
  changed.observe(root, { childList: true });
  look();
  let pointed = null;
  const point = e => {
    const now = e.target.closest?.('[data-curve]')?.dataset.curve ?? null;
    if (now !== pointed) document.dispatchEvent(new CustomEvent('point-at-curve', { detail: pointed = now }));
  };
  for (const type of ['pointerover', 'focusin']) document.addEventListener(type, point);
  return {
    dispose() {
      for (const type of ['pointerover', 'focusin']) document.removeEventListener(type, point);
      changed.disconnect();
      sight.disconnect();
    },
  };
}
