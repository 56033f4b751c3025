// Forms: a fact's fields in place of its row. Enter saves, Escape leaves it as it was.

/** The form of a fact. save gets the fields' values and says what is wrong, or nothing. */
function factForm(subject, values, { words, only, save, cancel }) {
  const fields = fieldsOf[subject]().filter(field => !only || only === field.name);
  const inputs = fields.map(field => fieldInput(field, values[field.name]));
  const problem = make('p', { class: 'words', role: 'alert' });
  const form = make('form', { class: 'edit', 'aria-label': say('修改', 'Edit'), autocomplete: 'off' },
    words ? make('p', { class: 'words', lang: 'zh' }, `“${clip(words, 120)}”`) : null,
    fields.flatMap((field, i) => [make('label', { for: inputs[i].id }, field.label), inputs[i]]),
    problem,
    make('div', { class: 'buttons' }, make('button', { type: 'submit' }, say('保存 ⏎', 'Save ⏎')), make('button', { type: 'button', onclick: () => cancel() }, say('取消 Esc', 'Cancel Esc'))));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const now = Object.fromEntries(fields.map((field, i) => [field.name, inputs[i].value.trim() === '' ? null : inputs[i].value.trim()]));
    const wrong = fields.map(field => wrongIn(field, now[field.name])).find(Boolean);
    problem.textContent = wrong || '';
    if (wrong) return;
    form.classList.remove('edit');
    const refusal = await save(now);
    if (!refusal) return;
    form.classList.add('edit');
    problem.textContent = refusal;
  });
  form.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  });
  form.first = inputs.find(input => input.name === ({ assignment: 'unit', plan: only, task: 'title' }[subject])) || inputs[0];
  return form;
}

function fieldInput(field, value) {
  const id = 'field-' + field.name;
  const known = value === null || value === undefined ? '' : `${value}`;
  if (field.set) return make('select', { id, name: field.name }, Object.keys(names[field.set]).map(name => make('option', { value: name, selected: name === known }, named(field.set, name))));
  if (field.long) {
    const area = make('textarea', { id, name: field.name, lang: 'zh', spellcheck: 'false', rows: 4 });
    area.value = known;
    // Enter saves here too; a line is broken by Shift.
    area.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      area.form.requestSubmit();
    });
    return area;
  }
  const input = make('input', {
    id, name: field.name, type: 'text', value: known, lang: 'zh', spellcheck: 'false', list: field.list || null, required: field.required || null,
    placeholder: field.day ? '2025-06-30' : field.year ? '2025' : null, inputmode: field.number || field.year ? 'decimal' : null,
  });
  if (field.list) input.addEventListener('input', () => completeUnit(input.value));
  return input;
}

const wrongIn = (field, value) => {
  if (field.required && !value) return say(`“${field.label}”不能为空`, `${field.label} can't be empty`);
  if (!value) return '';
  if (field.day && !(/^\d{4}-\d\d-\d\d$/.test(value) && !isNaN(new Date(value + 'T00:00:00Z')) && new Date(value + 'T00:00:00Z').toISOString().startsWith(value))) return say(`“${field.label}”须写作 2025-06-30`, `${field.label} is written 2025-06-30`);
  if (field.year && !/^\d{4}$/.test(value)) return say(`“${field.label}”须为四位年份`, `${field.label} is a year of four digits`);
  if (field.number && !/^-?\d+(\.\d+)?$/.test(value)) return say(`“${field.label}”须为数字，如 12.5`, `${field.label} is a number such as 12.5`);
  return '';
};

let completing = 0;

/** Names that the database knows, for the unit that is being written. */
async function completeUnit(words) {
  if (!words.trim()) return;
  const turn = ++completing;
  const { units } = await get('/api/units', { words: words.trim() });
  if (turn !== completing) return;
  document.getElementById('unit-names').replaceChildren(...units.map(unit => make('option', { value: unit.name }, unit.canonical === unit.name ? say(`${unit.count} 处`, `${unit.count} places`) : `${unit.canonical} · ${unit.count}`)));
}

/** Puts a form in place of the row at hand, or behind all rows. */
function openForm(form, replaceRow) {
  const holder = replaceRow ? document.querySelector(`#panel .row[data-row="${state.row}"]`) : null;
  if (holder) holder.replaceWith(form);
  else document.querySelector('#panel .rows').append(make('li', null, form));
  form.scrollIntoView({ block: 'nearest' });
  form.first.focus();
  if (form.first.select) form.first.select();
}

/** A dialog: a heading, content, and what is told when it closes. */
function openDialog(heading, ...content) {
  const dialog = document.getElementById('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-heading');
  dialog.replaceChildren(make('h2', { id: 'dialog-heading' }, heading), ...content.flat());
  if (!dialog.open) dialog.showModal();
  return dialog;
}

function closeDialog() {
  document.getElementById('dialog').close();
  focusRow();
}

/** Choices of which one is taken by its digit, or by arrows and Enter. */
function choose(heading, note, choices) {
  const list = make('ol', { class: 'choices' }, choices.map((choice, i) => make('li', null, make('button', { type: 'button', onclick: () => { closeDialog(); choice.take(); } },
    make('kbd', null, i < 9 ? `${i + 1}` : '·'), choice.badge || null, make('span', { lang: 'zh' }, choice.words), choice.context ? make('span', { class: 'context', lang: 'zh' }, choice.context) : null))));
  const buttons = [...list.querySelectorAll('button')];
  list.addEventListener('keydown', event => {
    const at = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step) {
      event.preventDefault();
      buttons[(at + step + buttons.length) % buttons.length].focus();
    } else if (/^[1-9]$/.test(event.key) && buttons[Number(event.key) - 1]) {
      event.preventDefault();
      buttons[Number(event.key) - 1].click();
    }
  });
  openDialog(heading, note ? make('p', { class: 'note' }, note) : [], list);
  if (buttons[0]) buttons[0].focus();
}
