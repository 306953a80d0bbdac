// Health of the hardware sessions that feed a site.
import { byId, el, number } from './dom.js';

export function showAdapters(list) {
  const panel = byId('side-adapters'), mark = byId('adapter-mark');
  const bad = list.filter(line => isBad(line)).length;
  mark.hidden = bad === 0;
  mark.replaceChildren(String(bad), el('span', { class: 'vh' }, ' in trouble'));
  if (list.length === 0) {
    panel.replaceChildren(el('p', { class: 'empty' }, el('strong', {}, 'No adapters'), 'Nothing feeds this site yet.'));
    return;
  }
  panel.replaceChildren(el('ul', { class: 'cards', 'aria-label': 'Adapters' }, list.map(line => card(line))));
}

const isBad = line => !line.health || line.health.failuresInARow > 0;

function card({ name, region, health }) {
  const [kind, text] = !health ? ['bad', 'does not answer'] : health.failuresInARow > 0 ? ['bad', 'failing'] : health.isConnected ? ['', 'connected'] : ['idle', health.accepted > 0 ? 'not connected' : 'never connected'];
  const facts = !health ? [] : [
    ['Accepted', `${number(health.accepted)} observations`], ['Repeated', number(health.repeated)],
    health.failuresInARow > 0 ? ['Failures', `${number(health.failuresInARow)} in a row`] : null, health.lastError ? ['Last error', health.lastError] : null,
  ].filter(Boolean);
  return el('li', { class: 'card' },
    el('h3', {}, name), el('p', {}, el('span', { class: `health ${kind}` }, text), el('span', { class: 'quiet' }, ` · feeds ${region}`)),
    el('dl', { class: 'facts' }, facts.flatMap(([term, what]) => [el('dt', {}, term), el('dd', {}, what)])));
}
