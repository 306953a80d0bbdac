// Search by part of a name or by an EPC in any form: hex of a tag, URN, Digital Link, element string.
import { byId, el, getJson } from './dom.js';

export class Search {
  constructor(site, onPick) {
    this.site = site;
    this.onPick = onPick;
    this.input = byId('q');
    this.box = byId('found');
    this.options = [];
    this.at = -1;
    this.input.addEventListener('input', () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), 120); });
    this.input.addEventListener('keydown', event => this.key(event));
    this.input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
    this.input.addEventListener('focus', () => { if (this.input.value.trim()) this.ask(); });
    byId('search').addEventListener('submit', event => { event.preventDefault(); this.submit(); });
    addEventListener('keydown', event => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName)) { event.preventDefault(); this.input.focus(); }
    });
  }

  async ask() {
    const text = this.input.value.trim();
    this.running?.abort();
    if (!text) { this.close(); return false; }
    const running = this.running = new AbortController();
    try {
      const answer = await getJson(`/live/${encodeURIComponent(this.site())}/find?q=${encodeURIComponent(text)}`, running.signal);
      this.show(text, answer ?? { found: [] });
      return true;
    } catch (fault) {
      if (fault.name !== 'AbortError') this.say(`Search does not work now: ${fault.message}`);
      return false;
    }
  }

  show(text, answer) {
    const options = answer.found.map(name => ({ name, small: null }));
    if (answer.name && !answer.found.includes(answer.name)) options.unshift({ name: answer.name, small: 'not on the map; open its history' });
    this.options = options;
    this.at = -1;
    if (options.length === 0) { this.say(`Nothing is called “${text}”, and it is no EPC.`); return; }
    this.box.replaceChildren(...options.map((option, i) => el('li', { role: 'option', id: `found-${i}`, 'aria-selected': 'false', onpointerdown: event => { event.preventDefault(); this.pick(i); } }, option.name, option.small && el('small', {}, option.small))));
    this.open();
  }

  say(text) {
    this.options = [];
    this.at = -1;
    this.box.replaceChildren(el('li', { class: 'none', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, text));
    this.open();
  }

  open() {
    this.box.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.input.removeAttribute('aria-activedescendant');
  }

  close() {
    this.box.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  key(event) {
    if (event.key === 'Escape') {
      if (!this.box.hidden) { event.preventDefault(); this.close(); }
      return;
    }
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1 }[event.key];
    if (to === undefined || this.box.hidden || this.options.length === 0) return;
    event.preventDefault();
    this.at = (to + this.options.length) % this.options.length;
    [...this.box.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === this.at)));
    this.input.setAttribute('aria-activedescendant', `found-${this.at}`);
    this.box.children[this.at].scrollIntoView({ block: 'nearest' });
  }

  async submit() {
    clearTimeout(this.timer);
    if (this.at >= 0 && !this.box.hidden) { this.pick(this.at); return; }
    if (await this.ask() && this.options.length) this.pick(0);
  }

  pick(i) {
    const { name } = this.options[i];
    this.close();
    this.input.value = '';
    this.onPick(name);
  }
}
