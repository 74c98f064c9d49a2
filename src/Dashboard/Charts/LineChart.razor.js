// Draws the curves of one chart with uPlot. Holds every point it was given; the server sends only new ones.
import { axes } from './axes.js';
import { drawing, save } from './drawing.js';
import { createLegend } from './legend.js';
import { isMarked, options } from './plot.js';
import { align, smoothed, styleOf, unpack, valueAt } from './series.js';
import { showTable } from './table.js';

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

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export async function create({ plot, legend: legendElement, table, tools }, dotnet, script, style) {
  const uPlot = await loadPlot(script, style);
  const points = new Map();       // by name: { label, style, x: [], y: [], low, high }
  const hidden = new Set();
  const view = { plot, css, lines: [], settings: null, moved: () => legend.show(entries()), zoom, range };
  let chart = null;
  let shape = '';
  let visible = false;
  let local = null;               // the range being looked at before the server has answered, or where nobody listens

  const legend = createLegend(legendElement, (name, alone) => {
    const others = [...points.keys()].filter(n => n !== name);
    if (alone && !(others.every(n => hidden.has(n)) && !hidden.has(name))) {
      hidden.clear();
      others.forEach(n => hidden.add(n));
    } else if (alone) {
      hidden.clear();
    } else {
      hidden.has(name) ? hidden.delete(name) : hidden.add(name);
    }
    draw(true);
  });

  function zoom(from, to) {
    local = { from, to };
    draw(false);
    if (view.settings.asks) dotnet.invokeMethodAsync('ZoomAsync', from, to);
  }

  function showAll() {
    local = null;
    draw(false);
    if (view.settings.asks) dotnet.invokeMethodAsync('ShowAllAsync');
  }

  function range(u, min, max) {
    let from = local?.from ?? view.settings.from ?? min ?? 0;
    let to = local?.to ?? view.settings.to ?? max ?? 1;
    if (view.settings.logX && !(from > 0)) from = firstPositive(view.lines) ?? 1;
    return [from, to > from ? to : from + 1];
  }

  function lines() {
    return [...points.entries()].flatMap(([name, p], index) => {
      const base = { name, index, label: p.label, x: p.x, y: p.y, low: p.low, high: p.high, hidden: hidden.has(name), color: css(p.style.color), dash: p.style.dash, marker: p.style.marker, marked: isMarked(p.style, p.x.length) };
      return view.settings.smoothing > 0 && p.x.length > 2
        ? [{ ...base, faint: true, marked: false }, { ...base, y: smoothed(p.y, view.settings.smoothing) }]
        : [base];
    });
  }

  // The legend's values: at the crosshair, or the last ones.
  function entries() {
    const index = chart?.cursor.idx;
    const at = index == null ? null : chart.data[0][index];
    return {
      at: at == null ? null : axes[view.settings.xAxis].text(at),
      values: view.lines.filter(l => !l.faint).map(l => ({ name: l.name, label: l.label, style: points.get(l.name).style, hidden: l.hidden, value: valueAt(l, at) })),
    };
  }

  function draw(rebuild) {
    const { settings } = view;
    if (!settings || !visible) return;
    view.lines = lines();
    const data = align(uPlot, view.lines, settings.logX, settings.logY);
    const now = JSON.stringify([view.lines.map(l => [l.name, l.label, l.faint, l.hidden, l.color, l.dash]), settings.logX, settings.logY, settings.unit, settings.xAxis, settings.syncKey]);
    if (!chart || rebuild || now !== shape) {
      chart?.destroy();
      chart = new uPlot(options(uPlot, view), data, plot);
      shape = now;
    } else {
      chart.setData(data, true);
    }
    legend.show(entries());
    if (!table.hidden) fillTable();
    const all = [...points.values()];
    plot.dataset.points = all.reduce((n, p) => n + p.x.length, 0);
    plot.dataset.last = Math.max(...all.map(p => p.x.at(-1) ?? 0));
  }

  const fillTable = () => showTable(table, view.settings.title, view.settings, axes[view.settings.xAxis].text, view.lines.filter(l => !l.faint && !l.hidden));

  const acts = {
    table(button) {
      table.hidden = !table.hidden;
      button.setAttribute('aria-expanded', String(!table.hidden));
      if (!table.hidden) fillTable();
    },
    png: () => chart && save(fileName(), 'png', drawing(chart, view.lines, view.settings, css)),
    svg: () => chart && save(fileName(), 'svg', drawing(chart, view.lines, view.settings, css)),
  };
  const fileName = () => view.settings.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'chart';
  tools.addEventListener('click', e => acts[e.target.dataset.act]?.(e.target));

  // Left and right walk over the points, with Shift by a tenth of them; Escape leaves.
  plot.addEventListener('keydown', e => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (!chart || (!step && e.key !== 'Escape')) return;
    e.preventDefault();
    if (!step) return chart.setCursor({ left: -10, top: -10 }, true, true);
    const [first, last] = chart.series[0].idxs;
    const far = e.shiftKey ? Math.max(1, Math.round((last - first) / 10)) : 1;
    const next = chart.cursor.idx == null ? (step > 0 ? first : last) : Math.min(last, Math.max(first, chart.cursor.idx + step * far));
    chart.setCursor({ left: chart.valToPos(chart.data[0][next], 'x'), top: chart.over.clientHeight / 2 }, true, true);
  });
  plot.addEventListener('dblclick', showAll);

  // A page's own key points at a curve, or (null) at none: the others fade.
  const pointed = e => {
    if (!chart) return;
    const at = e.detail == null ? -1 : view.lines.findIndex(l => !l.faint && l.name.startsWith(e.detail));
    chart.setSeries(at < 0 ? null : at + 1, { focus: true });
  };
  document.addEventListener('point-at-curve', pointed);

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

  return {
    update(change) {
      const before = new Map(points);
      points.clear();     // in the server's order, so that a curve's place is the same for whoever comes later
      for (const s of change.series) {
        const p = s.append && before.get(s.name) || { x: [], y: [] };
        [p.label, p.style] = [s.label, styleOf(s)];
        unpack(s.x, p.x);
        unpack(s.y, p.y);
        for (const edge of ['low', 'high']) s[edge] ? unpack(s[edge], p[edge] ??= []) : delete p[edge];
        points.set(s.name, p);
      }
      const old = view.settings;
      view.settings = change;
      if (old && (old.from !== change.from || old.to !== change.to || old.xTitle !== change.xTitle)) local = null;
      draw(false);
    },
    dispose() {
      document.removeEventListener('point-at-curve', pointed);
      resized.disconnect();
      seen.disconnect();
      themed.disconnect();
      chart?.destroy();
    },
  };
}

function firstPositive(lines) {
  const found = lines.map(l => l.x.find(x => x > 0)).filter(x => x !== undefined);
  return found.length ? Math.min(...found) : null;
}
