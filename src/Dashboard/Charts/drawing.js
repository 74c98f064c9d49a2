// A chart as a drawing of its own: the scales, ticks and points that are on the screen, with title and legend.
import { band, line, markers, PathText } from './paths.js';
import { fitted, spans } from './phases.js';

const text = t => String(t).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

export function drawing(u, lines, settings, css) {
  const ratio = devicePixelRatio || 1;
  const [left, top, width, height] = [u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height].map(v => v / ratio);
  const at = { x: v => u.valToPos(v, 'x') + left, y: v => u.valToPos(v, 'y') + top };
  const log = { x: settings.logX, y: settings.logY };
  const measure = document.createElement('canvas').getContext('2d');
  measure.font = '12px sans-serif';
  const legend = legendOf(lines.filter(l => !l.faint && !l.hidden), u.width, measure, u.height + 26);
  const quiet = css('--quiet-text');
  const phases = spans(u, settings.phases, at.x, left, width).map((p, i) => `<rect x="${p.left}" y="${top}" width="${p.width}" height="${height}" fill="${css(i % 2 ? '--phase-2' : '--phase-1')}"/>`
    + `<text x="${p.left + 4}" y="${top - 4}" fill="${quiet}" font-size="11">${text(fitted(measure, p.name, p.width - 6))}</text>`);
  const ticks = (axis, draw) => axis._splits.flatMap((v, i) => v == null || axis._values[i] == null || axis._values[i] === '' ? [] : draw(v, axis._values[i]));
  const xTicks = ticks(u.axes[0], (v, t) => `<path d="M${at.x(v)} ${top}v${height}" stroke="${css('--grid')}"/><text x="${at.x(v)}" y="${top + height + 16}" text-anchor="middle" fill="${quiet}">${text(t)}</text>`);
  const yTicks = ticks(u.axes[1], (v, t) => `<path d="M${left} ${at.y(v)}h${width}" stroke="${css('--grid')}"/><text x="${left - 8}" y="${at.y(v) + 4}" text-anchor="end" fill="${quiet}">${text(t)}</text>`);
  const shown = lines.filter(l => !l.hidden);
  const bands = shown.filter(l => l.low && !l.faint).map(l => `<path d="${band(new PathText(), l, at, log).text}" fill="${l.color}" fill-opacity=".16"/>`);
  const curves = shown.map(l => `<path d="${line(new PathText(), l, at, log).text}" fill="none" stroke="${l.color}" stroke-width="${l.faint ? 1 : 1.5}" stroke-opacity="${l.faint ? .3 : 1}" stroke-dasharray="${l.faint ? '' : l.dash.join(' ')}"/>`);
  const marks = shown.filter(l => l.marked).map(l => `<path d="${markers(new PathText(), l, at, log, 3.5, 80, left, left + width).text}" fill="${l.color}" stroke="${l.color}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${u.width}" height="${u.height + 34 + legend.height}" font-family="system-ui, sans-serif" font-size="11">`
    + `<title>${text(settings.title)}</title><rect width="100%" height="100%" fill="${css('--surface')}"/>`
    + `<text x="8" y="17" font-size="14" font-weight="600" fill="${css('--bs-body-color')}">${text(settings.title + (settings.smoothing ? ` (EMA ${settings.smoothing}, raw faint)` : ''))}</text>`
    + `<g transform="translate(0 22)"><clipPath id="area"><rect x="${left}" y="${top}" width="${width}" height="${height}"/></clipPath>`
    + phases.join('') + xTicks.join('') + yTicks.join('')
    + `<text transform="translate(12 ${top + height / 2}) rotate(-90)" text-anchor="middle" fill="${quiet}">${text(settings.unit)}</text>`
    + `<text x="${left + width}" y="${top + height + 30}" text-anchor="end" fill="${quiet}">${text(settings.xTitle)}</text>`
    + `<g clip-path="url(#area)">${bands.join('')}${curves.join('')}${marks.join('')}</g></g>`
    + legend.entries.map(e => `<path d="M${e.x} ${e.y - 4}h24" stroke="${e.line.color}" stroke-width="2.5" stroke-dasharray="${e.line.dash.map(d => d * .75).join(' ')}"/><text x="${e.x + 30}" y="${e.y}" font-size="12" fill="${css('--bs-body-color')}">${text(e.line.label)}</text>`).join('')
    + '</svg>';
}

function legendOf(lines, width, measure, top) {
  let [x, y] = [8, top + 16];
  const entries = lines.map(line => {
    const wide = measure.measureText(line.label).width + 48;
    if (x > 8 && x + wide > width) { x = 8; y += 18; }
    const entry = { line, x, y };
    x += wide;
    return entry;
  });
  return { entries, height: y - top };
}

export function save(name, kind, svg) {
  const blob = new Blob([svg], { type: 'image/svg+xml' });
  if (kind === 'svg') return download(blob, `${name}.svg`);
  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2 * picture.width, 2 * picture.height];
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(png => download(png, `${name}.png`));
  };
  picture.src = 'data:image/svg+xml,' + encodeURIComponent(svg);
}

function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
