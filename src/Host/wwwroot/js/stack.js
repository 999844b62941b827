// Moves through the hours of the merit order while the slider moves: the server draws each hour, this swaps the picture in.
const form = document.querySelector('[data-stack]');
const slider = form?.elements.hour;
const label = form?.querySelector('output');
let asked = 0;

async function show() {
  const turn = ++asked;
  label.value = label.dataset.labels.split(' ')[slider.value - 1];
  const url = new URL(location.href);
  url.searchParams.set('hour', slider.value);
  const answer = await fetch(url, { headers: { accept: 'text/html' } });
  if (turn !== asked || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of ['stack', 'merit-order']) document.getElementById(part)?.replaceWith(page.getElementById(part));
  history.replaceState(null, '', url);
  document.dispatchEvent(new CustomEvent('busbar-tables'));
}

if (slider) {
  form.querySelector('button').hidden = true;
  slider.addEventListener('input', show);
  form.addEventListener('submit', event => { event.preventDefault(); show(); });
}
