// What the silo's other paths answer, in the words of this page.

/** The same with names in camelCase, whatever case the path that answered writes. */
export function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()), camel(inner)]));
}

const ms = time => (time ? new Date(time).getTime() : null);
const listOf = answer => (Array.isArray(answer) ? answer : answer?.excursions ?? answer?.items ?? []);

/** An excursion as the alerts show it. */
export function excursionOf(file) {
  const measured = typeof file.excursion === 'object' && file.excursion ? file.excursion : file;
  const state = String(file.state ?? 'open').toLowerCase();
  return {
    id: file.id,
    site: file.site ?? null,
    subject: file.subject ?? file.object,
    rule: measured.rule ?? '',
    kind: String(measured.kind ?? '').replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase(),
    from: ms(measured.start),
    until: ms(measured.end),
    alarm: ms(measured.alarmTime),
    extreme: measured.extreme ?? null,
    seconds: secondsOf(measured),
    state,
    verdict: file.verdict ?? null,
    acts: file.acts ?? [],
    isPending: file.isPending ?? ['open', 'acknowledged', 'dispositioned'].includes(state),
  };
}

export const excursionsOf = answer => listOf(camel(answer)).map(excursionOf);

/** A temperature record as the chart draws it; null where nothing was measured. */
export function seriesOf(found) {
  const answer = camel(found);
  const points = (answer?.points ?? []).map(point => ({ time: ms(point.time), celsius: point.celsius }));
  if (points.length === 0) return null;
  return {
    points,
    gaps: (answer.unknown ?? []).map(span => ({ from: ms(span.from), until: ms(span.until) })),
    excursions: (answer.excursions ?? []).map(excursionOf).filter(one => one.from && one.state !== 'withdrawn' && one.kind !== 'gap'),
    limits: (answer.limits ?? []).map(limit => ({ celsius: limit.celsius, name: limit.name ?? '' })),
    readings: answer.readings ?? points.length,
    rules: answer.ruleSet ?? answer.rules ?? null,
  };
}

function secondsOf(measured) {
  if (typeof measured.durationSeconds === 'number') return measured.durationSeconds;
  const parts = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)/.exec(measured.duration ?? '');
  return parts ? Number(parts[1] ?? 0) * 86400 + Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4]) : null;
}
