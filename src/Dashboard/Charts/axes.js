// What x axes show: numbers, spans of time, or times of day.

export const number = v =>
  v === undefined || v === null ? '–'
  : Number.isNaN(v) ? 'NaN'
  : !Number.isFinite(v) ? (v > 0 ? '∞' : '−∞')
  : v !== 0 && (Math.abs(v) >= 1e6 || Math.abs(v) < 1e-3) ? Number(v.toPrecision(3)).toExponential()
  : Math.abs(v) >= 1000 ? Math.round(v).toLocaleString('en-US')
  : String(Number(v.toPrecision(4)));

const duration = s => {
  const [days, hours, minutes, seconds] = [Math.floor(s / 86400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60, s % 60];
  const parts = [[days, 'd'], [hours, 'h'], [minutes, 'min'], [Number(seconds.toFixed(s < 60 ? 2 : 0)), 's']];
  const first = parts.findIndex(p => p[0] > 0);
  return first < 0 ? '0 s' : parts.slice(first, first + 2).filter((p, i) => i === 0 || p[0] > 0).map(p => `${p[0]} ${p[1]}`).join(' ');
};

const place = v => Number.isInteger(v) ? v.toLocaleString('en-US') : number(v);
const time = v => new Date(v * 1000).toLocaleString('sv-SE');      // year-month-day, 24 hours, the reader's zone

// The date stands under the first tick and wherever it changes.
function times(u, splits, axis, space, step) {
  let last = '';
  return splits.map(v => {
    if (v == null) return '';
    const [date, clock] = time(v).split(' ');
    const day = date === last ? '' : (last = date);
    return step >= 86400 ? date : clock.slice(0, step < 60 ? 8 : 5) + (day && '\n' + day);
  });
}

// By the number of the kind: how a place reads, and what the axis needs to know.
export const axes = [
  { text: place, axis: { values: (u, splits) => splits.map(v => v == null ? '' : place(v)) } },
  { text: duration, axis: { incrs: [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 43200, 86400, 172800, 604800, 2419200], values: (u, splits) => splits.map(v => v == null ? '' : duration(v)) } },
  { text: time, time: true, axis: { size: 46, values: times } },
];
