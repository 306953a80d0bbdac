// What lies over the dots: ellipses, the hologram, the path and ring of the selected object, names.

const mostEllipses = 300;

export function drawOver(map, now) {
  const { over, width, height, objects, ratio, palette, view } = map;
  const context = over.getContext('2d');
  const shows = map.selected >= 0 || map.hovered >= 0 || document.activeElement === map.box;
  const ellipses = map.inSight > 0 && map.inSight <= mostEllipses;
  if (!shows && !ellipses && !map.overIsUsed) return;
  context.clearRect(0, 0, width, height);
  map.overIsUsed = shows || ellipses;
  if (map.hologram) {
    const { picture, x, y, step, columns, rows } = map.hologram;
    context.globalAlpha = 0.9;
    context.drawImage(picture, map.px(x - step / 2), map.py(y + (rows - 0.5) * step), columns * step * view.scale, rows * step * view.scale);
    context.globalAlpha = 1;
    ring(map, context, map.selected, now);
  }
  if (ellipses) {
    context.strokeStyle = palette.dot;
    context.lineWidth = ratio;
    context.globalAlpha = 0.55;
    for (let id = 0; id < objects.count; id++) if (objects.placed[id] && id !== map.selected && objects.major[id] * view.scale > 6 * ratio) ellipse(map, context, id, now);
    context.globalAlpha = 1;
  }
  if (document.activeElement === map.box && map.selected < 0) crosshair(map, context);
  if (map.selected >= 0 && objects.placed[map.selected]) {
    trail(map, context, now);
    ring(map, context, map.selected, now);
    label(map, context, map.selected, now, true);
  }
  if (map.hovered >= 0 && map.hovered !== map.selected) label(map, context, map.hovered, now, false);
}

function ellipse(map, context, id, now) {
  const { objects, view } = map;
  const x = map.px(objects.x(id, now)), y = map.py(objects.y(id, now));
  if (x < 0 || y < 0 || x > map.width || y > map.height) return;
  context.beginPath();
  context.ellipse(x, y, objects.major[id] * view.scale, Math.max(1, objects.minor[id] * view.scale), -objects.angle[id], 0, 2 * Math.PI);
  context.stroke();
}

function trail(map, context, now) {
  if (map.trail.length < 2) return;
  context.strokeStyle = map.palette.accent;
  context.globalAlpha = 0.5;
  context.lineWidth = 1.5 * map.ratio;
  context.beginPath();
  map.trail.forEach((place, i) => (i === 0 ? context.moveTo(map.px(place.x), map.py(place.y)) : context.lineTo(map.px(place.x), map.py(place.y))));
  context.lineTo(map.px(map.objects.x(map.selected, now)), map.py(map.objects.y(map.selected, now)));
  context.stroke();
  context.globalAlpha = 1;
}

function ring(map, context, id, now) {
  const { objects, ratio, palette, view } = map;
  const x = map.px(objects.x(id, now)), y = map.py(objects.y(id, now));
  context.strokeStyle = palette.ink;
  context.lineWidth = 2 * ratio;
  context.beginPath();
  context.arc(x, y, 9 * ratio, 0, 2 * Math.PI);
  context.stroke();
  if (objects.major[id] * view.scale > 2 * ratio) {
    context.strokeStyle = palette.accent;
    context.lineWidth = 1.5 * ratio;
    ellipse(map, context, id, now);
  }
}

function label(map, context, id, now, strong) {
  const { objects, ratio, palette } = map;
  const name = objects.names[id], text = name.length > 34 ? `${name.slice(0, 33)}…` : name;
  context.font = `${strong ? 600 : 400} ${12.5 * ratio}px ui-monospace, "Liberation Mono", monospace`;
  const w = context.measureText(text).width + 14 * ratio, h = 22 * ratio;
  const x = map.px(objects.x(id, now)), y = map.py(objects.y(id, now));
  const left = Math.max(4 * ratio, Math.min(map.width - w - 4 * ratio, x - w / 2));
  const top = y - 16 * ratio - h > 4 * ratio ? y - 16 * ratio - h : y + 16 * ratio;
  context.fillStyle = palette.surface;
  context.strokeStyle = palette.region;
  context.lineWidth = ratio;
  context.beginPath();
  context.roundRect(left, top, w, h, 5 * ratio);
  context.fill();
  context.stroke();
  context.fillStyle = palette.ink;
  context.fillText(text, left + 7 * ratio, top + 15.5 * ratio);
}

function crosshair(map, context) {
  const x = map.width / 2, y = map.height / 2, half = 10 * map.ratio;
  context.strokeStyle = map.palette.ink;
  context.lineWidth = 1.5 * map.ratio;
  context.beginPath();
  context.moveTo(x - half, y);
  context.lineTo(x + half, y);
  context.moveTo(x, y - half);
  context.lineTo(x, y + half);
  context.stroke();
}

/** A hologram's levels as a picture that lies over the map: the likelier, the denser. */
export function pictureOf(view, [r, g, b]) {
  const levels = atob(view.levels);
  const canvas = document.createElement('canvas');
  canvas.width = view.columns;
  canvas.height = view.rows;
  const context = canvas.getContext('2d'), image = context.createImageData(view.columns, view.rows);
  for (let row = 0; row < view.rows; row++) {
    for (let column = 0; column < view.columns; column++) {
      const level = levels.charCodeAt((view.rows - 1 - row) * view.columns + column), at = (row * view.columns + column) * 4;
      image.data[at] = r;
      image.data[at + 1] = g;
      image.data[at + 2] = b;
      image.data[at + 3] = Math.round(235 * (level / 255) ** 1.6);
    }
  }
  context.putImageData(image, 0, 0);
  return { picture: canvas, x: view.x, y: view.y, step: view.step, columns: view.columns, rows: view.rows };
}
