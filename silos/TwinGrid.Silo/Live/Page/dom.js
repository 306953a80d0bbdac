// Small helpers: elements, requests, words for numbers and times.

/** An element with attributes (on… adds a listener) and children; a child that is null or false is left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** An element of an SVG picture. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

export const byId = id => document.getElementById(id);

/** What a silo said when it did not answer with success. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** JSON of a path; null where the path has nothing (404), so that a part of the page can say so and the rest goes on. */
export async function getJson(path, signal) {
  const answer = await fetch(path, { signal, headers: { accept: 'application/json' } });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Refusal(answer.status, await reasonOf(answer));
  return answer.json();
}

export async function postJson(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Refusal(answer.status, answer.status === 404 ? 'This silo does not keep excursions under this id.' : await reasonOf(answer));
  return answer.status === 204 ? null : answer.json().catch(() => null);
}

async function reasonOf(answer) {
  const text = await answer.text().catch(() => '');
  try {
    const problem = JSON.parse(text);
    return problem.detail || problem.title || `status ${answer.status}`;
  } catch {
    return `status ${answer.status}`;
  }
}

export const clock = time => new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function moment(time) {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? 'unknown' : at.toLocaleString([], { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** How long ago, in the largest unit that says enough. */
export function ago(time) {
  const seconds = Math.max(0, (Date.now() - new Date(time).getTime()) / 1000);
  if (seconds < 60) return `${Math.round(seconds)} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

export function lasting(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

export const metres = value => Math.abs(value) < 0.995 && value >= 0 ? `${(value * 100).toFixed(1)} cm` : `${value.toFixed(2)} m`;

export const number = value => value.toLocaleString();

export function announce(text) {
  byId('announce').textContent = text;
}

/** Tabs: arrow keys, Home and End move and show; the panels follow. */
export function tabs(list, onShow) {
  const all = [...list.querySelectorAll('[role=tab]')];
  const show = (tab, focus) => {
    for (const one of all) {
      const chosen = one === tab;
      one.setAttribute('aria-selected', String(chosen));
      one.tabIndex = chosen ? 0 : -1;
      byId(one.getAttribute('aria-controls')).hidden = !chosen;
    }
    if (focus) tab.focus();
    onShow?.(tab.id);
  };
  for (const tab of all) tab.addEventListener('click', () => show(tab, false));
  list.addEventListener('keydown', event => {
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    show(all[(to + all.length) % all.length], true);
  });
  return id => show(byId(id), false);
}
