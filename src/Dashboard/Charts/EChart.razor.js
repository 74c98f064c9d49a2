// One chart by ECharts, as SVG: drawn in the theme's colours, redrawn when theme or width change, saved as a picture.
import { saveSvg, savePng } from './save.js';

let loading;

export async function create(plot, dotnet, script) {
  const echarts = await (loading ??= import(new URL(script, document.baseURI)));
  let options = null;
  let chart = null;

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const themed = value => typeof value === 'string' ? value.replace(/var\((--[\w-]+)\)/g, (_, name) => css(name))
    : Array.isArray(value) ? value.map(themed)
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, themed(v)]))
    : value;

  const draw = () => {
    if (!options || plot.clientWidth === 0) return;     // shown as a table: drawn when the plot is back
    if (!chart) {
      chart = echarts.init(plot, null, { renderer: 'svg' });
      chart.on('click', e => e.data?.id != null && dotnet.invokeMethodAsync('ClickAsync', String(e.data.id)));
      chart.on('axisareaselected', () => dotnet.invokeMethodAsync('BrushAsync', chosen(chart)));
    }
    chart.setOption(dressed(themed(options), css, getComputedStyle(plot).fontFamily), { notMerge: true });
    plot.dataset.drawn = 'true';
  };

  const resized = new ResizeObserver(() => chart && plot.clientWidth > 0 ? chart.resize() : draw());
  resized.observe(plot);
  const rethemed = new MutationObserver(draw);
  rethemed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme', 'data-palette'] });

  return {
    update(json) {
      options = JSON.parse(json);
      draw();
    },
    async save(kind, name) {
      if (!chart) return;
      const svg = plot.querySelector('svg');
      if (kind === 'svg') saveSvg(svg, css('--surface'), name);
      else await savePng(svg, css('--surface'), name);
    },
    dispose() {
      resized.disconnect();
      rethemed.disconnect();
      chart?.dispose();
    },
  };
}

// What options leave unsaid, in the theme's colours.
function dressed(options, css, fontFamily) {
  const text = css('--quiet-text');
  const line = { lineStyle: { color: css('--outline-strong') } };
  const axis = given => ({
    ...given,
    axisLabel: { color: text, ...given.axisLabel },
    axisLine: { ...line, ...given.axisLine },
    axisTick: { ...line, ...given.axisTick },
    nameTextStyle: { color: text, ...given.nameTextStyle },
    splitLine: { lineStyle: { color: css('--grid') }, ...given.splitLine },
  });
  const axes = given => given && (Array.isArray(given) ? given.map(axis) : axis(given));
  const keyed = ['xAxis', 'yAxis', 'parallelAxis'].filter(key => options[key]).map(key => [key, axes(options[key])]);
  const legend = options.legend && { textStyle: { color: css('--bs-body-color') }, ...options.legend };
  const visualMap = options.visualMap && { textStyle: { color: text }, ...options.visualMap };
  return {
    animation: false,
    textStyle: { fontFamily, color: css('--bs-body-color') },
    ...options,
    ...Object.fromEntries(keyed),
    ...legend && { legend },
    ...visualMap && { visualMap },
    tooltip: {
      confine: true,
      backgroundColor: css('--surface'),
      borderColor: css('--outline-strong'),
      textStyle: { color: css('--bs-body-color'), fontSize: 12 },
      formatter: item => lines(item.data?.tip ?? [item.name, item.value].flat().filter(v => v != null && v !== '').join(', ')),
      ...options.tooltip,
    },
  };
}

// As text: a run's name is not to be taken for markup.
function lines(text) {
  const box = document.createElement('div');
  box.style.whiteSpace = 'pre-line';
  box.textContent = text;
  return box;
}

// Which lines of parallel coordinates lie in every range; null where no range is set, as then all are in their normal state.
function chosen(chart) {
  const series = chart.getModel().getSeries()[0];
  return series.getRawIndicesByActiveState('normal').length > 0 ? null : [...series.getRawIndicesByActiveState('active')];
}
