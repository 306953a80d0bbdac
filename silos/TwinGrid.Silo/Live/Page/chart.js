// A temperature chart: the curve, its limits, excursions shaded, and what was not measured hatched rather than joined.
import { clock, moment, svg } from './dom.js';
import { niceStep } from './base.js';

const width = 368, height = 190, left = 34, right = 8, top = 10, bottom = 24;

/** @param series { points: [{time, celsius}], gaps: [{from, until}], excursions: [{from, until}], limits: [{celsius, name}] }, times in ms */
export function chart(series) {
  const { points } = series;
  const t0 = points[0].time, t1 = Math.max(points[points.length - 1].time, t0 + 60000);
  const values = [...points.map(point => point.celsius), ...series.limits.map(limit => limit.celsius)];
  const least = values.reduce((a, b) => Math.min(a, b)), most = values.reduce((a, b) => Math.max(a, b)), room = Math.max(1, (most - least) * 0.12);
  const low = least - room, high = most + room;
  const x = time => left + (Math.max(t0, Math.min(t1, time)) - t0) / (t1 - t0) * (width - left - right);
  const y = celsius => height - bottom - (celsius - low) / (high - low) * (height - top - bottom);
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': describe(series) });
  picture.append(svg('defs', {}, svg('pattern', { id: 'gaps', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, svg('line', { x1: 0, y1: 0, x2: 0, y2: 6, class: 'hatch' }))));
  for (const gap of series.gaps) picture.append(svg('rect', { class: 'gap', x: x(gap.from), y: top, width: Math.max(1, x(gap.until) - x(gap.from)), height: height - top - bottom }));
  for (const bad of series.excursions) picture.append(svg('rect', { class: 'bad', x: x(bad.from), y: top, width: Math.max(2, x(bad.until ?? t1) - x(bad.from)), height: height - top - bottom }));
  const step = niceStep((high - low) / 5);
  for (let celsius = Math.ceil(low / step) * step; celsius <= high; celsius += step) {
    picture.append(svg('line', { class: 'axis', x1: left, x2: width - right, y1: y(celsius), y2: y(celsius) }), text(left - 5, y(celsius) + 4, `${Math.round(celsius * 10) / 10}°`, 'end'));
  }
  for (const limit of series.limits) {
    const at = text(width - right, y(limit.celsius) - 3, `${limit.name} ${limit.celsius} °C`, 'end');
    at.setAttribute('class', 'limit-text');
    picture.append(svg('line', { class: 'limit', x1: left, x2: width - right, y1: y(limit.celsius), y2: y(limit.celsius) }), at);
  }
  picture.append(svg('path', { class: 'curve', d: pathOf(points, series.gaps, x, y) }));
  const isShort = t1 - t0 < 86400000;
  [0, 0.5, 1].forEach((share, i) => {
    const at = t0 + share * (t1 - t0);
    const label = isShort ? clock(at).replace(/:\d\d(?=( |$))/, '') : new Date(at).toLocaleDateString([], { month: 'short', day: 'numeric' });
    picture.append(text(x(at), height - 7, label, ['start', 'middle', 'end'][i]));
  });
  return picture;
}

/** The curve is broken where nothing was measured. */
function pathOf(points, gaps, x, y) {
  let path = '', before = null;
  for (const point of points) {
    const broken = before === null || gaps.some(gap => gap.from < point.time && gap.until > before && gap.until - gap.from > 0);
    path += `${broken ? 'M' : 'L'}${x(point.time).toFixed(1)} ${y(point.celsius).toFixed(1)}`;
    before = point.time;
  }
  return path;
}

function text(x, y, content, anchor) {
  const node = svg('text', { x, y, 'text-anchor': anchor });
  node.textContent = content;
  return node;
}

function describe({ points, limits, excursions, gaps }) {
  const values = points.map(point => point.celsius);
  const least = values.reduce((a, b) => Math.min(a, b)), most = values.reduce((a, b) => Math.max(a, b));
  return `Temperature from ${moment(points[0].time)} to ${moment(points[points.length - 1].time)}, lowest ${least.toFixed(1)} and highest ${most.toFixed(1)} degrees Celsius`
    + (limits.length ? `, limits ${limits.map(limit => `${limit.celsius}`).join(' and ')}` : '')
    + `, ${excursions.length} excursion${excursions.length === 1 ? '' : 's'}`
    + (gaps.length ? `, ${gaps.length} stretch${gaps.length === 1 ? '' : 'es'} not measured` : '');
}
