// Training phases as labelled bands behind the curves.
export function drawPhases(u, phases, css) {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio || 1;
  const clamp = x => Math.min(Math.max(x, bbox.left), bbox.left + bbox.width);
  ctx.save();
  ctx.font = `${11 * ratio}px ${getComputedStyle(u.root).fontFamily}`;
  ctx.textBaseline = 'bottom';
  ctx.textAlign = 'left';
  phases.forEach((phase, index) => {
    const left = clamp(u.valToPos(phase.from, 'x', true));
    const right = phase.to == null ? bbox.left + bbox.width : clamp(u.valToPos(phase.to + 1, 'x', true));
    if (right - left < 1) return;
    ctx.fillStyle = css(index % 2 ? '--phase-2' : '--phase-1');
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    if (left > bbox.left) {
      ctx.fillStyle = css('--phase-line');
      ctx.fillRect(Math.round(left), bbox.top - 14 * ratio, Math.max(1, Math.round(ratio)), bbox.height + 14 * ratio);
    }
    const text = fitted(ctx, phase.name, right - left - 6 * ratio);
    ctx.fillStyle = css('--quiet-text');
    if (text) ctx.fillText(text, left + 4 * ratio, bbox.top - 2 * ratio);
  });
  ctx.restore();
}

// The whole name, or as much as the band is wide; under three letters says nothing.
function fitted(ctx, name, width) {
  if (ctx.measureText(name).width <= width) return name;
  for (let length = name.length - 1; length >= 3; length--) {
    const text = name.slice(0, length).trimEnd() + '…';
    if (ctx.measureText(text).width <= width) return text;
  }
  return '';
}
