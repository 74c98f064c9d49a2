// Shapes of curves, bands and markers, onto a canvas' Path2D as into a drawing's text.

export class PathText {
  text = '';
  moveTo(x, y) { this.text += `M${round(x)} ${round(y)}`; }
  lineTo(x, y) { this.text += `L${round(x)} ${round(y)}`; }
  closePath() { this.text += 'Z'; }
}

const round = v => Math.round(v * 100) / 100;

const drawable = (v, log) => Number.isFinite(v) && (!log || v > 0);

export function line(path, l, at, log) {
  let open = false;
  for (let i = 0; i < l.x.length; i++) {
    if (!drawable(l.y[i], log.y) || !drawable(l.x[i], log.x)) { open = false; continue; }
    open ? path.lineTo(at.x(l.x[i]), at.y(l.y[i])) : path.moveTo(at.x(l.x[i]), at.y(l.y[i]));
    open = true;
  }
  return path;
}

// A band from its lower to its upper edge, in as many pieces as there are gaps in it.
export function band(path, l, at, log) {
  let piece = [];
  const close = () => {
    if (piece.length > 1) {
      piece.forEach((p, i) => i ? path.lineTo(p[0], p[1]) : path.moveTo(p[0], p[1]));
      for (const p of piece.reverse()) path.lineTo(p[0], p[2]);
      path.closePath();
    }
    piece = [];
  };
  for (let i = 0; i < l.x.length; i++)
    drawable(l.low[i], log.y) && drawable(l.high[i], log.y) && drawable(l.x[i], log.x)
      ? piece.push([at.x(l.x[i]), at.y(l.high[i]), at.y(l.low[i])])
      : close();
  close();
  return path;
}

const corners = (n, turn) => Array.from({ length: n }, (_, i) => [Math.sin(2 * Math.PI * i / n + turn), -Math.cos(2 * Math.PI * i / n + turn)]);
const shapes = [
  [corners(12, 0)], [corners(4, Math.PI / 4)], [corners(3, 0)], [corners(4, 0)],
  [[[-.8, -.8], [.8, .8]], [[-.8, .8], [.8, -.8]]], [[[-1, 0], [1, 0]], [[0, -1], [0, 1]]], [corners(3, Math.PI)],
];

export function marker(path, kind, x, y, radius) {
  for (const shape of shapes[kind % shapes.length]) {
    shape.forEach((c, i) => i ? path.lineTo(x + c[0] * radius, y + c[1] * radius) : path.moveTo(x + c[0] * radius, y + c[1] * radius));
    if (shape.length > 2) path.closePath();
  }
  return path;
}

// Markers of a curve, at least `space` apart and shifted from curve to curve, so that they neither crowd nor hide each other.
export function markers(path, l, at, log, radius, space, left, right) {
  let next = left + (l.index % 7) * space / 7;
  for (let i = 0; i < l.x.length; i++) {
    if (!drawable(l.y[i], log.y) || !drawable(l.x[i], log.x)) continue;
    const x = at.x(l.x[i]);
    if (x > right) break;
    if (x < left || (l.x.length >= fewPoints && x < next)) continue;
    marker(path, l.marker ?? 0, x, at.y(l.y[i]), radius);
    while (next <= x) next += space;
  }
  return path;
}

export const fewPoints = 40;
