// A chart as a table: its points in order of x, a column a curve, bands as ranges.
import { number } from './axes.js';

const mostRows = 400;

export function showTable(element, title, settings, text, curves) {
  const places = [...new Set(curves.flatMap(c => c.x))].sort((a, b) => a - b);
  const every = Math.ceil(places.length / mostRows);
  const shown = places.filter((_, i) => i % every === 0 || i === places.length - 1);
  const columns = curves.map(c => ({ ...c, index: new Map(c.x.map((x, i) => [x, i])) }));
  const table = document.createElement('table');
  table.className = 'data-table';
  const caption = table.createCaption();
  caption.textContent = `${title} (${settings.unit}) by ${settings.xTitle}` + (every > 1 ? `: every ${every}. of ${places.length.toLocaleString('en-US')} places; zoom in for more` : '');
  cells(table.createTHead().insertRow(), 'th', [settings.xTitle, ...columns.map(c => c.label)]).forEach(c => { c.scope = 'col'; });
  const body = table.createTBody();
  for (const x of shown) {
    const [head] = cells(body.insertRow(), 'th', [text(x)]);
    head.scope = 'row';
    cells(head.parentNode, 'td', columns.map(c => valueOf(c, c.index.get(x))));
  }
  element.replaceChildren(table);
}

function valueOf(curve, i) {
  if (i === undefined) return '';
  return curve.low && Number.isFinite(curve.low[i]) ? `${number(curve.y[i])} (${number(curve.low[i])}–${number(curve.high[i])})` : number(curve.y[i]);
}

const cells = (row, kind, texts) => texts.map(text => {
  const cell = document.createElement(kind);
  cell.textContent = text;
  row.append(cell);
  return cell;
});
