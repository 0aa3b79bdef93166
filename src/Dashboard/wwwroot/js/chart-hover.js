// A line at the pointer with the values there. The points are read from the drawing itself.
export function watch(chart) {
  chart.addEventListener('pointermove', event => show(chart, event));
  chart.addEventListener('pointerleave', () => hide(chart));
}

function hide(chart) {
  chart.querySelector('.chart-tip').hidden = true;
  chart.querySelector('.chart-cursor').hidden = true;
}

function nearest(points, x) {
  let best = null;
  for (const point of points)
    if (!best || Math.abs(point[0] - x) < Math.abs(best[0] - x)) best = point;
  return best && Math.abs(best[0] - x) < 40 ? best : null;
}

const format = value => Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(4)).toString();

function show(chart, event) {
  const plot = chart.querySelector('svg').getBoundingClientRect();
  const share = (event.clientX - plot.left) / plot.width;
  if (share < 0 || share > 1) return hide(chart);
  const { low, high, from, to, scale, unit } = chart.dataset;
  const lines = [...chart.querySelectorAll('polyline')].map(line => {
    const points = line.getAttribute('points').split(' ').map(pair => pair.split(',').map(Number));
    const point = nearest(points, share * 1000);
    if (!point) return null;
    const value = (Number(high) - point[1] / 1000 * (Number(high) - Number(low))) * Number(scale);
    return { label: line.dataset.label, hue: line.getAttribute('class'), value };
  }).filter(Boolean).sort((a, b) => b.value - a.value).slice(0, 12);
  const tip = chart.querySelector('.chart-tip');
  const cursor = chart.querySelector('.chart-cursor');
  if (lines.length === 0) return hide(chart);
  const moment = new Date(Number(from) + share * (Number(to) - Number(from)));
  tip.replaceChildren(
    text('b', moment.toLocaleTimeString('en-GB')),
    ...lines.map(line => {
      const row = text('span', `${format(line.value)} ${unit}  ${line.label}`.trim());
      row.className = `tag ${line.hue}`;
      return row;
    }));
  cursor.hidden = tip.hidden = false;
  const left = plot.left - chart.getBoundingClientRect().left + share * plot.width;
  cursor.style.left = `${left}px`;
  tip.style.left = `${Math.min(left + 12, chart.clientWidth - tip.offsetWidth - 4)}px`;
}

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}
