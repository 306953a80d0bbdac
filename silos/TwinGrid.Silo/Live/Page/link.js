// The connection to a site: loads the map, follows the stream, comes back when cut off.
import { getJson } from './dom.js';

const silence = 7000, longestWait = 8000;

export class Link {
  /** @param handlers load(map), names(message), points(base64), adapters(list), state(kind, since) */
  constructor(site, handlers) {
    this.site = site;
    this.handlers = handlers;
    this.wait = 500;
    this.heard = 0;
    this.closed = false;
    this.load();
    this.watchdog = setInterval(() => { if (this.source && performance.now() - this.beat > silence) this.lose(); }, 1000);
  }

  close() {
    this.closed = true;
    clearInterval(this.watchdog);
    clearTimeout(this.timer);
    this.source?.close();
  }

  async load() {
    try {
      const map = await getJson(`/live/${encodeURIComponent(this.site)}/map`);
      if (this.closed) return;
      if (!map) throw new Error('The silo knows nothing of this site.');
      this.last = map.id;
      this.handlers.load(map);
      this.follow();
    } catch (fault) {
      if (!this.closed) this.lose(fault.message);
    }
  }

  follow() {
    const source = new EventSource(`/live/${encodeURIComponent(this.site)}/stream?from=${encodeURIComponent(this.last)}`);
    this.source = source;
    this.beat = performance.now();
    const on = (kind, act) => source.addEventListener(kind, event => {
      if (source !== this.source) return;
      this.beat = performance.now();
      this.heard = Date.now();
      this.wait = 500;
      if (event.lastEventId) this.last = event.lastEventId;
      act(event.data);
    });
    source.onopen = () => { if (source === this.source) { this.heard = Date.now(); this.handlers.state('live', this.heard); } };
    source.onerror = () => { if (source === this.source) this.lose(); };
    on('names', data => this.handlers.names(JSON.parse(data)));
    on('points', data => this.handlers.points(data));
    on('adapters', data => this.handlers.adapters(JSON.parse(data)));
    on('beat', () => {});
    on('reload', () => { source.close(); this.source = null; this.load(); });
  }

  /** Says so and tries again, each time after a longer while. */
  lose(reason) {
    this.source?.close();
    this.source = null;
    this.handlers.state('lost', this.heard, reason);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (!this.closed) (this.last ? this.follow() : this.load()); }, this.wait);
    this.wait = Math.min(longestWait, this.wait * 2);
  }
}
