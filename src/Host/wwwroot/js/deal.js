// The capture line says how it is understood while it is typed; the server reads it, here as in the end. Without this script the form
// still captures, and the server still refuses what is wrong.
const form = document.querySelector('[data-deal] form');
const shown = form?.querySelector('[data-check]');
const save = form?.querySelector('button.primary');
let timer, turn = 0;

async function check() {
  const mine = ++turn;
  if (!form.elements.line.value.trim()) { show(null); return; }
  const answer = await fetch('/deal/check', { method: 'POST', body: new FormData(form) });
  if (mine === turn && answer.ok) show(await answer.json());
}

function show(answer) {
  shown.replaceChildren();
  shown.classList.toggle('bad', Boolean(answer?.refusal));
  save.disabled = Boolean(answer?.refusal) || answer?.mayMake === false;
  if (answer?.mayMake === false) form.querySelector('[data-propose]').open = true;
  if (answer?.refusal) shown.textContent = `${answer.refusal.what} (${answer.refusal.where}). ${answer.refusal.remedy}`;
  else if (answer) {
    for (const { field, text } of answer.ticket) {
      const chip = document.createElement('span');
      chip.className = 'chip';
      chip.textContent = `${field} `;
      const value = document.createElement('b');
      value.textContent = text;
      chip.append(value);
      shown.append(chip);
    }
    for (const each of answer.checks ?? []) {
      const line = document.createElement('p');
      line.className = each.passed ? 'good' : 'bad';
      line.textContent = each.words;
      shown.append(line);
    }
  }
}

if (form && shown) {
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(check, 180); });
  check();
}
