// How curves differ, and how they come onto one x axis.

const dashes = [[], [14, 5], [3, 4], [16, 4, 3, 4], [26, 6], [8, 3], [18, 4, 3, 4, 3, 4]];

// Seven colours and seven dashes, in step at first: up to 49 curves of one chart are all different.
export const styleOf = index => ({
  color: `--series-${index % 7 + 1}`,
  dash: dashes[(index + Math.floor(index / 7)) % dashes.length],
});

// Curves logged at different iterations share the union of them; on a log scale only positive values can be drawn.
export function align(uPlot, lines, log) {
  if (lines.length === 0) return [[]];
  return uPlot.join(lines.map(l => [l.x, l.y.map(v => Number.isFinite(v) && (!log || v > 0) ? v : null)]));
}

// Exponential moving average, weight 0.9, corrected for its start at zero; gaps stay gaps.
export function smoothed(values, weight = 0.9) {
  let mean = 0, mass = 0;
  return values.map(v => {
    if (!Number.isFinite(v)) return v;
    mean = weight * mean + (1 - weight) * v;
    mass = weight * mass + (1 - weight);
    return mean / mass;
  });
}
