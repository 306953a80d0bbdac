// What happened to an object, newest first: its own events and those of the containers it was in.
import { el, moment } from './dom.js';
import { short } from './panel.js';

const most = 200;
const kinds = ['event', 'object', 'aggregation', 'transaction', 'transformation', 'association'];

export function timeline(answer, epc, open) {
  const steps = [...(answer?.steps ?? [])].sort((a, b) => new Date(b.time) - new Date(a.time));
  const positions = (answer?.positions ?? []).map(one => ({ time: one.seenAt, position: one }));
  const all = [...steps.map(step => ({ time: step.time, step })), ...positions].sort((a, b) => new Date(b.time) - new Date(a.time));
  const title = el('h3', {}, 'Timeline', all.length ? el('small', {}, `${steps.length} event${steps.length === 1 ? '' : 's'}`) : null);
  if (all.length === 0) return [title, el('p', { class: 'quiet' }, answer ? 'No event mentions this object.' : 'This silo has no events of this object.')];
  const notes = [...(answer.anomalies ?? []), ...(answer.notes ?? [])];
  return [
    title,
    el('ol', { class: 'timeline' }, all.slice(0, most).map(entry => (entry.step ? eventItem(entry.step, epc, open) : positionItem(entry.position)))),
    all.length > most ? el('p', { class: 'quiet' }, `${all.length - most} older entries are left out here; the trace has them.`) : null,
    notes.length ? el('ul', { class: 'quiet' }, notes.map(note => el('li', {}, note))) : null,
  ].filter(Boolean);
}

function eventItem(step, epc, open) {
  const what = step.bizStep ? short(step.bizStep).replace(/_/g, ' ') : nameOf(step);
  const places = [step.readPoint, step.bizLocation].filter((place, i, both) => place && both.indexOf(place) === i).map(short).join(' → ');
  const disposition = step.disposition ? short(step.disposition).replace(/_/g, ' ') : null;
  const parent = step.parent && step.parent !== epc ? step.parent : null;
  return el('li', { class: step.isWithdrawn ? 'void' : /recall|destroy|damaged|non_sellable|alarm/.test(`${step.bizStep}${step.disposition}`) ? 'bad' : null },
    el('time', { datetime: step.time }, moment(step.time)),
    el('span', { class: 'what' }, `${what}${disposition ? `, ${disposition}` : ''}${step.isWithdrawn ? ' (withdrawn)' : ''}`),
    places ? el('div', { class: 'at' }, places) : null,
    parent ? el('div', { class: 'at' }, verbOf(step), el('button', { class: 'linkish', type: 'button', onclick: () => open(parent) }, short(parent))) : null,
    step.depth > 0 ? el('div', { class: 'at' }, `while inside ${short(step.epc)}`) : null);
}

const positionItem = one => el('li', {}, el('time', { datetime: one.seenAt }, moment(one.seenAt)), el('span', { class: 'what' }, 'located'), el('div', { class: 'at' }, `x ${one.x.toFixed(2)} m, y ${one.y.toFixed(2)} m`));

const actionOf = step => ({ 0: 'add', 1: 'observe', 2: 'delete' }[step.action] ?? String(step.action ?? '').toLowerCase());

function verbOf(step) {
  return { add: 'into ', delete: 'out of ' }[actionOf(step)] ?? 'in ';
}

function nameOf(step) {
  const kind = typeof step.kind === 'number' ? kinds[step.kind] ?? 'event' : String(step.kind).replace(/Event$/, '').toLowerCase();
  return [kind, actionOf(step)].filter(Boolean).join(', ');
}
