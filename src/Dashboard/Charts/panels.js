// Tells which panels are in sight, or nearly.
export function watch(root, dotnet) {
  const seen = new Set();
  const known = new Set();
  let telling, looking;

  const tell = () => {
    clearTimeout(telling);
    telling = setTimeout(() => dotnet.invokeMethodAsync('SeenAsync', [...seen].map(p => p.dataset.panel)), 50);
  };
  const sight = new IntersectionObserver(changes => {
    for (const change of changes) change.isIntersecting ? seen.add(change.target) : seen.delete(change.target);
    tell();
  }, { rootMargin: '300px' });

  const look = () => {
    looking = undefined;
    const now = new Set(root.querySelectorAll('[data-panel]'));
    for (const panel of known) if (!now.has(panel)) { known.delete(panel); sight.unobserve(panel); if (seen.delete(panel)) tell(); }
    for (const panel of now) if (!known.has(panel)) { known.add(panel); sight.observe(panel); }
  };
  const changed = new MutationObserver(() => looking ??= requestAnimationFrame(look));
  changed.observe(root, { childList: true, subtree: true });
  look();

  return {
    dispose() {
      clearTimeout(telling);
      changed.disconnect();
      sight.disconnect();
    },
  };
}
