// A drawing as a file. Pixels are doubled: papers and slides are larger than the page.
const scale = 2;

export const saveSvg = (svg, background, name) =>
  save(new Blob([standalone(svg, background).source], { type: 'image/svg+xml' }), `${name}.svg`);

export async function savePng(svg, background, name) {
  const { source, width, height } = standalone(svg, background);
  const image = new Image();
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(source);
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, width, height);
  save(await new Promise(done => canvas.toBlob(done, 'image/png')), `${name}.png`);
}

// With a size and a ground of its own, as it stands on no page.
function standalone(svg, background) {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.style.background = background;
  return { source: new XMLSerializer().serializeToString(copy), width, height };
}

export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
