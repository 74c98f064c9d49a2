// Painted masks back into labels. Trainers paint VOC's colours at 65 % over the grey picture, so with the picture at hand a
// pixel's label follows from its colour; where it does not, the painting is somebody else's and is shown as it is.
const share = Math.fround(.65);
const ignored = 255;

// VOC's: the label's bits in threes, spread over the colours from the highest bit down.
const colour = label => {
  const c = [0, 0, 0];
  for (let bit = 7, rest = label; rest > 0; bit--, rest >>= 3) for (let i = 0; i < 3; i++) c[i] |= (rest >> i & 1) << bit;
  return c;
};
const colours = Array.from({ length: 256 }, (_, label) => colour(label));

const grey = (data, i) => Math.floor((299 * data[i] + 587 * data[i + 1] + 114 * data[i + 2]) / 1000);
const painted = (under, over) => {
  const value = Math.fround(under + Math.fround((over - under) * share));
  const low = Math.floor(value);
  return value - low === .5 ? low + (low & 1) : Math.round(value);     // halves to the even, as the painter rounds
};

const tables = new Map();       // by grey: colour as a number → label
const tableOf = under => {
  if (!tables.has(under)) {
    const table = new Map();
    for (let label = 255; label > 0; label--) {
      const [r, g, b] = colours[label].map(c => painted(under, c));
      table.set(r << 16 | g << 8 | b, label);
    }
    table.set(under << 16 | under << 8 | under, 0);
    tables.set(under, table);
  }
  return tables.get(under);
};

// The label of each pixel and the set of those present; null where one in fifty or more cannot be told.
export function labelsOf(image, input) {
  const labels = new Uint8Array(image.width * image.height);
  const present = new Set();
  let unknown = 0;
  for (let p = 0, i = 0; p < labels.length; p++, i += 4) {
    const label = tableOf(grey(input.data, i)).get(image.data[i] << 16 | image.data[i + 1] << 8 | image.data[i + 2]);
    if (label === undefined) unknown++;
    else present.add(labels[p] = label);
  }
  return unknown * 50 > labels.length ? null : { labels, present };
}

// Labels in their colours over the picture; without labels the painting over the picture.
export function blend(image, input, found, { opacity, off }) {
  const out = new ImageData(image.width, image.height);
  const hidden = new Set(off);
  for (let i = 0, p = 0; i < out.data.length; i += 4, p++) {
    const label = found?.labels[p];
    const over = found ? (label === 0 || hidden.has(label) ? null : label === ignored ? colours[ignored] : colours[label]) : image.data.subarray(i, i + 3);
    for (let c = 0; c < 3; c++) out.data[i + c] = over ? input.data[i + c] + (over[c] - input.data[i + c]) * opacity : input.data[i + c];
    out.data[i + 3] = 255;
  }
  return out;
}
