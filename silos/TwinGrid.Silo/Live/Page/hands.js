// Pointers, wheel and keys on the map.
import { byId } from './dom.js';

export function attach(map, onClear) {
  const box = map.box, down = new Map();
  let moved = 0, spread = 0;
  const place = event => {
    const frame = box.getBoundingClientRect();
    return { x: (event.clientX - frame.left) * map.ratio, y: (event.clientY - frame.top) * map.ratio };
  };
  const hover = id => {
    if (map.hovered === id) return;
    map.hovered = id;
    box.classList.toggle('pointing', id >= 0);
    map.refresh(false);
  };
  box.addEventListener('pointerdown', event => {
    box.setPointerCapture(event.pointerId);
    down.set(event.pointerId, place(event));
    moved = 0;
    spread = 0;
  });
  box.addEventListener('pointermove', event => {
    const at = place(event), before = down.get(event.pointerId);
    if (!before) return hover(map.pick(at.x, at.y));
    down.set(event.pointerId, at);
    if (down.size === 2) {
      const [one, other] = [...down.values()];
      const next = Math.hypot(one.x - other.x, one.y - other.y);
      if (spread > 0) map.zoom(next / spread, (one.x + other.x) / 2, (one.y + other.y) / 2);
      spread = next;
      moved = 100;
      return undefined;
    }
    moved += Math.hypot(at.x - before.x, at.y - before.y);
    if (moved > 4 * map.ratio) {
      box.classList.add('dragging');
      map.pan(before.x - at.x, before.y - at.y);
    }
    return undefined;
  });
  const end = event => {
    if (!down.delete(event.pointerId)) return;
    box.classList.remove('dragging');
    spread = 0;
    if (event.type === 'pointerup' && moved <= 4 * map.ratio) {
      const at = place(event), id = map.pick(at.x, at.y);
      if (id >= 0) map.onSelect(id, false);
      else onClear();
    }
  };
  box.addEventListener('pointerup', end);
  box.addEventListener('pointercancel', end);
  box.addEventListener('pointerleave', () => hover(-1));
  box.addEventListener('wheel', event => {
    event.preventDefault();
    const at = place(event);
    map.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) / 300), at.x, at.y);
  }, { passive: false });
  box.addEventListener('focus', () => map.refresh(false));
  box.addEventListener('blur', () => map.refresh(false));
  const stride = () => 60 * map.ratio;
  const keys = {
    ArrowLeft: () => map.pan(-stride(), 0), ArrowRight: () => map.pan(stride(), 0), ArrowUp: () => map.pan(0, -stride()), ArrowDown: () => map.pan(0, stride()),
    '+': () => map.zoom(1.4), '=': () => map.zoom(1.4), '-': () => map.zoom(1 / 1.4), 0: () => map.fit(),
    n: () => map.step(1), p: () => map.step(-1), Escape: onClear,
    Enter: () => { const id = map.pick(map.width / 2, map.height / 2); if (id >= 0) map.onSelect(id, false); },
  };
  box.addEventListener('keydown', event => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  byId('zoom-in').addEventListener('click', () => map.zoom(1.5));
  byId('zoom-out').addEventListener('click', () => map.zoom(1 / 1.5));
  byId('zoom-fit').addEventListener('click', () => map.fit());
}
