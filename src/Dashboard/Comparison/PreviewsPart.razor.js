// Pictures of several runs that zoom and pan together, drawn so that a pixel of theirs is a whole number of the screen's.
import { labelsOf, blend } from './masks.js';

const steps = [1, 2, 3, 4, 6, 8, 12, 16];

export function show(root, zoomTools, dotnet) {
  const pictures = new Map();     // canvas: what it shows
  const loaded = new Map();       // address: promise of pixels
  const shared = { zoom: 0, x: .5, y: .5, at: null };
  let settings = { opacity: 1, off: [], mask: false };
  let frame = 0;

  const pixels = address => {
    if (!loaded.has(address)) loaded.set(address, read(address));
    return loaded.get(address);
  };

  const redraw = () => { frame ||= requestAnimationFrame(() => { frame = 0; for (const [canvas, shown] of pictures) draw(canvas, shown); }); };

  async function load(canvas) {
    const { picture, input } = canvas.dataset;
    const key = `${picture} ${input}`;
    const shown = pictures.get(canvas);
    if (shown?.key === key) return compose(shown);
    const [painted, base] = await Promise.all([pixels(picture), input ? pixels(input) : null]);
    if (canvas.dataset.picture !== picture || !painted) return;
    const next = { key, painted, base: base && base.width === painted.width && base.height === painted.height ? base : null };
    next.labels = settings.mask && next.base ? labelsOf(painted, next.base) : null;
    compose(next);
    pictures.set(canvas, next);
    canvas.style.aspectRatio = `${painted.width} / ${painted.height}`;
    canvas.dataset.drawn = picture;
  }

  function compose(shown) {
    const { painted, base, labels } = shown;
    shown.image = base ? blend(painted, base, labels, settings) : painted;
    const own = shown.sheet ??= new OffscreenCanvas(painted.width, painted.height);
    own.getContext('2d').putImageData(shown.image, 0, 0);
  }

  // Whole device pixels: as many per pixel as fit, times the zoom; smoothing only where the picture is made smaller.
  function draw(canvas, { sheet }) {
    const ratio = devicePixelRatio || 1;
    const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    if (!width || !height) return;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const fit = Math.min(width / sheet.width, height / sheet.height);
    const wanted = fit * steps[shared.zoom];
    const scale = wanted >= 1 ? Math.floor(wanted) : wanted;
    const [w, h] = [sheet.width * scale, sheet.height * scale];
    const left = w <= width ? Math.floor((width - w) / 2) : Math.round(Math.min(0, Math.max(width - w, width / 2 - shared.x * w)));
    const top = h <= height ? Math.floor((height - h) / 2) : Math.round(Math.min(0, Math.max(height - h, height / 2 - shared.y * h)));
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = scale < 1;
    context.drawImage(sheet, left, top, w, h);
    canvas.place = { left, top, w, h, ratio };
    canvas.dataset.scale = scale;
    if (shared.at) cross(context, left + shared.at.x * w, top + shared.at.y * h, ratio);
  }

  function cross(context, x, y, ratio) {
    for (const [colour, width] of [['#000a', 3], ['#fff', 1]]) {
      context.strokeStyle = colour;
      context.lineWidth = width * ratio;
      context.beginPath();
      context.moveTo(x - 7 * ratio, y); context.lineTo(x + 7 * ratio, y);
      context.moveTo(x, y - 7 * ratio); context.lineTo(x, y + 7 * ratio);
      context.stroke();
    }
  }

  const clamp = v => Math.min(1, Math.max(0, v));
  const place = (canvas, e) => {
    const { left, top, w, h, ratio } = canvas.place;
    const box = canvas.getBoundingClientRect();
    return { x: clamp(((e.clientX - box.left) * ratio - left) / w), y: clamp(((e.clientY - box.top) * ratio - top) / h) };
  };

  function zoom(by, around) {
    const next = by === 0 ? 0 : Math.min(steps.length - 1, Math.max(0, shared.zoom + by));
    if (around && next > shared.zoom) [shared.x, shared.y] = [around.x, around.y];
    if (next === 0) [shared.x, shared.y] = [.5, .5];
    shared.zoom = next;
    zoomTools.querySelector('output').textContent = `${steps[next]}×`;
    redraw();
  }

  const on = new AbortController();
  const listen = (target, type, handler, more) => target.addEventListener(type, handler, { signal: on.signal, ...more });
  listen(zoomTools, 'click', e => {
    const act = e.target.dataset.act;
    if (act) zoom({ in: 1, out: -1, fit: 0 }[act]);
  });
  listen(root, 'wheel', e => {
    if (!e.ctrlKey && !e.metaKey || !e.target.place) return;
    e.preventDefault();
    zoom(e.deltaY < 0 ? 1 : -1, place(e.target, e));
  }, { passive: false });
  listen(root, 'dblclick', e => e.target.place && zoom(shared.zoom === steps.length - 1 ? 0 : 1, place(e.target, e)));
  listen(root, 'keydown', e => {
    const far = .1 / steps[shared.zoom];
    const moves = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
    if (e.key === '+' || e.key === '=') zoom(1);
    else if (e.key === '-') zoom(-1);
    else if (e.key === '0') zoom(0);
    else if (moves[e.key] && shared.zoom > 0) {
      [shared.x, shared.y] = [clamp(shared.x + moves[e.key][0]), clamp(shared.y + moves[e.key][1])];
      redraw();
    } else return;
    e.preventDefault();
  });
  let held = null;
  listen(root, 'pointerdown', e => {
    if (!e.target.place || e.button) return;
    held = { x: e.clientX, y: e.clientY, from: { x: shared.x, y: shared.y } };
    e.target.setPointerCapture(e.pointerId);
  });
  listen(root, 'pointermove', e => {
    const canvas = e.target;
    if (!canvas.place) return;
    if (held && shared.zoom > 0) {
      const { w, h, ratio } = canvas.place;
      [shared.x, shared.y] = [clamp(held.from.x - (e.clientX - held.x) * ratio / w), clamp(held.from.y - (e.clientY - held.y) * ratio / h)];
    }
    shared.at = place(canvas, e);
    redraw();
  });
  listen(root, 'pointerup', () => { held = null; });
  listen(root, 'pointerleave', () => { shared.at = held = null; redraw(); });
  const resized = new ResizeObserver(redraw);
  resized.observe(root);
  // another screen, another ratio: a change of it resizes nothing by itself
  let ratio = null;
  const watchRatio = () => {
    ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    ratio.addEventListener('change', () => { watchRatio(); redraw(); }, { once: true, signal: on.signal });
  };
  watchRatio();

  return {
    async update(change) {
      const maskChanged = change.mask !== settings.mask;
      settings = change;
      if (maskChanged) pictures.clear();
      const now = [...root.querySelectorAll('canvas')];
      for (const canvas of [...pictures.keys()]) if (!now.includes(canvas)) pictures.delete(canvas);
      await Promise.all(now.map(load));
      redraw();
      const found = new Set(now.flatMap(c => [...pictures.get(c)?.labels?.present ?? []]));
      dotnet.invokeMethodAsync('Found', [...found].sort((a, b) => a - b));
    },
    dispose() {
      on.abort();
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  // as stored: no colour management, or labels could not be told from their colours
  const bitmap = await createImageBitmap(await response.blob(), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
