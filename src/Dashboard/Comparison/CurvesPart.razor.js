// Tells charts which curve the page's key is pointed at.
export function follow() {
  let pointed = null;
  const point = e => {
    const now = e.target.closest?.('[data-curve]')?.dataset.curve ?? null;
    if (now !== pointed) document.dispatchEvent(new CustomEvent('point-at-curve', { detail: pointed = now }));
  };
  const types = ['pointerover', 'focusin'];
  for (const type of types) document.addEventListener(type, point);
  return {
    dispose() {
      for (const type of types) document.removeEventListener(type, point);
    },
  };
}
