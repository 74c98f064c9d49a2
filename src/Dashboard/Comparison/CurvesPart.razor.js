// Tells which panels came into sight, or nearly.
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
  return {
    dispose() {
      changed.disconnect();
      sight.disconnect();
    },
  };
}
