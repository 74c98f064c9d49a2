// The legend: one button a curve, with its value at the crosshair or the last one.

export const number = v =>
  v === undefined ? '–'
  : Number.isNaN(v) ? 'NaN'
  : !Number.isFinite(v) ? (v > 0 ? '∞' : '−∞')
  : v !== 0 && (Math.abs(v) >= 1e6 || Math.abs(v) < 1e-3) ? Number(v.toPrecision(3)).toExponential()
  : Math.abs(v) >= 1000 ? Math.round(v).toLocaleString('en-US')
  : String(Number(v.toPrecision(4)));

export function createLegend(element, toggle) {
  let shape = '';
  const outputs = new Map();
  const at = document.createElement('span');
  at.className = 'at';

  const build = values => {
    outputs.clear();
    element.replaceChildren(...values.map(v => {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('aria-pressed', String(!v.hidden));
      button.title = `Show or hide ${v.name}`;
      button.innerHTML = '<svg viewBox="0 0 24 8" aria-hidden="true"><line x1="0" y1="4" x2="24" y2="4" stroke-width="2.5"/></svg><span></span><output></output>';
      const line = button.querySelector('line');
      line.style.stroke = `var(${v.style.color})`;
      line.setAttribute('stroke-dasharray', v.style.dash.map(d => d * .75).join(' '));
      button.querySelector('span').textContent = v.label;
      button.addEventListener('click', () => toggle(v.name));
      outputs.set(v.name, button.querySelector('output'));
      return button;
    }), at);
  };

  return {
    show(entries) {
      const now = JSON.stringify(entries.values.map(v => [v.name, v.hidden]));
      if (now !== shape) {
        const focused = [...element.children].indexOf(document.activeElement);
        build(entries.values);
        shape = now;
        element.children[focused]?.focus();
      }
      for (const v of entries.values) outputs.get(v.name).textContent = number(v.value);
      at.textContent = entries.at == null ? 'last' : `at ${entries.at.toLocaleString('en-US')}`;
    },
  };
}
