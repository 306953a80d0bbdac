// Excursions that ask something of people: take note, say what becomes of the goods, close the file.
import { ago, announce, byId, el, getJson, lasting, moment, postJson } from './dom.js';
import { excursionsOf } from './shapes.js';

const kinds = { consecutive: 'Out of limits without a break', cumulative: 'Out of limits in sum', 'mean-kinetic': 'Mean kinetic temperature', rate: 'Changes too fast', gap: 'Not measured' };
const verdicts = [['release', 'Release: fit for use'], ['reject', 'Reject: not to be used'], ['investigate', 'Investigate first']];
const poll = 15000;

export class Alerts {
  /** @param handlers changed(pending names), open(subject) */
  constructor(handlers) {
    this.handlers = handlers;
    this.panel = byId('side-alerts');
    this.pending = [];
    this.known = null;
    this.form = null;
    this.render();
    this.load();
    this.listen();
    setInterval(() => this.load(), poll);
  }

  async load() {
    try {
      const answer = await getJson('/excursions');
      this.isAbsent = answer === null;
      this.fault = null;
      this.take(answer === null ? [] : excursionsOf(answer));
    } catch (fault) {
      this.fault = fault.message;
      this.render();
    }
  }

  /** Alerts come by server-sent events where the silo has them; asking now and then goes on beside, so that none is missed. */
  listen() {
    const source = new EventSource('/alerts/stream');
    const soon = () => { clearTimeout(this.soon); this.soon = setTimeout(() => this.load(), 150); };
    source.onmessage = soon;
    for (const kind of ['started', 'ended', 'revised', 'withdrawn', 'acknowledged', 'dispositioned', 'closed']) source.addEventListener(`excursion-${kind}`, soon);
    source.addEventListener('alert', soon);
  }

  take(all) {
    const pending = all.filter(one => one.isPending);
    if (this.known) {
      const fresh = pending.filter(one => one.state === 'open' && !this.known.has(one.id));
      if (fresh.length) byId('alarm').textContent = fresh.length === 1 ? `Alert: ${fresh[0].subject}, ${fresh[0].rule}` : `${fresh.length} new alerts`;
    }
    this.known = new Set(pending.map(one => one.id));
    const same = JSON.stringify(pending) === JSON.stringify(this.pending);
    this.pending = pending;
    const open = pending.filter(one => one.state === 'open').length, badge = byId('alert-count');
    badge.hidden = open === 0;
    badge.replaceChildren(String(open), el('span', { class: 'vh' }, ' open'));
    this.handlers.changed(pending.filter(one => one.state === 'open').map(one => one.subject));
    if (!same || !this.isShown) this.render();
  }

  render() {
    if (this.form && this.panel.contains(document.activeElement) && this.pending.some(one => one.id === this.form.id)) return;
    this.isShown = true;
    if (this.fault) this.panel.replaceChildren(el('p', { class: 'fault', role: 'alert' }, `Alerts could not be read: ${this.fault}`));
    else if (this.isAbsent) this.panel.replaceChildren(el('p', { class: 'empty' }, el('strong', {}, 'No alerts here'), 'This silo keeps no excursions.'));
    else if (this.known === null) this.panel.replaceChildren(el('p', { class: 'empty' }, 'Loading alerts…'));
    else if (this.pending.length === 0) this.panel.replaceChildren(el('p', { class: 'empty' }, el('strong', {}, 'Nothing is open'), 'An excursion appears here within seconds and stays until someone closes it.'));
    else {
      const order = { open: 0, acknowledged: 1, dispositioned: 2 };
      const sorted = [...this.pending].sort((a, b) => order[a.state] - order[b.state] || b.alarm - a.alarm);
      this.panel.replaceChildren(el('ul', { class: 'cards', 'aria-label': 'Open alerts' }, sorted.map(one => this.card(one))));
    }
  }

  card(one) {
    const facts = [
      ['Rule', one.rule], ['Since', one.from ? `${moment(one.from)} (${ago(one.from)})` : 'unknown'],
      [one.until ? 'Ended' : 'Lasting', one.until ? moment(one.until) : one.seconds === null ? 'yes' : `yes, ${lasting(one.seconds)} so far`],
      one.extreme === null ? null : [one.kind === 'gap' ? 'Value' : 'Extreme', `${one.extreme.toFixed(1)}${one.kind === 'rate' ? ' °C/min' : ' °C'}`],
      one.verdict ? ['Verdict', one.verdict] : null,
      one.acts.length ? ['Last act', `${one.acts.at(-1).by}, ${ago(one.acts.at(-1).at)}`] : null,
    ].filter(Boolean);
    const acts = {
      open: [['acknowledge', 'Acknowledge', 'primary']],
      acknowledged: [['disposition', 'Say what becomes of the goods', 'primary']],
      dispositioned: [['close', 'Close', 'primary'], ['disposition', 'Change the verdict', '']],
    }[one.state] ?? [];
    const card = el('li', { class: `card ${one.state}` },
      el('h3', {}, el('button', { class: 'linkish', type: 'button', onclick: () => this.handlers.open(one.subject) }, one.subject)),
      el('p', { class: 'quiet' }, `${kinds[one.kind] ?? 'Excursion'} · ${one.state}`),
      el('dl', { class: 'facts' }, facts.flatMap(([term, text]) => [el('dt', {}, term), el('dd', {}, text)])));
    const row = el('div', { class: 'acts' }, acts.map(([act, text, kind]) =>
      el('button', { class: `button ${kind}`, type: 'button', 'aria-label': `${text}: ${one.subject}, ${one.rule}`, onclick: () => this.ask(card, row, one, act) }, text)));
    card.append(row);
    return card;
  }

  /** A small form in the card itself: who, and what is to be said. */
  ask(card, row, one, act) {
    const label = { acknowledge: 'Acknowledge', disposition: 'Save', close: 'Close' }[act];
    const by = el('input', { name: 'by', required: true, maxlength: 200, autocomplete: 'name', value: this.who() });
    const note = el('input', { name: 'note', maxlength: 2000 });
    const verdict = act === 'disposition' ? el('select', { name: 'verdict' }, verdicts.map(([value, text]) => el('option', { value }, text))) : null;
    const fault = el('p', { class: 'fault', role: 'alert', hidden: true });
    const save = el('button', { class: 'button primary', type: 'submit' }, label);
    const end = () => { this.form = null; form.remove(); row.hidden = false; };
    const form = el('form', {
      class: 'form', onsubmit: async event => {
        event.preventDefault();
        save.disabled = true;
        try {
          await postJson(`/excursions/${encodeURIComponent(one.id)}/${act}`, { by: by.value.trim(), note: note.value.trim(), ...(verdict ? { verdict: verdict.value } : {}) });
          try { localStorage.setItem('twingrid-name', by.value.trim()); } catch { /* then it is asked again */ }
          this.form = null;
          announce(`${label}: ${one.subject}, done`);
          await this.load();
          this.render();
          (this.panel.querySelector('.button') ?? this.panel).focus();
        } catch (problem) {
          fault.textContent = problem.message;
          fault.hidden = false;
          save.disabled = false;
        }
      },
      onkeydown: event => { if (event.key === 'Escape') { end(); row.querySelector('button').focus(); } },
    },
    verdict && el('label', {}, 'Verdict', verdict), el('label', {}, 'Your name', by), el('label', {}, 'Note (optional)', note), fault,
    el('div', { class: 'acts' }, save, el('button', { class: 'button', type: 'button', onclick: () => { end(); row.querySelector('button').focus(); } }, 'Cancel')));
    this.form = one;
    row.hidden = true;
    card.append(form);
    (verdict ?? (by.value ? note : by)).focus();
  }

  who() { try { return localStorage.getItem('twingrid-name') ?? ''; } catch { return ''; } }
}
