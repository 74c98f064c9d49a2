// Draws the curves of one chart with uPlot. Holds every point it was given; the server sends only new ones.
import { drawPhases } from './phases.js';
import { createLegend, number } from './legend.js';
import { align, smoothed, styleOf } from './series.js';

let loading;
const loadPlot = (script, style) => loading ??= (async () => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = style;
  const styled = new Promise(resolve => { link.onload = link.onerror = resolve; });
  document.head.append(link);
  const [module] = await Promise.all([import(new URL(script, document.baseURI)), styled]);
  return module.default;
})();

export async function create(plot, legendElement, dotnet, script, style) {
  const uPlot = await loadPlot(script, style);
  const points = new Map();       // by metric name: { label, x: [], y: [] }
  const hidden = new Set();
  const legend = createLegend(legendElement, name => {
    hidden.has(name) ? hidden.delete(name) : hidden.add(name);
    draw(true);
  });
  let settings = null;
  let chart = null;
  let shape = '';
  let visible = false;

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const drawn = () => [...points.entries()].flatMap(([name, p], index) => {
    const style = styleOf(index);
    const base = { name, label: p.label, x: p.x, y: p.y, hidden: hidden.has(name), color: css(style.color), dash: style.dash };
    return settings.smooth && p.x.length > 20
      ? [{ ...base, faint: true }, { ...base, y: smoothed(p.y) }]
      : [base];
  });

  const options = lines => ({
    width: Math.max(plot.clientWidth, 120),
    height: plot.clientHeight,
    legend: { show: false },
    padding: [18, 12, 0, 0],
    scales: {
      x: { time: false, range: () => [settings.from, Math.max(settings.to, settings.from + 1)] },
      y: { distr: settings.log ? 3 : 1 },
    },
    axes: [axis({ size: 34, space: 64 }), axis({
      label: settings.unit,
      labelSize: 16,
      size: (u, texts) => 14 + 6.5 * Math.max(3, ...(texts ?? []).map(t => t.length)),
      values: (u, splits) => splits.map(v => v == null ? '' : number(v)),
    })],
    series: [{}, ...lines.map(l => ({
      label: l.label,
      show: !l.hidden,
      stroke: l.faint ? l.color + '4d' : l.color,
      width: l.faint ? 1 : 1.5,
      dash: l.faint ? undefined : l.dash,
      points: { show: l.x.length < 40 && !l.faint, size: 5 },
      spanGaps: true,
    }))],
    cursor: {
      sync: { key: settings.syncKey, setSeries: false },
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
      y: false,
    },
    hooks: {
      drawClear: [u => drawPhases(u, settings.phases, css)],
      setCursor: [u => legend.show(entries(u.cursor.idx))],
      setSelect: [u => {
        if (u.select.width < 4) return;
        const from = Math.floor(u.posToVal(u.select.left, 'x'));
        const to = Math.ceil(u.posToVal(u.select.left + u.select.width, 'x'));
        u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        if (to - from >= 1) dotnet.invokeMethodAsync('ZoomAsync', Math.max(0, from), to);
      }],
    },
  });

  const axis = extra => ({
    stroke: css('--quiet-text'),
    font: '11px ' + getComputedStyle(plot).fontFamily,
    labelFont: '11px ' + getComputedStyle(plot).fontFamily,
    grid: { stroke: css('--grid'), width: 1 },
    ticks: { stroke: css('--outline'), width: 1, size: 4 },
    ...extra,
  });

  // The legend's values: at the crosshair, or the last ones. A metric without a point there shows its nearest earlier one.
  const entries = index => {
    const at = index == null || !chart ? null : chart.data[0][index];
    return {
      at,
      values: [...points.entries()].map(([name, p], i) => ({
        name, label: p.label, style: styleOf(i), hidden: hidden.has(name), value: valueAt(p, at),
      })),
    };
  };

  const draw = rebuild => {
    if (!settings || !visible) return;
    const lines = drawn();
    const data = align(uPlot, lines, settings.log);
    const now = JSON.stringify([lines.map(l => [l.name, l.faint, l.hidden, l.color, l.x.length < 40]), settings.log, settings.unit]);
    if (!chart || rebuild || now !== shape) {
      chart?.destroy();
      chart = new uPlot(options(lines), data, plot);
      shape = now;
    } else {
      chart.setData(data, true);
    }
    legend.show(entries(chart.cursor.idx));
    const all = [...points.values()];
    plot.dataset.points = all.reduce((n, p) => n + p.x.length, 0);
    plot.dataset.last = Math.max(...all.map(p => p.x.at(-1) ?? 0));
  };

  const resized = new ResizeObserver(() => chart?.setSize({ width: Math.max(plot.clientWidth, 120), height: plot.clientHeight }));
  resized.observe(plot);
  // Charts out of sight cost nothing until they are scrolled to.
  const seen = new IntersectionObserver(changes => {
    visible = changes.at(-1).isIntersecting;
    draw(false);
  }, { rootMargin: '200px' });
  seen.observe(plot);
  const themed = new MutationObserver(() => draw(true));
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
  plot.addEventListener('dblclick', () => dotnet.invokeMethodAsync('ShowAllAsync'));

  return {
    update(change) {
      settings = change;
      const before = new Map(points);
      points.clear();     // in the server's order, so that a curve's style is the same for whoever comes later
      for (const s of change.series) {
        const p = s.append ? before.get(s.name) : { label: s.label, x: [], y: [] };
        for (const x of new Int32Array(s.iterations.slice().buffer)) p.x.push(x);
        for (const y of new Float64Array(s.values.slice().buffer)) p.y.push(y);
        points.set(s.name, p);
      }
      draw(false);
    },
    dispose() {
      resized.disconnect();
      seen.disconnect();
      themed.disconnect();
      chart?.destroy();
    },
  };
}

function valueAt(p, at) {
  if (at == null) return p.y.at(-1);
  let low = 0, high = p.x.length - 1;
  if (high < 0 || p.x[0] > at) return undefined;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (p.x[middle] <= at) low = middle; else high = middle - 1;
  }
  return p.y[low];
}
