// Everything on the map, in typed arrays: an object is a number, its fields stand at that place.

export const stages = ['', 'commissioned', 'packed', 'shipped', 'in transit', 'received', 'stored', 'on shelf', 'sold', 'returned', 'recalled', 'decommissioned'];
const reasons = ['located', 'too few links', 'ambiguous', 'inconsistent'];
const pointSize = 20;

export class Objects {
  constructor() {
    this.names = [];
    this.numbers = new Map();
    this.total = 0;
    this.alerts = new Set();
    this.version = 0;
    this.interval = 200;
    this.updated = 0;
    this.allocate(1024);
  }

  allocate(size) {
    const keep = (old, Type) => { const next = new Type(size); if (old) next.set(old); return next; };
    this.fromX = keep(this.fromX, Float32Array);
    this.fromY = keep(this.fromY, Float32Array);
    this.toX = keep(this.toX, Float32Array);
    this.toY = keep(this.toY, Float32Array);
    this.since = keep(this.since, Float64Array);
    this.major = keep(this.major, Float32Array);
    this.minor = keep(this.minor, Float32Array);
    this.angle = keep(this.angle, Float32Array);
    this.status = keep(this.status, Uint8Array);
    this.stage = keep(this.stage, Uint8Array);
    this.placed = keep(this.placed, Uint8Array);
    this.heard = keep(this.heard, Uint8Array);
    this.alert = keep(this.alert, Uint8Array);
  }

  get count() { return this.names.length; }

  add(first, names, total) {
    names.forEach((name, i) => {
      if (first + i === this.names.length) {
        this.numbers.set(name, this.names.length);
        this.names.push(name);
        if (this.names.length > this.toX.length) this.allocate(2 * this.toX.length);
        if (this.alerts.has(name)) this.alert[this.names.length - 1] = 1;
      }
    });
    this.total = total;
    this.version++;
  }

  /** Takes points as the silo sends them. They move to their new places during the time that one update has been taking. */
  apply(base64, now, smooth) {
    const bytes = decode(base64);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.updated) this.interval += (Math.min(1000, Math.max(100, now - this.updated)) - this.interval) * 0.2;
    this.updated = now;
    for (let at = 0; at + pointSize <= bytes.length; at += pointSize) {
      const id = view.getUint32(at, true);
      if (id >= this.names.length) continue;
      const x = view.getInt32(at + 4, true) / 1000, y = view.getInt32(at + 8, true) / 1000;
      const moves = smooth && this.placed[id];
      this.fromX[id] = moves ? this.x(id, now) : x;
      this.fromY[id] = moves ? this.y(id, now) : y;
      this.toX[id] = x;
      this.toY[id] = y;
      this.since[id] = now;
      this.major[id] = view.getUint16(at + 12, true) / 1000;
      this.minor[id] = view.getUint16(at + 14, true) / 1000;
      this.angle[id] = view.getInt16(at + 16, true) / 32768 * Math.PI;
      this.status[id] = bytes[at + 18] & 15;
      this.stage[id] = bytes[at + 18] >> 4;
      this.placed[id] = bytes[at + 19] & 1;
      this.heard[id] = bytes[at + 19] >> 1 & 1;
    }
    this.version++;
  }

  share(id, now) { const share = (now - this.since[id]) / this.interval; return share < 1 ? share : 1; }

  x(id, now) { return this.fromX[id] + (this.toX[id] - this.fromX[id]) * this.share(id, now); }

  y(id, now) { return this.fromY[id] + (this.toY[id] - this.fromY[id]) * this.share(id, now); }

  /** Whether anything is still on its way to where it is. */
  isMoving(now) { return now - this.updated < this.interval + 40; }

  mark(names) {
    this.alerts = new Set(names);
    this.alert.fill(0);
    for (const name of names) {
      const id = this.numbers.get(name);
      if (id !== undefined) this.alert[id] = 1;
    }
    this.version++;
  }

  stateOf(id) {
    const stage = stages[this.stage[id]];
    if (this.alert[id]) return { kind: 'alert', text: 'open alert' };
    if (this.status[id] !== 0 && this.heard[id]) return { kind: 'heard', text: 'heard at an antenna' };
    if (this.status[id] !== 0) return { kind: 'lost', text: this.placed[id] ? `last known place: ${reasons[this.status[id]]}` : `not located: ${reasons[this.status[id]]}` };
    return { kind: 'located', text: stage || 'located' };
  }

  /** The placed object next to a point, within a distance in metres; −1 for none. A plain walk over the arrays takes microseconds. */
  nearest(x, y, within, now) {
    let best = -1, least = within * within;
    for (let id = 0; id < this.names.length; id++) {
      if (!this.placed[id]) continue;
      const dx = this.x(id, now) - x, dy = this.y(id, now) - y, square = dx * dx + dy * dy;
      if (square <= least) { least = square; best = id; }
    }
    return best;
  }
}

function decode(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
