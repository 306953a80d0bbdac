// Runs before the first paint, so that a chosen theme never flashes the other one.
(() => {
  const order = ['system', 'light', 'dark'];
  const read = () => { try { return localStorage.getItem('twingrid-theme') ?? 'system'; } catch { return 'system'; } };
  const apply = theme => { document.documentElement.dataset.theme = theme; };
  apply(read());
  addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const show = () => {
      const theme = document.documentElement.dataset.theme;
      button.setAttribute('aria-label', `Colour theme: ${theme}`);
      button.title = `Colour theme: ${theme}`;
    };
    button.innerHTML = '<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.2"/><path class="fill" d="M8 1.8a6.2 6.2 0 0 1 0 12.4z"/></svg>';
    button.addEventListener('click', () => {
      const next = order[(order.indexOf(document.documentElement.dataset.theme) + 1) % order.length];
      apply(next);
      try { localStorage.setItem('twingrid-theme', next); } catch { /* a browser that keeps nothing keeps no theme */ }
      show();
      dispatchEvent(new Event('themechange'));
    });
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('themechange')));
})();
