// The site map: three canvases, of which only the one that changed is drawn, and only while something moves.
import { Dots } from './dots.js';
import { drawBase } from './base.js';
import { drawOver } from './over.js';
import { byId, metres } from './dom.js';

const closest = 4000, pickPixels = 14;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export class SiteMap {
  constructor(objects, onSelect) {
    this.objects = objects;
    this.onSelect = onSelect;
    this.box = byId('map');
    this.base = byId('base');
    this.over = byId('over');
    this.dots = new Dots(byId('dots'));
    this.plan = null;
    this.selected = -1;
    this.hovered = -1;
    this.hologram = null;
    this.trail = [];
    this.view = { left: 0, top: 0, scale: 100 };
    this.steps = [];
    this.frames = 0;
    this.baseIsOld = true;
    this.colours();
    new ResizeObserver(() => this.resize()).observe(this.box);
    addEventListener('themechange', () => { this.colours(); this.refresh(); });
    this.frame = this.frame.bind(this);
  }

  get smooth() { return !calm.matches; }

  colours() {
    const style = getComputedStyle(document.documentElement);
    const get = name => style.getPropertyValue(name).trim();
    this.palette = Object.fromEntries(['ink', 'muted', 'accent', 'danger', 'surface', 'map', 'grid', 'region', 'dot', 'lost', 'anchor', 'hot'].map(name => [name, get(`--${name}`)]));
    const rgb = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
    this.dots.paint([rgb(this.palette.dot), rgb(this.palette.lost), rgb(this.palette.danger)]);
    this.hot = rgb(this.palette.hot);
  }

  /** Regions, anchors and readers; the view begins with all of them in sight. */
  load(plan) {
    const isNew = this.plan?.site !== plan.site;
    this.plan = plan;
    if (isNew) this.fit();
    this.refresh();
  }

  resize() {
    const ratio = Math.min(2, devicePixelRatio || 1);
    const width = Math.max(1, Math.round(this.box.clientWidth * ratio)), height = Math.max(1, Math.round(this.box.clientHeight * ratio));
    if (this.box.clientWidth === 0) return;
    const first = !this.width;
    const middle = first ? null : this.at(this.width / 2, this.height / 2);
    const oldRatio = this.ratio ?? ratio;
    Object.assign(this, { ratio, width, height });
    for (const canvas of [this.base, this.over]) { canvas.width = width; canvas.height = height; }
    this.dots.resize(width, height);
    if (first || this.isFitted) this.fit();
    else this.place(middle.x, middle.y, this.view.scale * ratio / oldRatio);
    this.refresh();
  }

  bounds() {
    const points = [
      ...(this.plan?.regions ?? []).flatMap(region => [region.low, region.high]),
      ...(this.plan?.anchors ?? []).map(anchor => [anchor.x, anchor.y]),
      ...(this.plan?.readers ?? []).map(reader => [reader.x, reader.y]),
    ];
    if (points.length === 0) for (let id = 0; id < this.objects.count; id++) if (this.objects.placed[id]) points.push([this.objects.toX[id], this.objects.toY[id]]);
    if (points.length === 0) return { x0: 0, y0: 0, x1: 10, y1: 10 };
    const xs = points.map(point => point[0]), ys = points.map(point => point[1]);
    const least = list => list.reduce((a, b) => Math.min(a, b)), most = list => list.reduce((a, b) => Math.max(a, b));
    return { x0: least(xs), y0: least(ys), x1: most(xs), y1: most(ys) };
  }

  fit() {
    if (!this.width) return;
    const { x0, y0, x1, y1 } = this.bounds();
    const margin = 30 * this.ratio, below = 40 * this.ratio;
    const scale = Math.min((this.width - 2 * margin) / Math.max(0.5, x1 - x0), (this.height - 2 * margin - below) / Math.max(0.5, y1 - y0));
    this.place((x0 + x1) / 2, (y0 + y1) / 2 - below / 2 / scale, scale);
    this.isFitted = true;
  }

  /** Puts a point of the site into the middle. */
  place(x, y, scale) {
    this.view = { scale, left: x - this.width / 2 / scale, top: y + this.height / 2 / scale };
    this.isFitted = false;
    this.refresh();
  }

  at(px, py) { return { x: this.view.left + px / this.view.scale, y: this.view.top - py / this.view.scale }; }

  px(x) { return (x - this.view.left) * this.view.scale; }

  py(y) { return (this.view.top - y) * this.view.scale; }

  pan(dx, dy) {
    this.view = { ...this.view, left: this.view.left + dx / this.view.scale, top: this.view.top - dy / this.view.scale };
    this.isFitted = false;
    this.refresh();
  }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const before = this.at(px, py);
    const scale = Math.max(0.05, Math.min(closest * this.ratio, this.view.scale * factor));
    this.view = { scale, left: before.x - px / scale, top: before.y + py / scale };
    this.isFitted = false;
    this.refresh();
  }

  /** The object at a point of the canvas; −1 for none. */
  pick(px, py) {
    const { x, y } = this.at(px, py);
    return this.objects.nearest(x, y, pickPixels * this.ratio / this.view.scale, performance.now());
  }

  select(id) {
    this.selected = id;
    this.hologram = null;
    this.trail = [];
    this.refresh(false);
  }

  /** Brings an object into sight, without moving a view that shows it already. */
  reveal(id) {
    if (id < 0 || !this.objects.placed[id] || !this.width) return;
    const px = this.px(this.objects.toX[id]), py = this.py(this.objects.toY[id]), edge = 50 * this.ratio;
    if (px < edge || py < edge || px > this.width - edge || py > this.height - edge) this.place(this.objects.toX[id], this.objects.toY[id], this.view.scale);
  }

  /** The next object from the middle outwards, or back. */
  step(by) {
    const now = performance.now();
    if (this.stepVersion !== this.objects.names.length || this.steps.length === 0) {
      const { x, y } = this.at(this.width / 2, this.height / 2);
      const far = id => Math.hypot(this.objects.x(id, now) - x, this.objects.y(id, now) - y);
      this.steps = [...this.objects.names.keys()].filter(id => this.objects.placed[id]).map(id => [far(id), id]).sort((a, b) => a[0] - b[0]).map(pair => pair[1]);
      this.stepVersion = this.objects.names.length;
    }
    if (this.steps.length === 0) return;
    const at = this.steps.indexOf(this.selected);
    const to = at < 0 ? (by > 0 ? 0 : this.steps.length - 1) : (at + by + this.steps.length) % this.steps.length;
    this.onSelect(this.steps[to], true);
  }

  refresh(withBase = true) {
    this.baseIsOld ||= withBase;
    this.isOld = true;
    if (!this.asked) { this.asked = true; requestAnimationFrame(this.frame); }
  }

  frame(now) {
    this.asked = false;
    if (!this.width || this.box.offsetParent === null) return;
    if (this.baseIsOld) { drawBase(this); this.baseIsOld = false; }
    const crowd = this.objects.count;
    const radius = (crowd > 4000 ? 2 : crowd > 1000 ? 2.5 : crowd > 200 ? 3.5 : 4.5) * this.ratio * (this.view.scale / this.ratio > 400 ? 1.3 : 1);
    this.inSight = this.dots.draw(this.objects, this.view, Math.round(radius * 2) / 2, now);
    drawOver(this, now);
    this.frames++;
    this.isOld = false;
    if (this.objects.isMoving(now)) this.refresh(false);
  }

  /** What the map says to those who do not see it. */
  describe() {
    const plan = this.plan;
    if (!plan) return 'Site map';
    const regions = plan.regions.map(region => `${region.name} ${metres(region.high[0] - region.low[0])} by ${metres(region.high[1] - region.low[1])}`).join(', ');
    return `Map of ${plan.site}: ${this.objects.total} objects${regions ? `, regions ${regions}` : ''}`;
  }
}
