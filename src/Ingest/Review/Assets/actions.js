// What a person does. Each change is saved at once; the answer is the document's facts as they are now.

/** Says something that passes: to the eye for some seconds, to a screen reader once. */
let saidAt = 0;
function tell(words) {
  document.getElementById('status').textContent = words;
  saidAt = performance.now();
  setTimeout(() => { if (performance.now() - saidAt > 3900) document.getElementById('status').textContent = ''; }, 4000);
}

/** Says something that stays until it is closed. */
function warn(words) {
  const alert = document.getElementById('alert');
  alert.replaceChildren(make('span', null, words), make('button', { type: 'button', onclick: () => { alert.replaceChildren(); focusRow(); } }, say('知道了', 'Close')));
}

const failed = fault => { warn(fault instanceof Refused ? fault.message : say(`此页出错：${fault.message}`, `The page failed: ${fault.message}`)); };

/** Shows facts that were changed, here or by somebody else. The item and the row at hand stay. */
function takeFresh(answer, { keepRow } = {}) {
  const item = currentItem(), row = currentRow();
  takeDocument(answer);
  refreshMarks();
  const same = state.items.findIndex(each => each.id === item.id);
  state.at = same >= 0 ? same : Math.max(0, state.items.findLastIndex(each => each.at[0] <= item.at[0]));
  // What is being written or chosen right now is not taken away.
  if (document.querySelector('.edit')) return showProgress();
  const hadFocus = document.getElementById('panel').contains(document.activeElement) || document.activeElement === document.body;
  showPanel(keepRow || (row && row.key));
  showPlace();
  if (hadFocus && !document.getElementById('dialog').open) focusRow();
  showProgress();
}

// Changes that are on their way, one behind the other: the page shows what a change does at once and goes on. Facts are named by their keys of one revision,
// which shift with each change; so they are looked up again just before a change is sent, and nothing is sent once somebody else has changed the document.
let writes = Promise.resolve();
let writing = 0;
let fresh = null;   // the last answer, while others are on their way

const latest = () => fresh || data;

const listOf = { assignment: 'assignments', deadline: 'deadlines', target: 'targets', task: 'tasks', plan: 'plans', finding: 'findings' };

/** What a fact is known by, whatever its key. */
const identity = (subject, fact) => JSON.stringify(subject === 'plan' ? [fact.id] : subject === 'task' ? [fact.at, fact.path, fact.part] : subject === 'finding' ? [fact.at, fact.code]
  : [fact.at, fact.role, fact.unit, fact.indicator, fact.value, fact.due, fact.start, fact.year]);

/** A fact, to be looked up when the change is sent: of several that are alike the same one. */
function ref(subject, fact) {
  const known = identity(subject, fact);
  const alike = data[listOf[subject]].filter(each => identity(subject, each) === known);
  return { subject, known, nth: Math.max(0, alike.indexOf(fact)) };
}

function keyOfRef({ subject, known, nth }) {
  const base = latest();
  base.stored ||= JSON.parse(base.source);
  const found = base.stored[listOf[subject]].filter(each => identity(subject, each) === known)[nth];
  if (!found) throw new Refused(400, say('它已不在文件中；请核对后再做一次', 'it is not there any more; look and do it again'));
  return found.id;
}

const resolved = change => ({ ...change, id: change.id && keyOfRef(change.id), task: change.task ? keyOfRef(change.task) : null });

function write(path, body, told, options = {}) {
  const read = state.generation;
  writing++;
  showSaving();
  const done = writes.then(async () => {
    if (read !== state.generation) throw new Refused(400, say('没有保存：文件刚被改动，请核对后再做一次', 'not saved: the document was changed meanwhile; look and do it again'));
    const answer = await post(path, { document: data.documents[0].id, revision: latest().revision, last: latest().last, ...body() });
    state.version = answer.version;
    // What further changes do is shown already; the last answer has it all.
    if (writing > 1) fresh = answer;
    else {
      fresh = null;
      takeFresh(answer, options);
    }
    queueChanged();
    const words = typeof told === 'function' ? told(answer) : told;
    if (words) tell(words + say('，已保存', ', saved'));
    return '';
  }).catch(fault => refused(fault, options)).finally(() => {
    writing--;
    showSaving();
  });
  writes = done;
  return done;
}

/** Sends changes of the document; all are stored or none. Gives what is wrong, or nothing. */
function send(changes, told, options) {
  forgetUndone();
  return write('/api/change', () => ({ changes: changes.map(resolved) }), told, options);
}

function showSaving() {
  document.body.dataset.saved = writing ? 'false' : 'true';
  const holder = document.getElementById('saving');
  if (holder) holder.textContent = writing ? say('正在保存…', 'saving…') : say('已保存', 'saved');
}

/** What somebody else did meanwhile is shown; nothing is overwritten. What was shown as done and was not is taken back. */
async function refused(fault, { inForm } = {}) {
  fresh = null;
  if (!(fault instanceof Refused) || fault.status !== 409) {
    if (inForm && fault instanceof Refused && fault.status === 400) return fault.message;
    failed(fault);
    if (fault instanceof Refused && fault.status) await get('/api/document', { id: data.documents[0].id }).then(takeFresh).catch(failed);
    return fault.message;
  }
  const others = (fault.answer.others || []).map(describeCorrection);
  state.generation++;
  if (fault.answer.documents) takeFresh(fault.answer);
  const who = others.length ? others.join(say('；', '; ')) : say('文件有变化', 'it was imported anew');
  warn(say(`没有保存：这份文件刚被改动（${who}）。已显示最新内容，请核对后再做一次。`, `Not saved: this document was changed meanwhile (${who}). It is shown as it is now; look and do it again.`));
  return say('没有保存', 'not saved');
}

const actionWords = { add: ['补充', 'added'], change: ['修改', 'changed'], drop: ['删除', 'dropped'], confirm: ['确认', 'confirmed'], finish: ['完成', 'finished'] };
const describeCorrection = each => `${each.who} ${actionWords[each.action] ? say(...actionWords[each.action]) : each.action}${each.words ? ` “${clip(each.words, 20)}”` : ''}`;

/** Looked at, right: a finding alone, else the item with all its facts. Goes on at once; the change is on its way. */
async function confirmHere() {
  const item = currentItem(), row = currentRow();
  if (row && row.type === 'finding') {
    send([{ action: 'confirm', subject: 'finding', id: ref('finding', row.fact) }], say('已看过', 'looked at'));
    row.fact.checked = true;
    return leaveFinding(row.fact);
  }
  const changes = item.type === 'task' ? [{ action: 'confirm', subject: 'task', id: ref('task', item.task) }]
    : item.type === 'plan' ? [{ action: 'confirm', subject: 'plan', id: ref('plan', item.plan) }]
    : item.type === 'goals' ? item.goals.filter(goal => !goal.checked).map(goal => ({ action: 'confirm', subject: 'target', id: ref('target', goal) })) : [];
  if (isDone(item) || !changes.length) return goToNext();
  send(changes, say('无误', 'right'));
  markDone(item);
  showProgress();
  goToNext();
}

/** Shows an item as looked at before the server has said so. */
function markDone(item) {
  if (item.type === 'task') for (const fact of [item.task, ...item.task.units, ...item.task.deadlines, ...item.task.targets]) fact.checked = true;
  else if (item.type === 'plan') item.plan.checked = true;
  else for (const goal of item.goals || []) goal.checked = true;
}

/** The next item that nobody has looked at; behind the last one the first one, and where there is none the next item. */
function goToNext() {
  const order = [...state.items.keys()].slice(state.at + 1).concat([...state.items.keys()].slice(0, state.at));
  const next = order.find(at => !isDone(state.items[at]));
  if (next !== undefined) return goTo(next);
  const { all, done } = progress();
  tell(say(`这份文件的 ${all} 项任务已看过 ${done} 项；f 标记全文完成`, `${done} of ${all} tasks of this document are looked at; f marks it as finished`));
  if (state.at + 1 < state.items.length) goTo(state.at + 1);
}

function editRow() {
  const row = currentRow();
  if (!row || row.type === 'finding') return;
  const values = valuesOf(row.subject, row.fact);
  const form = factForm(row.subject, values, {
    words: row.type !== 'task' && row.at ? textAt(row.at) : '',
    only: row.field,
    cancel: () => { showPanel(); focusRow(); },
    save: async now => {
      const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => (value ?? '') !== `${values[name] ?? ''}`));
      if (!Object.keys(changed).length) {
        showPanel();
        focusRow();
        return '';
      }
      const change = { action: 'change', subject: row.subject, id: ref(row.subject, row.fact), now: changed };
      const from = row.fact.unit;
      const done = send([change], say('已修改', 'changed'));
      showChanged(row.subject, row.fact, changed);
      refreshMarks();
      showPanel();
      focusNear(row, changed);
      if (row.subject === 'assignment' && changed.unit) busy(done.then(wrong => wrong || offerRename(from, changed.unit)));
      return '';
    },
  });
  openForm(form, true);
  if (row.subject === 'task') fillContent(form, values, row.fact);
}

/** What a task says comes a moment later; until then it can't be changed, and is not. */
async function fillContent(form, values, task) {
  const input = form.elements.content;
  input.disabled = true;
  try {
    const { content } = await get('/api/content', { id: data.documents[0].id, task: task.id });
    values.content = content;
    input.value = content || '';
    input.disabled = false;
  } catch (fault) {
    failed(fault);
  }
}

/** Shows what a change does before the server has said so. */
function showChanged(subject, fact, changed) {
  const names = { doc_number: 'number', issued_on: 'issued', period_first: 'first', period_last: 'last' };
  for (const [name, value] of Object.entries(changed)) {
    const known = value === null ? undefined : name === 'value' || name === 'year' || name === 'base' || name.startsWith('period_') ? Number(value) : name === 'restates' ? value === 'true' : value;
    fact[subject === 'plan' ? names[name] || name : name] = known;
  }
  fact.checked = true;
}

/** Puts the row with the changed fact at hand. */
function focusNear(row, changed) {
  const same = state.rows.findIndex(each => each.type === row.type && each.field === row.field && each.place === row.place && (!changed.unit || each.fact.unit === changed.unit));
  chooseRow(same >= 0 ? same : state.row);
}

async function dropRow() {
  const row = currentRow(), item = currentItem();
  if (!row || row.type === 'finding') return;
  if (row.type === 'planfield') {
    if (row.field === 'kind' || !valuesOf('plan', row.fact)[row.field]) return;
    send([{ action: 'change', subject: 'plan', id: ref('plan', row.fact), now: { [row.field]: null } }], say('已清空', 'emptied'));
    showChanged('plan', row.fact, { [row.field]: null });
    showPanel();
    return focusRow();
  }
  if (row.type === 'task') {
    const wrong = await send([{ action: 'drop', subject: 'task', id: ref('task', row.fact) }], say('已删除', 'dropped'));
    return wrong ? focusRow() : goTo(Math.min(state.at, state.items.length - 1));
  }
  send([{ action: 'drop', subject: row.subject, id: ref(row.subject, row.fact) }], say('已删除', 'dropped'));
  const without = list => { const at = list ? list.indexOf(row.fact) : -1; if (at >= 0) list.splice(at, 1); };
  for (const list of [data[listOf[row.subject]], row.fact.task && row.fact.task.units, row.fact.task && row.fact.task.deadlines, row.fact.task && row.fact.task.targets, item.goals]) without(list);
  const next = state.rows[state.row + 1] || state.rows[state.row - 1];
  refreshMarks();
  showPanel(next && next.key);
  showPlace();
  focusRow();
}

/** Adds a fact: from the words that are selected, else from what the scanners find in the task beside its facts. */
async function addHere() {
  const item = currentItem();
  const at = selectedPlace();
  let proposals = [];
  try {
    if (at) ({ proposals } = await post('/api/propose', { document: data.documents[0].id, start: at[0], end: at[1], plan: item.plan ? item.plan.ordinal : 0, head: item.type === 'plan' }));
    else if (item.type === 'task') ({ proposals } = await post('/api/propose', { document: data.documents[0].id, task: item.task.id }));
  } catch (fault) {
    return failed(fault);
  }
  const taken = proposals.map(proposal => ({ badge: proposalBadge(proposal), words: proposalWords(proposal), context: clip(textAt(proposal.at).replace(/\s+/g, ' '), 40), take: () => addForm(proposal) }));
  if (at && item.type !== 'plan') {
    const words = clip(textAt(at).trim(), 24);
    const blank = (subject, values) => ({ subject, at, values });
    taken.push({ badge: badge('lead', named('badge', 'lead')), words: say(`单位 ${words}`, `unit ${words}`), take: () => addForm(blank('assignment', { role: 'lead', unit: textAt(at).trim() })) },
      { badge: badge('deadline', named('badge', 'deadline')), words: say('时限', 'deadline'), take: () => addForm(blank('deadline', { kind: 'by' })) },
      { badge: badge('target', named('badge', 'target')), words: say('指标', 'target'), take: () => addForm(blank('target', { op: 'ge' })) },
      { badge: badge('task', '▸'), words: say('一项任务', 'a task'), take: () => addForm(blank('task', { kind: 'task', title: textAt(at).trim().slice(0, 60) })) });
  }
  if (!taken.length) return tell(say('没有可补充的；按 v 在原文中选词', 'nothing to propose; press v to select words in the text'));
  choose(at ? say('所选文字是什么？', 'What are the selected words?') : say('任务中还有什么？', 'What else is in the task?'), at ? '' : say('这些文字还没有成为任务的要素；按 v 可自己选词。', 'No fact was made of these words so far; v selects words of your own.'), taken);
}

const proposalBadge = ({ subject, values }) => (subject === 'assignment' ? badge(values.role, named('badge', values.role)) : subject === 'plan' ? badge('', say('头', 'H')) : badge(subject, named('badge', subject)));

const proposalWords = ({ subject, values }) => ({
  assignment: () => `${named('role', values.role)} ${values.unit}`,
  deadline: () => `${named('deadline_kind', values.kind)} ${values.due || values.start || ''}`,
  target: () => `${values.indicator} ${named('op', values.op)} ${values.value}${values.unit || ''} ${values.year || ''}`,
  plan: () => { const [name, value] = Object.entries(values)[0]; return `${fieldsOf.plan().find(field => field.name === name).label}：${value}`; },
}[subject]());

function addForm(proposal) {
  const item = currentItem();
  const only = proposal.subject === 'plan' ? Object.keys(proposal.values)[0] : undefined;
  openForm(factForm(proposal.subject, proposal.values, {
    words: textAt(proposal.at), only,
    cancel: () => { showPanel(); focusRow(); },
    save: async now => {
      const values = Object.fromEntries(Object.entries({ ...proposal.values, ...now }).filter(([, value]) => value !== null && value !== ''));
      const change = proposal.subject === 'plan' ? { action: 'change', subject: 'plan', id: ref('plan', item.plan), at: proposal.at, now }
        : { action: 'add', subject: proposal.subject, plan: item.plan ? item.plan.ordinal : 0, task: proposal.subject !== 'task' && item.type === 'task' ? ref('task', item.task) : null, at: proposal.at, now: values };
      stopSelecting();
      const wrong = await send([change], say('已补充', 'added'), { inForm: true });
      if (wrong) return wrong;
      const at = state.rows.findIndex(row => row.at && row.at[0] === proposal.at[0] && row.at[1] === proposal.at[1] && row.type !== 'finding');
      chooseRow(at >= 0 ? at : state.row);
      return '';
    },
  }), false);
}

/** Splits a unit into two names, or a task into two at one of its sentences. */
async function splitHere() {
  const item = currentItem(), row = currentRow();
  if (row && row.type === 'unit') return splitUnit(row.fact);
  if (item.type !== 'task') return;
  const starts = sentenceStarts(item.task);
  if (!starts.length) return tell(say('这项任务只有一句话', 'the task has one sentence alone'));
  choose(say('第二项任务从哪里开始？', 'Where does the second task begin?'), '', starts.map(start => ({
    words: clip(data.text.slice(start, item.at[1]).replace(/\s+/g, ' '), 60),
    take: () => send([{ action: 'split', subject: 'task', id: ref('task', item.task), at: [start, start] }], say('已拆分', 'split')).then(focusRow),
  })));
}

function sentenceStarts(task) {
  const starts = [];
  const text = textAt(task.at);
  for (const match of text.matchAll(/[。；;\n]+[”"）)]*\s*/g)) {
    const at = match.index + match[0].length;
    if (at < text.length - 1) starts.push(task.at[0] + at);
  }
  return starts;
}

async function splitUnit(unit) {
  const words = textAt(unit.at);
  let proposals = [];
  try {
    ({ proposals } = await post('/api/propose', { document: data.documents[0].id, start: unit.at[0], end: unit.at[1], plan: unit.task.plan.ordinal }));
  } catch (fault) {
    return failed(fault);
  }
  const parts = proposals.filter(each => each.subject === 'assignment');
  const proposed = parts.length > 1 ? parts.map(each => textAt(each.at)).join(' / ') : words;
  const input = make('input', { id: 'split', value: proposed, lang: 'zh', spellcheck: 'false' });
  const problem = make('p', { role: 'alert' });
  const save = async () => {
    const names = input.value.split(/[/／、，,]/).map(name => name.trim()).filter(Boolean);
    let from = 0;
    const places = names.map(name => { const at = words.indexOf(name, from); from = at < 0 ? from : at + name.length; return at; });
    if (names.length < 2 || places.includes(-1)) {
      problem.textContent = say('请在两个名称之间加 /，名称须是原文的文字', 'Put / between two names that stand in the text');
      return;
    }
    closeDialog();
    const head = unit.unit.endsWith(words) ? unit.unit.slice(0, unit.unit.length - words.length) : '';
    await send([{ action: 'drop', subject: 'assignment', id: ref('assignment', unit) }, ...names.map((name, i) => ({
      action: 'add', subject: 'assignment', plan: unit.task.plan.ordinal, task: ref('task', unit.task), at: [unit.at[0] + places[i], unit.at[0] + places[i] + name.length],
      now: { role: unit.role, unit: (parts.find(each => textAt(each.at) === name) || { values: { unit: (i ? '' : head) + name } }).values.unit, ...(unit.label ? { label: unit.label } : {}) },
    }))], say('已拆分', 'split'), { keepRow: undefined });
    focusRow();
  };
  const form = make('form', null, make('label', { for: 'split' }, say('在两个名称之间加 /', 'Put / between the names')), ' ', input, problem,
    make('div', { class: 'buttons' }, make('button', { type: 'submit' }, say('拆分 ⏎', 'Split ⏎')), make('button', { type: 'button', onclick: closeDialog }, say('取消 Esc', 'Cancel Esc'))));
  form.addEventListener('submit', event => { event.preventDefault(); save(); });
  input.style.width = '100%';
  openDialog(say('拆分单位', 'Split the unit'), form);
  input.focus();
}

/** Joins a unit with the one behind it, or a task with the one behind it. */
async function joinHere() {
  const item = currentItem(), row = currentRow();
  if (row && row.type === 'unit') {
    const next = item.task.units[item.task.units.indexOf(row.fact) + 1];
    if (!next || next.at[0] < row.fact.at[1]) return tell(say('后面没有可合并的单位', 'there is no unit behind it'));
    const at = [row.fact.at[0], next.at[1]];
    const unit = textAt(at).replace(/\s+/g, '');
    await send([{ action: 'drop', subject: 'assignment', id: ref('assignment', row.fact) }, { action: 'drop', subject: 'assignment', id: ref('assignment', next) },
      { action: 'add', subject: 'assignment', plan: item.plan.ordinal, task: ref('task', item.task), at, now: { role: row.fact.role, unit, ...(row.fact.label ? { label: row.fact.label } : {}) } }], say('已合并', 'joined'));
    return focusRow();
  }
  if (item.type !== 'task') return;
  const next = state.items[state.at + 1];
  if (!next || next.type !== 'task' || next.plan !== item.plan) return tell(say('后面没有可合并的任务', 'there is no task behind it'));
  await send([{ action: 'join', subject: 'task', id: ref('task', item.task) }], say('已合并', 'joined'));
  focusRow();
}

/** Undoes the last change of this document that has not been undone, whoever made it in whatever tab. */
async function undo() {
  await writes;
  const last = (data.history || [])[0];
  if (!last) return tell(say('没有可撤销的', 'nothing to undo'));
  const wrong = await write('/api/undo', () => ({ ids: last.ids }), say(`已撤销：${describeCorrection(last)}`, `undone: ${describeCorrection(last)}`));
  if (!wrong) keepUndone([...undoneBatches(), last.ids]);
}

async function redo() {
  await writes;
  const batches = undoneBatches();
  if (!batches.length) return tell(say('没有可重做的', 'nothing to redo'));
  const wrong = await write('/api/redo', () => ({ ids: batches.at(-1) }), say('已重做', 'done again'));
  if (!wrong) keepUndone(batches.slice(0, -1));
}

// What was undone and may be done again: kept with this tab, so that it outlives a reload.
const undoneKey = () => `policy-ingest.undone.${data.documents[0].id}`;
function undoneBatches() { try { return JSON.parse(sessionStorage.getItem(undoneKey()) || '[]'); } catch { return []; } }
function keepUndone(batches) { try { sessionStorage.setItem(undoneKey(), JSON.stringify(batches)); } catch { /* then there is no redo after a reload */ } }
function forgetUndone() { keepUndone([]); }

/** Marks the whole document as looked at. */
async function finish() {
  const { all, done } = progress();
  const mark = () => { closeDialog(); send([{ action: 'finish', subject: 'document' }], say('文件已完成', 'the document is finished')).then(focusRow); };
  if (done === all) return mark();
  openDialog(say('标记为完成？', 'Mark as finished?'), make('p', null, say(`还有 ${all - done} 项任务没有看过。`, `${count(all - done, '', 'task')} ${all - done === 1 ? 'is' : 'are'} not looked at.`)),
    make('div', { class: 'buttons' }, make('button', { type: 'button', onclick: mark }, say('仍然完成', 'Finish all the same')), make('button', { type: 'button', onclick: closeDialog }, say('取消 Esc', 'Cancel Esc'))));
}

/** After a name was changed: the offer to change it wherever it is spelled so. */
async function offerRename(from, to) {
  state.offer = null;
  try {
    const { places } = await get('/api/places', { name: from });
    if (places.length) state.offer = { from, to, places };
  } catch (fault) {
    failed(fault);
  }
  showOffer();
}

function showOffer() {
  const holder = document.getElementById('offer');
  if (!holder || !state.offer) return holder && holder.replaceChildren();
  const { from, to, places } = state.offer;
  holder.replaceChildren(make('div', { class: 'offer', role: 'note' }, say(`另有 ${places.length} 处写作“${from}”。`, `${count(places.length, '', 'other place')} ${places.length === 1 ? 'says' : 'say'} “${from}”. `),
    make('button', { type: 'button', onclick: renameAll }, make('kbd', null, 'b'), say(` 查看并全部改为“${to}”`, ` look at ${places.length === 1 ? 'it' : 'them'} and change to “${to}”`))));
}

function renameAll() {
  if (!state.offer) return tell(say('先修改一个单位的名称', 'change the name of a unit first'));
  const { from, to, places } = state.offer;
  const boxes = places.map(place => make('input', { type: 'checkbox', checked: true }));
  const list = make('ul', { class: 'choices' }, places.map((place, i) => make('li', null, make('label', null, boxes[i],
    make('span', { lang: 'zh' }, place.before.replace(/\s+/g, ' '), make('strong', { class: 'mark ' + place.role }, place.raw), place.after.replace(/\s+/g, ' '), make('span', { class: 'context' }, ` ${named('role', place.role)} · ${place.name}`))))));
  const form = make('form', null, list, make('div', { class: 'buttons' }, make('button', { type: 'submit', id: 'rename' }, say(`改为“${to}” ⏎`, `Change to “${to}” ⏎`)), make('button', { type: 'button', onclick: closeDialog }, say('取消 Esc', 'Cancel Esc'))));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    closeDialog();
    const assignments = places.filter((place, i) => boxes[i].checked).map(place => place.assignment);
    let left = 0;
    forgetUndone();
    const wrong = await write('/api/rename', () => ({ from, to, assignments }), answer => { left = answer.left; return say(`已改 ${answer.changed} 处`, `changed in ${count(answer.changed, '', 'place')}`); });
    if (!wrong) state.offer = null;
    showOffer();
    if (left) warn(say(`有 ${left} 处刚被别人改动，没有再改。`, `${count(left, '', 'place')} changed meanwhile and left alone.`));
    focusRow();
  });
  openDialog(say(`“${from}” → “${to}”`, `“${from}” → “${to}”`), form);
  form.querySelector('#rename').focus();
}
