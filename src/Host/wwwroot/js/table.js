// Sorts and filters a table at once when the page holds all its rows, and keeps the address in step. Otherwise the links and the form do it.
const numberOf = cell => cell.dataset.v === undefined ? null : cell.dataset.v === '' ? -Infinity : Number(cell.dataset.v);

function remember(field, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(field, value); else url.searchParams.delete(field);
  history.replaceState(null, '', url);
}

function exportWith(section, name, value) {
  const link = section.querySelector('[data-export]');
  const url = new URL(link.href);
  if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
  link.href = url.pathname + url.search;
}

function enhance(section) {
  const body = section.querySelector('tbody');
  const input = section.querySelector('input[type=search]');
  if (!body || section.dataset.whole !== 'true') return;
  const rows = [...body.rows];
  const filteredByServer = input.value.trim() !== '';
  input.form.addEventListener('submit', event => { if (!filteredByServer) event.preventDefault(); });
  if (!filteredByServer) input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(' ').filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) shown++;
    }
    section.querySelector('[data-count]').textContent = words.length ? `${shown} of ${rows.length}` : rows.length;
    remember(section.dataset.filterField, input.value.trim());
    exportWith(section, 'q', input.value.trim());
  });
  section.querySelectorAll('th a[data-sort]').forEach(link => link.addEventListener('click', event => {
    event.preventDefault();
    const head = link.closest('th');
    const at = Number(link.dataset.sort) - 1;
    const descending = head.getAttribute('aria-sort') === 'ascending';
    section.querySelectorAll('th[aria-sort]').forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    const order = (a, b) => {
      const [x, y] = [numberOf(a.cells[at]), numberOf(b.cells[at])];
      return x === null || y === null ? a.cells[at].textContent.trim().localeCompare(b.cells[at].textContent.trim()) : x === y ? 0 : x - y;
    };
    body.append(...[...rows].sort((a, b) => descending ? order(b, a) : order(a, b)));
    remember(section.dataset.sortField, `${descending ? '-' : ''}${at + 1}`);
    exportWith(section, 'sort', `${descending ? '-' : ''}${at + 1}`);
  }));
}

const enhanceAll = () => document.querySelectorAll('[data-table]:not([data-ready])').forEach(section => { section.dataset.ready = ''; enhance(section); });
enhanceAll();
document.addEventListener('busbar-tables', enhanceAll);
