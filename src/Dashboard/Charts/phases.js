// Training phases as labelled bands behind the curves.

// Those that are in sight, as far as they are.
export function spans(u, phases, toX, left, width) {
  const clamp = x => Math.min(Math.max(x, left), left + width);
  const last = left + width;
  return phases.map(p => {
    const from = clamp(finite(toX(p.from), left));
    return { name: p.name, left: from, width: (p.to == null ? last : clamp(finite(toX(p.to), left))) - from };
  });
}

// zero is nowhere on a log scale
const finite = (v, otherwise) => Number.isFinite(v) ? v : otherwise;

export function drawPhases(u, phases, css) {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.font = `${11 * ratio}px ${getComputedStyle(u.root).fontFamily}`;
  ctx.textBaseline = 'bottom';
  ctx.textAlign = 'left';
  spans(u, phases, v => u.valToPos(v, 'x', true), bbox.left, bbox.width).forEach((phase, index) => {
    if (phase.width < 1) return;
    ctx.fillStyle = css(index % 2 ? '--phase-2' : '--phase-1');
    ctx.fillRect(phase.left, bbox.top, phase.width, bbox.height);
    if (phase.left > bbox.left) {
      ctx.fillStyle = css('--phase-line');
      ctx.fillRect(Math.round(phase.left), bbox.top - 14 * ratio, Math.max(1, Math.round(ratio)), bbox.height + 14 * ratio);
    }
    const text = fitted(ctx, phase.name, phase.width - 6 * ratio);
    ctx.fillStyle = css('--quiet-text');
    if (text) ctx.fillText(text, phase.left + 4 * ratio, bbox.top - 2 * ratio);
  });
  ctx.restore();
}

// The whole name, or as much as the band is wide; under three letters says nothing.
export function fitted(ctx, name, width) {
  if (ctx.measureText(name).width <= width) return name;
  for (let length = name.length - 1; length >= 3; length--) {
    const text = name.slice(0, length).trimEnd() + '…';
    if (ctx.measureText(text).width <= width) return text;
  }
  return '';
}
