// What stands still on the map: grid, regions, anchors, readers, scale.

const families = 'system-ui, sans-serif';

/** 1, 2 or 5 times a power of ten, at least so large. */
export function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= least * 0.999);
}

export function drawBase(map) {
  const { base, width, height, ratio, palette, plan, view } = map;
  const context = base.getContext('2d');
  context.fillStyle = palette.map;
  context.fillRect(0, 0, width, height);
  grid(map, context);
  if (!plan) return;
  context.lineWidth = 1.5 * ratio;
  context.font = `${12 * ratio}px ${families}`;
  for (const region of plan.regions) {
    const x = map.px(region.low[0]), y = map.py(region.high[1]);
    const w = (region.high[0] - region.low[0]) * view.scale, h = (region.high[1] - region.low[1]) * view.scale;
    context.strokeStyle = palette.region;
    context.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(w), Math.round(h));
    context.fillStyle = palette.muted;
    context.fillText(region.name, Math.max(8 * ratio, x + 1), Math.max(16 * ratio, y - 8 * ratio));
  }
  context.fillStyle = palette.anchor;
  for (const anchor of plan.anchors) triangle(context, map.px(anchor.x), map.py(anchor.y), 5 * ratio);
  context.strokeStyle = palette.anchor;
  for (const reader of plan.readers) {
    const x = map.px(reader.x), y = map.py(reader.y), half = 5 * ratio;
    context.strokeRect(x - half, y - half, 2 * half, 2 * half);
    context.fillRect(x - ratio, y - ratio, 2 * ratio, 2 * ratio);
    if (view.scale / ratio > 60) context.fillText(reader.name, x + 9 * ratio, y + 4 * ratio);
  }
  if (view.scale / ratio > 320) for (const anchor of plan.anchors) context.fillText(anchor.name, map.px(anchor.x) + 8 * ratio, map.py(anchor.y) + 4 * ratio);
  scaleBar(map, context);
}

function grid(map, context) {
  const { width, height, ratio, palette, view } = map;
  const step = niceStep(70 * ratio / view.scale);
  context.beginPath();
  for (let x = Math.ceil(view.left / step) * step; map.px(x) < width; x += step) line(context, Math.round(map.px(x)) + 0.5, 0, Math.round(map.px(x)) + 0.5, height);
  for (let y = Math.floor(view.top / step) * step; map.py(y) < height; y -= step) line(context, 0, Math.round(map.py(y)) + 0.5, width, Math.round(map.py(y)) + 0.5);
  context.lineWidth = 1;
  context.strokeStyle = palette.grid;
  context.stroke();
}

function line(context, x0, y0, x1, y1) {
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
}

function triangle(context, x, y, size) {
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y + size * 0.8);
  context.lineTo(x - size, y + size * 0.8);
  context.fill();
}

function scaleBar(map, context) {
  const { width, ratio, palette, view } = map;
  const length = niceStep(60 * ratio / view.scale), pixels = length * view.scale;
  const x = width - 14 * ratio - pixels, y = 16 * ratio;
  const text = length >= 1000 ? `${length / 1000} km` : length >= 1 ? `${length} m` : `${Math.round(length * 1000) / 10} cm`;
  context.strokeStyle = palette.muted;
  context.lineWidth = 1.5 * ratio;
  context.beginPath();
  context.moveTo(x, y - 4 * ratio);
  context.lineTo(x, y);
  context.lineTo(x + pixels, y);
  context.lineTo(x + pixels, y - 4 * ratio);
  context.stroke();
  context.font = `${11 * ratio}px ${families}`;
  context.fillStyle = palette.muted;
  context.textAlign = 'right';
  context.fillText(text, width - 14 * ratio, y + 14 * ratio);
  context.textAlign = 'left';
}
