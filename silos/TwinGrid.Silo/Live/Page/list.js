// The same objects as a table: only the rows in sight are in the document, all are counted for a screen reader.
import { byId, el, metres, number } from './dom.js';

const columns = ['Name', 'State', 'Place (x, y)', 'Within'];

export class List {
  constructor(objects, onSelect) {
    this.objects = objects;
    this.onSelect = onSelect;
    this.order = [];
    this.active = 0;
    this.selected = -1;
    this.rows = new Map();
    this.grid = byId('list');
    this.filter = byId('filter');
    this.body = el('div', { class: 'body', role: 'rowgroup' });
    this.grid.append(
      el('div', { class: 'row head', role: 'row', 'aria-rowindex': '1' }, columns.map((text, i) => el('div', { role: 'columnheader', class: i === 3 ? 'cell num wide' : i === 2 ? 'cell num' : 'cell' }, text))),
      this.body);
    this.filter.addEventListener('input', () => this.sort());
    this.grid.addEventListener('scroll', () => this.draw());
    this.grid.addEventListener('keydown', event => this.key(event));
    new ResizeObserver(() => this.draw()).observe(this.grid);
  }

  get height() { return matchMedia('(max-width: 899px)').matches ? 44 : 38; }

  /** Takes up new names, or a filter: rows stand in the order of their names. */
  sort() {
    const text = this.filter.value.trim().toLowerCase(), names = this.objects.names;
    const wanted = [...names.keys()].filter(id => !text || names[id].toLowerCase().includes(text));
    this.order = wanted.sort((a, b) => (names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : 0));
    this.sorted = names.length;
    this.active = Math.min(this.active, Math.max(0, this.order.length - 1));
    this.grid.setAttribute('aria-rowcount', String(this.order.length + 1));
    byId('list-count').textContent = text ? `${number(this.order.length)} of ${number(names.length)}` : `${number(names.length)} objects`;
    const note = byId('list-note');
    note.hidden = this.order.length > 0;
    note.replaceChildren(el('strong', {}, names.length ? 'No name holds this text' : 'No objects yet'), names.length ? 'Search above also finds an object by any form of its EPC.' : 'An object appears here as soon as its tag is located.');
    this.draw();
  }

  draw() {
    if (this.grid.offsetParent === null) return;
    if (this.sorted !== this.objects.names.length) { this.sort(); return; }
    const height = this.height, first = Math.max(0, Math.floor(this.grid.scrollTop / height) - 5);
    const last = Math.min(this.order.length, first + Math.ceil(this.grid.clientHeight / height) + 12);
    this.body.style.height = `${this.order.length * height}px`;
    for (const [at, row] of this.rows) if (at < first || at >= last) if (at !== this.active) { row.remove(); this.rows.delete(at); }
    for (let at = first; at < last; at++) this.row(at, height);
    if (this.order.length && !this.rows.has(this.active)) this.row(this.active, height);
    for (const [at, row] of this.rows) if (at >= this.order.length) { row.remove(); this.rows.delete(at); }
  }

  row(at, height) {
    let row = this.rows.get(at);
    if (!row) {
      row = el('div', { class: 'row', role: 'row', 'aria-rowindex': String(at + 2) },
        el('div', { class: 'cell name', role: 'gridcell' }), el('div', { class: 'cell', role: 'gridcell' }),
        el('div', { class: 'cell num', role: 'gridcell' }), el('div', { class: 'cell num wide', role: 'gridcell' }));
      row.addEventListener('click', () => { this.active = at; this.onSelect(this.order[at]); this.draw(); });
      this.rows.set(at, row);
      const after = [...this.rows.keys()].filter(other => other > at).sort((a, b) => a - b)[0];
      this.body.insertBefore(row, after === undefined ? null : this.rows.get(after));
    }
    this.fill(row, this.order[at], at, height);
  }

  fill(row, id, at, height) {
    const { objects } = this, state = objects.stateOf(id), isPlaced = objects.placed[id];
    const [name, what, place, within] = row.children;
    const say = (cell, text) => { if (cell.textContent !== text) cell.textContent = text; };
    row.style.transform = `translateY(${at * height}px)`;
    row.tabIndex = at === this.active ? 0 : -1;
    row.classList.toggle('chosen', id === this.selected);
    row.setAttribute('aria-selected', String(id === this.selected));
    say(name, objects.names[id]);
    say(what, state.text);
    what.className = `cell state ${state.kind}`;
    say(place, isPlaced ? `${objects.toX[id].toFixed(2)}, ${objects.toY[id].toFixed(2)} m` : 'none');
    say(within, isPlaced && objects.major[id] > 0 ? `± ${metres(objects.major[id])}` : '–');
  }

  key(event) {
    if (!event.target.closest?.('.body')) return;
    const page = Math.max(1, Math.floor(this.grid.clientHeight / this.height) - 1);
    const to = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page, Home: 0, End: this.order.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.focus(Math.max(0, Math.min(this.order.length - 1, to)));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.onSelect(this.order[this.active]);
      this.draw();
    }
  }

  focus(at) {
    this.active = at;
    const height = this.height, top = at * height, head = height;
    if (top < this.grid.scrollTop) this.grid.scrollTop = top;
    else if (top + 2 * head > this.grid.scrollTop + this.grid.clientHeight) this.grid.scrollTop = top + 2 * head - this.grid.clientHeight;
    this.draw();
    this.rows.get(at)?.focus({ preventScroll: true });
  }

  select(id) {
    this.selected = id;
    this.draw();
  }
}
