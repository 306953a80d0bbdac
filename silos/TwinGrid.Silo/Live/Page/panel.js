// Everything about one object: where it is, its chart, its hologram, its containers and what happened to it.
import { ago, byId, el, getJson, metres, moment, svg } from './dom.js';
import { chart } from './chart.js';
import { pictureOf } from './over.js';
import { camel, seriesOf } from './shapes.js';
import { timeline } from './timeline.js';

const words = value => String(value ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase();
const verdicts = { 0: 'stationary', 1: 'moving', 2: 'missing', 3: 'newly joined' };

export class Panel {
  /** @param handlers select(name), clear() */
  constructor(objects, map, site, handlers) {
    Object.assign(this, { objects, map, site, handlers });
    this.panel = byId('side-object');
    this.name = null;
    this.wantsHologram = false;
    this.clear();
    setInterval(() => { if (this.name) { this.place(); this.age(); } }, 1000);
  }

  clear() {
    this.name = null;
    this.run?.abort();
    this.panel.replaceChildren(el('p', { class: 'empty' }, el('strong', {}, 'Nothing selected'), 'Choose an object on the map, in the list, or search for its name or EPC.'));
  }

  /** Shows an object; every part comes when it is there, and says so when it is not. */
  async show(name) {
    this.run?.abort();
    const run = this.run = new AbortController();
    this.name = name;
    this.epc = null;
    this.seen = null;
    this.parts = {
      chips: el('div', { class: 'chips' }), facts: el('dl', { class: 'facts' }), epc: el('p', { class: 'epc' }), inside: el('div'),
      chart: el('div'), timeline: el('div'), hologram: el('div'),
    };
    this.details = {};
    const { parts } = this;
    this.panel.replaceChildren(
      el('div', { class: 'who' }, el('h2', {}, name), el('button', { class: 'close', type: 'button', onclick: () => this.handlers.clear(), 'aria-label': `Close ${name}` }, cross())),
      parts.epc, parts.chips, parts.facts, parts.hologram, parts.inside, parts.chart, parts.timeline);
    this.place();
    this.holograms();
    await this.load(run);
  }

  async load(run) {
    const { name, parts } = this, site = encodeURIComponent(this.site()), path = encodeURIComponent(name);
    const part = async (work, where, title) => {
      try {
        await work();
      } catch (fault) {
        if (fault.name !== 'AbortError' && !run.signal.aborted) where?.replaceChildren(title && el('h3', {}, title), el('p', { class: 'fault' }, fault.message));
      }
    };
    const ask = address => getJson(address, run.signal);
    const identity = await ask(`/live/${site}/objects/${path}`).catch(() => null);
    if (run.signal.aborted) return;
    this.epc = identity?.epc ?? null;
    this.zone = identity?.place ?? null;
    parts.epc.textContent = this.epc ?? '';
    const epc = encodeURIComponent(this.epc ?? name);
    await Promise.all([
      part(async () => this.twin(await ask(`/sites/${site}/objects/${path}`), identity), parts.facts),
      part(async () => this.path(await ask(`/sites/${site}/objects/${path}/history`)), null),
      part(async () => this.where(camel(await ask(`/where?epc=${epc}`))), parts.inside, 'Containment'),
      part(async () => this.temperature(await ask(`/objects/${path}/temperature?site=${site}`)), parts.chart, 'Temperature'),
      part(async () => parts.timeline.replaceChildren(...timeline(camel(await ask(`/trace?epc=${epc}`)), this.epc, other => this.handlers.open(other))), parts.timeline, 'Timeline'),
    ]);
  }

  /** Name, state and place as the map knows them at this moment. */
  place() {
    const id = this.objects.numbers.get(this.name), { chips, facts } = this.parts;
    const rows = [], marks = [];
    if (id === undefined) marks.push(el('span', { class: 'chip' }, 'not on the map'));
    else {
      const state = this.objects.stateOf(id);
      marks.push(el('span', { class: `chip ${state.kind === 'alert' ? 'bad' : state.kind === 'located' ? 'strong' : ''}` }, state.text));
      if (this.objects.placed[id]) {
        rows.push(['Place', `x ${this.objects.toX[id].toFixed(3)} m, y ${this.objects.toY[id].toFixed(3)} m`]);
        if (this.zone && this.objects.heard[id]) rows.push(['Heard at', this.zone]);
        if (this.objects.major[id] > 0) rows.push(['95 % within', `${metres(this.objects.major[id])} × ${metres(this.objects.minor[id])}`]);
      }
    }
    if (this.details.moving) marks.push(el('span', { class: 'chip' }, this.details.moving));
    if (this.details.stage) marks.push(el('span', { class: 'chip' }, this.details.stage));
    rows.push(...Object.entries(this.details.rows ?? {}));
    this.replace(chips, marks);
    this.replace(facts, rows.flatMap(([term, text]) => [el('dt', {}, term), el('dd', {}, text)]));
  }

  replace(box, children) {
    const text = children.map(child => child.outerHTML).join('');
    if (box.dataset.text === text.length + text) return;
    box.dataset.text = text.length + text;
    box.replaceChildren(...children);
  }

  age() {
    if (!this.seen || !this.details.rows?.['Last seen']) return;
    this.details.rows['Last seen'] = `${moment(this.seen)}, ${ago(this.seen)}`;
  }

  twin(answer) {
    if (!answer || !answer.tags) return;
    this.seen = answer.time;
    const motion = answer.motion ? verdicts[answer.motion.verdict] ?? words(answer.motion.verdict) : answer.isMoving ? 'moved at the last update' : null;
    this.details.moving = motion;
    this.details.rows = { ...this.details.rows, 'Last seen': `${moment(answer.time)}, ${ago(answer.time)}`, Tags: String(answer.tags) };
    this.place();
  }

  path(history) {
    if (!Array.isArray(history)) return;
    this.map.trail = history.map(entry => ({ x: entry.position.x, y: entry.position.y }));
    this.map.refresh(false);
  }

  where(answer) {
    if (!answer || !answer.isKnown) return;
    const stage = words(answer.stage);
    this.details.stage = stage && stage !== 'unknown' && Number.isNaN(Number(stage)) ? stage : null;
    const rows = {};
    if (answer.place) rows['Last place'] = answer.placeSeenAt ? `${short(answer.place)}, ${ago(answer.placeSeenAt)}` : short(answer.place);
    if (answer.confidence?.words) rows.Confidence = answer.confidence.words;
    this.details.rows = { ...rows, ...this.details.rows };
    this.place();
    const containers = answer.containers ?? [];
    if (containers.length) {
      this.parts.inside.replaceChildren(el('h3', {}, 'Inside'), el('ol', { class: 'timeline', 'aria-label': 'Containers from the inside to the outside' }, containers.map(one => {
        const { container } = one;
        return el('li', {}, el('button', { class: 'linkish', type: 'button', onclick: () => this.handlers.open(container) }, short(container)), one.from ? el('time', {}, `since ${moment(one.from)}`) : null);
      })));
    }
  }

  temperature(answer) {
    const series = answer && seriesOf(answer);
    const title = el('h3', {}, 'Temperature', series && el('small', {}, `${series.readings.toLocaleString()} readings`));
    this.parts.chart.replaceChildren(title, series ? chart(series) : el('p', { class: 'quiet' }, 'No temperature is recorded for this object.'));
  }

  holograms() {
    const box = el('input', { type: 'checkbox' }), note = el('p', { class: 'quiet', role: 'status' });
    box.checked = this.wantsHologram;
    box.addEventListener('change', () => { this.wantsHologram = box.checked; this.hologram(note); });
    this.parts.hologram.replaceChildren(el('label', { class: 'switch' }, box, 'Hologram on the map'), note);
    if (box.checked) this.hologram(note);
  }

  async hologram(note) {
    const { name, map } = this;
    map.hologram = null;
    map.refresh(false);
    note.textContent = '';
    if (!this.wantsHologram) return;
    try {
      const view = await getJson(`/live/${encodeURIComponent(this.site())}/objects/${encodeURIComponent(name)}/hologram`, this.run.signal);
      if (name !== this.name) return;
      if (!view) { note.textContent = 'No links of this tag are known: there is nothing to draw.'; return; }
      map.hologram = pictureOf(view, map.hot);
      note.textContent = `Likelihood from ${view.links} links, ${metres(view.columns * view.step)} × ${metres(view.rows * view.step)} round the estimate.`;
      const scale = Math.min(map.width, map.height) * 0.55 / (view.columns * view.step);
      if (map.view.scale < scale) map.place(view.x + view.columns * view.step / 2, view.y + view.rows * view.step / 2, scale);
      map.refresh(false);
    } catch (fault) {
      if (fault.name !== 'AbortError') note.textContent = `The hologram could not be read: ${fault.message}`;
    }
  }
}

const cross = () => svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: 'M3.5 3.5l9 9M12.5 3.5l-9 9' }));

/** The telling end of a URI; a Digital Link keeps its key and value. */
export function short(uri) {
  const link = /^https:\/\/id\.gs1\.org\/(.+)$/.exec(uri);
  if (link) return link[1];
  return uri.startsWith('urn:twingrid:') ? uri.slice(13) : uri.replace(/^https:\/\/ref\.gs1\.org\/cbv\/(BizStep|Disp)-/, '').replace(/^urn:epc:id:/, '');
}
