// The legend: one button a curve, with its value at the crosshair or the last one. With Shift or Alt a curve is shown alone.
import { number } from './axes.js';
import { marker, PathText } from './paths.js';

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
      button.title = `Show or hide ${v.name}; with Shift, it alone`;
      button.innerHTML = '<svg viewBox="0 0 24 10" aria-hidden="true"><line x1="0" y1="5" x2="24" y2="5" stroke-width="2.5"/><path stroke-width="1.5"/></svg><span></span><output></output>';
      const line = button.querySelector('line');
      line.style.stroke = `var(${v.style.color})`;
      line.setAttribute('stroke-dasharray', v.style.dash.map(d => d * .75).join(' '));
      const path = button.querySelector('path');
      path.style.stroke = path.style.fill = `var(${v.style.color})`;
      if (v.style.marker != null) path.setAttribute('d', marker(new PathText(), v.style.marker, 12, 5, 4.5).text);
      button.querySelector('span').textContent = v.label;
      button.addEventListener('click', e => toggle(v.name, e.shiftKey || e.altKey));
      outputs.set(v.name, button.querySelector('output'));
      return button;
    }), at);
  };

  return {
    show(entries) {
      const now = JSON.stringify(entries.values.map(v => [v.name, v.label, v.hidden, v.style]));
      if (now !== shape) {
        const focused = [...element.children].indexOf(document.activeElement);
        build(entries.values);
        shape = now;
        element.children[focused]?.focus();
      }
      for (const v of entries.values) outputs.get(v.name).textContent = number(v.value);
      at.textContent = entries.at == null ? 'last' : `at ${entries.at}`;
    },
  };
}
