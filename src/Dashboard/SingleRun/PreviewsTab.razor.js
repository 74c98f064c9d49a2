// Lays masks and CAMs over their input pictures. A published mask is its class colours at this share over the grey picture;
// with the input at hand the colours, and so the classes, are found again pixel by pixel.
const share = .65;
const pictures = new Map();

const load = url => {
  if (!pictures.has(url)) pictures.set(url, new Promise(resolve => {
    const picture = new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = () => resolve(null);
    picture.src = url;
  }));
  return pictures.get(url);
};

// The colours of PASCAL VOC: the bits of the class number, spread over the channels.
export function colour(number) {
  let [r, g, b, c] = [0, 0, 0, number];
  for (let bit = 7; bit >= 0; bit--, c >>= 3) {
    r |= (c & 1) << bit;
    g |= (c >> 1 & 1) << bit;
    b |= (c >> 2 & 1) << bit;
  }
  return [r, g, b];
}

const pixels = (picture, width, height) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
};

export async function paint(root, opacity, classes, hidden) {
  const palette = Array.from({ length: classes }, (_, number) => colour(number));
  await Promise.all([...root.querySelectorAll('canvas[data-over]')].map(async canvas => {
    const [under, over] = await Promise.all([load(canvas.dataset.under), load(canvas.dataset.over)]);
    if (!under || !over) return;
    const [width, height] = [over.naturalWidth, over.naturalHeight];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d');
    context.drawImage(under, 0, 0, width, height);
    context.globalAlpha = opacity;
    if (canvas.dataset.mask === undefined || classes === 0)
      context.drawImage(over, 0, 0, width, height);
    else
      context.drawImage(await createImageBitmap(masked(pixels(under, width, height), pixels(over, width, height), palette, new Set(hidden))), 0, 0);
    context.globalAlpha = 1;
    canvas.dataset.painted = opacity;
  }));
}

// Pixels of shown classes in their pure colours, ignored ones white, all others clear.
function masked(under, over, palette, hidden) {
  const result = new ImageData(over.width, over.height);
  for (let i = 0; i < over.data.length; i += 4) {
    const grey = Math.trunc((299 * under.data[i] + 587 * under.data[i + 1] + 114 * under.data[i + 2]) / 1000);
    const pure = [0, 1, 2].map(c => (over.data[i + c] - grey * (1 - share)) / share);
    if ([0, 1, 2].every(c => Math.abs(over.data[i + c] - grey) <= 2)) continue;
    const number = nearest(pure, palette);
    if (hidden.has(number)) continue;
    const [r, g, b] = number > 0 ? palette[number] : [255, 255, 255];
    [result.data[i], result.data[i + 1], result.data[i + 2], result.data[i + 3]] = [r, g, b, 255];
  }
  return result;
}

function nearest(pure, palette) {
  let [found, least] = [0, 900];      // further than this from all of them is no class
  palette.forEach((p, number) => {
    const distance = (p[0] - pure[0]) ** 2 + (p[1] - pure[1]) ** 2 + (p[2] - pure[2]) ** 2;
    if (number > 0 && distance < least) [found, least] = [number, distance];
  });
  return found;
}
