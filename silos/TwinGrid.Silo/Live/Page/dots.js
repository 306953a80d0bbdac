// Ten thousand dots a frame without a graphics card: round stamps written straight into a picture's memory.

/** Offsets of a filled circle, its inside first and its soft edge after. */
function stampOf(radius) {
  const inside = [], edge = [];
  const reach = Math.ceil(radius);
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(x, y)));
      if (cover > 0.95) inside.push([x, y]);
      else if (cover > 0.1) edge.push([x, y, cover]);
    }
  }
  return { inside, edge, reach };
}

const packed = ([r, g, b], share) => (Math.round(255 * share) << 24 | b << 16 | g << 8 | r) >>> 0;

export class Dots {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d', { willReadFrequently: true });
  }

  resize(width, height) {
    this.canvas.width = width;
    this.canvas.height = height;
    this.picture = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.picture.data.buffer);
    this.radius = 0;
  }

  /** Colours as [r, g, b] by kind: located, lost, alert. */
  paint(colours) {
    this.colours = colours;
    this.radius = 0;
  }

  prepare(radius) {
    if (this.radius === radius) return;
    this.radius = radius;
    const width = this.canvas.width;
    const stamp = stampOf(radius);
    this.reach = stamp.reach;
    this.inside = Int32Array.from(stamp.inside, ([x, y]) => y * width + x);
    this.edge = Int32Array.from(stamp.edge, ([x, y]) => y * width + x);
    this.solid = Uint32Array.from(this.colours, colour => packed(colour, 1));
    this.soft = this.colours.map(colour => Uint32Array.from(stamp.edge, ([, , cover]) => packed(colour, cover)));
  }

  /** Draws all placed objects; answers how many are in sight. */
  draw(objects, view, radius, now) {
    this.prepare(radius);
    const { pixels, inside, edge, reach, solid, soft } = this;
    const width = this.canvas.width, height = this.canvas.height;
    const { fromX, fromY, toX, toY, since, placed, status, alert, interval } = objects;
    const count = objects.count, scale = view.scale, left = view.left, top = view.top;
    pixels.fill(0);
    let seen = 0;
    for (let pass = 0; pass < 2; pass++) {
      for (let id = 0; id < count; id++) {
        if (!placed[id] || (alert[id] === 1) !== (pass === 1)) continue;
        let share = (now - since[id]) / interval;
        if (share > 1) share = 1;
        const px = ((fromX[id] + (toX[id] - fromX[id]) * share - left) * scale + 0.5) | 0;
        const py = ((top - fromY[id] - (toY[id] - fromY[id]) * share) * scale + 0.5) | 0;
        if (px < reach || py < reach || px >= width - reach || py >= height - reach) continue;
        seen++;
        const kind = pass === 1 ? 2 : status[id] === 0 ? 0 : 1;
        const at = py * width + px, colour = solid[kind], rim = soft[kind];
        for (let i = 0; i < inside.length; i++) pixels[at + inside[i]] = colour;
        for (let i = 0; i < edge.length; i++) if (pixels[at + edge[i]] === 0) pixels[at + edge[i]] = rim[i];
      }
      if (pass === 0 && objects.alerts.size === 0) break;
    }
    this.context.putImageData(this.picture, 0, 0);
    return seen;
  }
}
