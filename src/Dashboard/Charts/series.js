// How curves differ, how their points arrive, and how they come onto one x axis.

const dashes = [[], [14, 5], [3, 4], [16, 4, 3, 4], [26, 6], [8, 3], [18, 4, 3, 4, 3, 4]];

// Indices wrap around: a colour of the palette, a dash, and a marker where there is one.
export const styleOf = s => ({ color: `--series-${s.color % 7 + 1}`, dash: dashes[s.dash % dashes.length], marker: s.marker });

const forms = { i: Int32Array, f: Float32Array, d: Float64Array };

// Appends numbers packed by the server.
export function unpack(packed, to) {
  for (const number of new forms[packed.form](packed.bytes.slice().buffer)) to.push(number);
}

// Curves with points at different places share the union of them; what cannot be drawn (NaN, not positive on a log scale) is a gap.
export function align(uPlot, lines, logX, logY) {
  if (lines.length === 0) return [[]];
  const tables = lines.map(l => {
    const y = l.y.map(v => Number.isFinite(v) && (!logY || v > 0) ? v : null);
    if (!logX || !(l.x[0] <= 0)) return [l.x, y];
    const first = l.x.findIndex(x => x > 0);
    return first < 0 ? [[], []] : [l.x.slice(first), y.slice(first)];
  });
  return uPlot.join(tables);
}

// Exponential moving average over the points, corrected for its start at zero; gaps stay gaps.
export function smoothed(values, weight) {
  let mean = 0, mass = 0;
  return values.map(v => {
    if (!Number.isFinite(v)) return v;
    mean = weight * mean + (1 - weight) * v;
    mass = weight * mass + (1 - weight);
    return mean / mass;
  });
}

// Smallest and largest number to show between two places, bands included; null where there is none.
export function extent(lines, from, to, log) {
  let min = Infinity, max = -Infinity;
  const see = v => {
    if (!Number.isFinite(v) || (log && v <= 0)) return;
    if (v < min) min = v;
    if (v > max) max = v;
  };
  for (const l of lines) {
    if (l.hidden) continue;
    for (let i = 0; i < l.x.length; i++) {
      if (l.x[i] < from || l.x[i] > to) continue;
      see(l.y[i]);
      if (l.low) { see(l.low[i]); see(l.high[i]); }
    }
  }
  return min <= max ? [min, max] : null;
}

// The value at a place: that of the nearest point before it.
export function valueAt(p, at) {
  if (at == null) return p.y.at(-1);
  let low = 0, high = p.x.length - 1;
  if (high < 0 || p.x[0] > at) return undefined;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (p.x[middle] <= at) low = middle; else high = middle - 1;
  }
  return p.y[low];
}
