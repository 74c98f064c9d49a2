// What uPlot is told about a chart.
import { axes, number } from './axes.js';
import { band, fewPoints, markers } from './paths.js';
import { drawPhases } from './phases.js';
import { extent } from './series.js';

export function options(uPlot, view) {
  const { plot, settings, lines, range, css } = view;
  const kind = axes[settings.xAxis];
  const font = '11px ' + getComputedStyle(plot).fontFamily;
  const axis = extra => ({
    stroke: css('--quiet-text'), font, labelFont: font,
    grid: { stroke: css('--grid'), width: 1 }, ticks: { stroke: css('--outline'), width: 1, size: 4 },
    ...extra,
  });
  return {
    width: Math.max(plot.clientWidth, 120),
    height: plot.clientHeight,
    legend: { show: false },
    focus: { alpha: .15 },
    padding: [18, 24, 0, 0],      // half of the last label's width on the right
    scales: {
      x: { time: kind.time ?? false, distr: settings.logX ? 3 : 1, range },
      y: { distr: settings.logY ? 3 : 1, range: u => yRange(uPlot, u, view) },
    },
    axes: [
      axis({ size: 34, space: settings.xAxis === 0 ? 64 : 84, ...kind.axis }),
      axis({
        label: settings.unit,
        labelSize: 16,
        size: (u, texts) => 14 + 6.5 * Math.max(3, ...(texts ?? []).map(t => t?.length ?? 0)),
        values: (u, splits) => splits.map(v => v == null ? '' : number(v)),
      }),
    ],
    series: [{}, ...lines.map(l => ({
      label: l.label,
      show: !l.hidden,
      stroke: l.faint ? l.color + '4d' : l.color,
      width: l.faint ? 1 : 1.5,
      dash: l.faint ? undefined : l.dash,
      points: { show: false },
    }))],
    cursor: {
      // the crosshair is shared, a drag is not: each chart would report the zoom
      sync: { key: settings.syncKey || null, setSeries: false, filters: { pub: type => type !== 'mousedown' && type !== 'mouseup' && type !== 'dblclick' } },
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
      y: false,
    },
    hooks: {
      drawClear: [u => drawPhases(u, view.settings.phases, css), u => drawBands(u, view)],
      draw: [u => drawMarkers(u, view)],
      setCursor: [() => view.moved()],
      setSelect: [u => {
        if (u.select.width < 4) return;
        const [from, to] = [u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')];
        u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        if (to > from) view.zoom(from, to);
      }],
    },
  };
}

function yRange(uPlot, u, view) {
  const [from, to] = view.range(u, u.data[0][0], u.data[0].at(-1));     // the x scale itself is set later
  const found = extent(view.lines, from, to, view.settings.logY);
  if (!found) return view.settings.logY ? [.1, 10] : [0, 1];
  return view.settings.logY ? uPlot.rangeLog(found[0], found[1], 10, false) : uPlot.rangeNum(found[0], found[1], .1, true);
}

const places = u => ({ x: v => u.valToPos(v, 'x', true), y: v => u.valToPos(v, 'y', true) });
const logs = view => ({ x: view.settings.logX, y: view.settings.logY });

function within(u, draw, margin = 0) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - margin, bbox.top - margin, bbox.width + 2 * margin, bbox.height + 2 * margin);
  ctx.clip();
  draw(ctx);
  ctx.restore();
}

function drawBands(u, view) {
  const banded = view.lines.filter(l => l.low && !l.hidden && !l.faint);
  if (banded.length === 0) return;
  within(u, ctx => {
    for (const l of banded) {
      ctx.fillStyle = l.color + '29';
      ctx.fill(band(new Path2D(), l, places(u), logs(view)));
    }
  });
}

function drawMarkers(u, view) {
  const ratio = devicePixelRatio || 1;
  within(u, ctx => {
    ctx.setLineDash([]);      // the last curve's is still set
    ctx.lineJoin = 'round';
    for (const l of view.lines.filter(l => l.marked && !l.hidden)) {
      ctx.fillStyle = ctx.strokeStyle = l.color;
      ctx.lineWidth = 1.5 * ratio;
      const path = markers(new Path2D(), l, places(u), logs(view), 3.5 * ratio, 80 * ratio, u.bbox.left, u.bbox.left + u.bbox.width);
      ctx.fill(path);
      ctx.stroke(path);
    }
  }, 5 * ratio);      // a marker on the edge is seen whole
}

export const isMarked = (style, count) => style.marker != null || count < fewPoints;
