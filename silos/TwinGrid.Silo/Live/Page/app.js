// Puts the page together: one site, its objects, and what is selected, kept in the address so that a link shows the same.
import { announce, byId, clock, el, getJson, number, tabs } from './dom.js';
import { Alerts } from './alerts.js';
import { showAdapters } from './adapters.js';
import { attach } from './hands.js';
import { Link } from './link.js';
import { List } from './list.js';
import { SiteMap } from './map.js';
import { Objects } from './objects.js';
import { Panel } from './panel.js';
import { Search } from './search.js';

const where = new URLSearchParams(location.hash.slice(1));
let site = where.get('site'), selected = where.get('object'), link = null, state = 'loading', plan = null;
let objects = new Objects(), marked = [];

const map = new SiteMap(objects, (id, reveal) => select(objects.names[id], reveal));
const list = new List(objects, id => select(objects.names[id], true));
const panel = new Panel(objects, map, () => site, { open: uri => openUri(uri), clear: () => clear() });
const alerts = new Alerts({ changed: names => { marked = names; objects.mark(names); map.refresh(false); list.draw(); }, open: name => select(name, true) });
const showView = tabs(byId('views'), id => { if (id === 'tab-list') list.draw(); else map.resize(); });
const showSide = tabs(byId('sides'));
new Search(() => site, name => select(name, true));
attach(map, () => clear());
byId('site').addEventListener('change', event => open(event.target.value));
byId('skip').addEventListener('click', event => { event.preventDefault(); showView('tab-list'); byId('tab-list').focus(); });
setInterval(() => { if (state === 'lost') sayLost(); list.draw(); }, 1000);
start();

async function start() {
  try {
    const sites = await getJson('/live/sites');
    if (sites.length === 0) {
      sayState('empty', 'No site yet');
      note('No site is set up yet', ['A site appears here when a session sets it up. To see one now: ', el('code', {}, './twingrid serve --simulate')]);
      setTimeout(start, 3000);
      return;
    }
    const box = byId('site');
    box.replaceChildren(...sites.map(name => el('option', { value: name }, name)));
    box.disabled = sites.length < 2;
    open(sites.includes(site) ? site : sites[0]);
  } catch (fault) {
    sayState('lost', 'No answer');
    note('The silo does not answer', [fault.message, '. Trying again.']);
    setTimeout(start, 2000);
  }
}

function open(name) {
  if (site !== name) selected = null;
  site = name;
  byId('site').value = name;
  byId('site-title').textContent = `Site ${name}`;
  link?.close();
  objects = new Objects();
  for (const part of [map, list, panel]) part.objects = objects;
  map.select(-1);
  panel.clear();
  sayState('loading', 'Connecting');
  note('Loading the map', ['One moment…']);
  link = new Link(name, { load, names: message => { objects.add(message.first, message.names, message.total); changed(); }, points, adapters: showAdapters, state: connection });
  remember();
}

/** A whole map: at the start, and when the silo was restarted and numbers mean something else. */
function load(loaded) {
  plan = loaded;
  const fresh = new Objects();
  fresh.mark(marked);
  fresh.add(0, loaded.names, loaded.total);
  fresh.apply(loaded.points, performance.now(), false);
  fresh.updated = 0;
  objects = fresh;
  for (const part of [map, list, panel]) part.objects = fresh;
  map.load({ ...loaded, site });
  showAdapters(loaded.adapters);
  list.sort();
  if (selected) select(selected, true);
  changed();
}

function points(data) {
  objects.apply(data, performance.now(), map.smooth);
  map.refresh(false);
  if (!byId('map-note').hidden) changed();
}

function changed() {
  const { count, total } = objects;
  byId('count').textContent = plan ? `${number(total)} object${total === 1 ? '' : 's'}${count < total ? ` (${number(count)} shown)` : ''} · ${plan.anchors.length} anchor${plan.anchors.length === 1 ? '' : 's'}` : '';
  byId('map').setAttribute('aria-label', map.describe());
  if (plan && !objects.placed.includes(1)) note('Nothing is located yet', ['Objects appear here as soon as enough links reach them.']);
  else byId('map-note').hidden = true;
  map.refresh(false);
  list.draw();
}

function connection(kind, since, reason) {
  const before = state;
  state = kind;
  map.box.classList.toggle('stale-data', kind === 'lost');
  if (kind === 'live') {
    sayState('live', 'Live');
    byId('stale').hidden = true;
    if (before === 'lost') announce('Connected again');
  } else {
    link.since = since;
    link.reason = reason;
    sayLost();
  }
}

function sayLost() {
  const since = link?.since;
  sayState('lost', 'Connection lost');
  if (!since) {
    note('The map could not be loaded', [link?.reason ?? 'The silo does not answer', ' Trying again.']);
    return;
  }
  const text = `Connection lost. What you see is as of ${clock(since)}; trying again.`, box = byId('stale');
  if (box.textContent !== text) { box.textContent = text; }
  box.hidden = false;
}

function sayState(kind, text) {
  const box = byId('link');
  state = kind;
  if (box.dataset.state === kind && box.lastElementChild.textContent === text) return;
  box.dataset.state = kind;
  box.lastElementChild.textContent = text;
}

function note(title, rest) {
  const box = byId('map-note');
  box.replaceChildren(el('strong', {}, title), ...rest);
  box.hidden = false;
}

function select(name, reveal) {
  selected = name;
  const id = objects.numbers.get(name) ?? -1;
  map.select(id);
  list.select(id);
  if (reveal) map.reveal(id);
  showSide('tab-object');
  panel.show(name);
  announce(id >= 0 ? `${name} selected, ${objects.stateOf(id).text}` : `${name} selected, not on the map`);
  remember();
}

function clear() {
  selected = null;
  map.select(-1);
  list.select(-1);
  panel.clear();
  remember();
}

/** A container or place named by an event: its twin has the name that the search finds for it. */
async function openUri(uri) {
  const answer = await getJson(`/live/${encodeURIComponent(site)}/find?q=${encodeURIComponent(uri)}`).catch(() => null);
  select(answer?.name ?? (uri.startsWith('urn:twingrid:') ? uri.slice(13) : uri), true);
}

function remember() {
  const hash = new URLSearchParams({ site, ...(selected ? { object: selected } : {}) });
  history.replaceState(null, '', `#${hash}`);
}

// For the measurement of frames: what the map has drawn so far.
globalThis.twingrid = { map, get frames() { return map.frames; }, get objects() { return objects; }, alerts };
