// The offer form as a small sheet: arrows and Enter move, undo and redo span cells, and every change is checked by the server, whose
// answer marks the cells. Without this script the form still saves, and the server still refuses what is wrong.
const form = document.querySelector('[data-offer]');
const cells = [...form?.querySelectorAll('[data-cell]') ?? []];
const list = form?.querySelector('[data-faults]');
const rules = form?.querySelector('[data-rules]');
const undo = form?.querySelector('[data-undo]');
const save = form?.querySelector('[data-save]');
const picture = form?.querySelector('[data-curve]');
const past = [], ahead = [];
let now = cells.map(cell => cell.value), timer, turn = 0;

const at = (row, field) => cells.find(cell => cell.dataset.row === String(row) && cell.dataset.field === field);
const show = values => values.forEach((value, i) => { cells[i].value = value; });

function remember() {
  const values = cells.map(cell => cell.value);
  if (values.every((value, i) => value === now[i])) return;
  past.push(now); ahead.length = 0; now = values;
  if (undo) undo.disabled = false;
  later();
}

function step(from, to) {
  if (!from.length) return;
  to.push(now); now = from.pop(); show(now);
  if (undo) undo.disabled = !past.length;
  later();
}

const later = () => { clearTimeout(timer); timer = setTimeout(check, 180); };

async function check() {
  const mine = ++turn;
  const answer = await fetch('/offer/check', { method: 'POST', body: new FormData(form) });
  if (mine !== turn || !answer.ok) return;
  const { faults, market, segments } = await answer.json();
  mark(faults);
  judge(market);
  draw(segments);
}

function mark(faults) {
  for (const cell of cells) { cell.removeAttribute('aria-invalid'); cell.removeAttribute('title'); }
  for (const fault of faults) {
    const cell = at(fault.row, fault.field);
    cell?.setAttribute('aria-invalid', 'true');
    if (cell) cell.title = fault.what;
  }
  list.textContent = faults.length ? faults.map(fault => fault.what).join(' · ') : 'Every cell is in order.';
  list.classList.toggle('bad', faults.length > 0);
  if (save) save.disabled = faults.length > 0;
}

// What the market would refuse stops the save; what it would take is only shown.
function judge(market) {
  rules.replaceChildren(...market.map(each => {
    const line = document.createElement('li');
    line.className = each.isRefusal ? 'bad' : '';
    line.textContent = `${each.rule}, ${each.where}: ${each.what}. ${each.remedy}`;
    return line;
  }));
  if (save && market.some(each => each.isRefusal)) save.disabled = true;
}

function draw(segments) {
  const make = (name, attributes, text) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    picture.append(node);
  };
  picture.replaceChildren();
  if (!segments.length) return;
  const least = Number(form.dataset.least), most = Math.max(Number(form.dataset.most), ...segments.map(s => s.mw), least + 1);
  const prices = segments.map(s => s.price), low = Math.min(0, ...prices), high = Math.max(10, ...prices) * 1.1;
  const x = mw => 48 + (mw - least) / (most - least) * 360, y = usd => 12 + (high - usd) / (high - low) * 216;
  for (const usd of [low, (low + high) / 2, high]) {
    make('line', { class: 'grid', x1: 48, x2: 408, y1: y(usd), y2: y(usd) });
    make('text', { class: 'axis', x: 42, y: y(usd) + 4 }, usd.toFixed(0));
  }
  for (const mw of [least, most]) make('text', { class: 'axis mid', x: Math.min(x(mw), 396), y: 250 }, mw.toFixed(0));
  let from = least, points = '';
  for (const s of segments) { points += `${x(from)},${y(s.price)} ${x(s.mw)},${y(s.price)} `; from = s.mw; }
  make('polyline', { class: 'offer-line', points });
}

// Left and right leave a cell only at its end (a cell just entered is selected whole), so that text can still be edited.
function move(event) {
  const cell = event.target, row = Number(cell.dataset.row), field = cell.dataset.field;
  const end = cell.selectionEnd === cell.value.length;
  const start = cell.selectionStart === 0;
  const next = {
    ArrowDown: () => at(row + 1, row < 0 ? (field === 'start-up' ? 'mw' : 'price') : field),
    Enter: () => at(row + 1, row < 0 ? (field === 'start-up' ? 'mw' : 'price') : field),
    ArrowUp: () => row === 0 ? at(-1, field === 'mw' ? 'start-up' : 'minimum-load') : at(row - 1, field),
    ArrowRight: () => end ? at(row, field === 'mw' ? 'price' : field === 'start-up' ? 'minimum-load' : '') : null,
    ArrowLeft: () => start ? at(row, field === 'price' ? 'mw' : field === 'minimum-load' ? 'start-up' : '') : null,
  }[event.key]?.();
  if (event.key === 'Enter') event.preventDefault();
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}

if (form) {
  form.addEventListener('keydown', event => {
    if (!event.target.matches('[data-cell]')) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'z' && !event.shiftKey) { event.preventDefault(); step(past, ahead); }
    else if (command && (event.key.toLowerCase() === 'y' || event.key.toLowerCase() === 'z')) { event.preventDefault(); step(ahead, past); }
    else if (!command && !event.altKey) move(event);
  });
  form.addEventListener('input', event => { if (event.target.matches('[data-cell]')) remember(); });
  undo?.addEventListener('click', () => step(past, ahead));
  check();
}
