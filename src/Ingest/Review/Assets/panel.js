// The item at hand: what is to be checked in it, and its facts as rows, one of them at hand.

names.yesno = { false: ['否', 'no'], true: ['是', 'yes'] };

/** The fields of each sort of fact: name, label, and what may stand in it. */
const fieldsOf = {
  assignment: () => [
    { name: 'role', label: say('分工', 'Role'), set: 'role' },
    { name: 'unit', label: say('单位', 'Unit'), list: 'unit-names', required: true },
    { name: 'scope', label: say('负责事项', 'Scope') },
  ],
  deadline: () => [
    { name: 'kind', label: say('种类', 'Kind'), set: 'deadline_kind' },
    { name: 'due', label: say('最后一天', 'Last day'), day: true },
    { name: 'start', label: say('第一天', 'First day'), day: true },
  ],
  target: () => [
    { name: 'indicator', label: say('指标', 'Indicator'), required: true },
    { name: 'op', label: say('方向', 'Direction'), set: 'op' },
    { name: 'value', label: say('数值', 'Value'), required: true, number: true },
    { name: 'unit', label: say('计量单位', 'Measure') },
    { name: 'year', label: say('目标年', 'Year'), year: true },
    { name: 'base', label: say('基年', 'Base year'), year: true },
  ],
  task: () => [
    { name: 'title', label: say('标题', 'Title') },
    { name: 'kind', label: say('类别', 'Kind'), set: 'task_kind' },
    { name: 'restates', label: say('只是重复', 'Restates'), set: 'yesno' },
    { name: 'content', label: say('内容', 'Content'), long: true },
  ],
  plan: () => [
    { name: 'title', label: say('标题', 'Title') },
    { name: 'doc_number', label: say('文号', 'Number') },
    { name: 'issuer', label: say('发文机关', 'Issuer'), list: 'unit-names' },
    { name: 'issued_on', label: say('成文日期', 'Issued'), day: true },
    { name: 'kind', label: say('文种', 'Kind'), set: 'plan_kind' },
    { name: 'period_first', label: say('起始年', 'First year'), year: true },
    { name: 'period_last', label: say('截止年', 'Last year'), year: true },
  ],
};

const subjectOf = { unit: 'assignment', deadline: 'deadline', target: 'target', task: 'task', finding: 'finding' };

/** The values of a fact's fields as a correction names them. */
function valuesOf(subject, fact) {
  if (subject === 'plan') return { title: fact.title, doc_number: fact.number, issuer: fact.issuer, issued_on: fact.issued, kind: fact.kind, period_first: fact.first, period_last: fact.last };
  if (subject === 'task') return { title: fact.title, kind: fact.kind, restates: fact.restates ? 'true' : 'false' };
  return Object.fromEntries(fieldsOf[subject]().map(field => [field.name, fact[field.name] === undefined ? null : fact[field.name]]));
}

/** The rows of an item: what is to be checked, then its facts in the text's order. */
function rowsOf(item) {
  const rows = (item.findings || []).filter(finding => !finding.checked).map(finding => ({ type: 'finding', subject: 'finding', fact: finding, place: finding.place, at: finding.at, key: finding.key }));
  const factRow = fact => ({ type: fact.type, subject: subjectOf[fact.type], fact, place: fact.type === 'task' ? null : fact.place, at: fact.at, key: fact.type + fact.place + (fact.role || '') + (fact.unit || '') + (fact.year || '') });
  if (item.type === 'task') {
    rows.push({ ...factRow(item.task), key: 'task' });
    rows.push(...item.task.units.map(factRow), ...item.task.deadlines.map(factRow), ...item.task.targets.map(factRow));
  } else if (item.type === 'plan') {
    const places = item.plan.places || {};
    for (const [field, at] of [['title', 'title'], ['doc_number', 'number'], ['issuer', 'issuer'], ['issued_on', 'issued'], ['kind', null], ['period_first', null], ['period_last', null]])
      rows.push({ type: 'planfield', subject: 'plan', fact: item.plan, field, place: at && places[at] && places[at].place, at: at && places[at] && places[at].at, rule: at && places[at] && places[at].rule, key: 'plan' + field });
  } else if (item.type === 'goals') rows.push(...item.goals.map(factRow));
  return rows;
}

/** Shows the item at hand; the row at hand stays where it was, as far as it is still there. */
function showPanel(wantedKey) {
  const item = currentItem();
  const former = wantedKey || (currentRow() && currentRow().key);
  state.rows = rowsOf(item);
  const found = state.rows.findIndex(row => row.key === former);
  state.row = found >= 0 ? found : Math.max(0, Math.min(state.row, state.rows.length - 1));
  const panel = document.getElementById('panel');
  panel.setAttribute('aria-label', say('当前条目', 'Item at hand'));
  const above = item.type === 'task' ? [item.plan.name, ...item.task.section].join(' › ') : item.type === 'plan' ? say('计划的标题、文号、发文机关、日期', 'Head of the plan') : item.plan ? item.plan.name : data.documents[0].name;
  const done = isDone(item);
  panel.replaceChildren(
    make('h2', { lang: 'zh', id: 'item-name' }, itemName(item)),
    make('p', { class: 'above', lang: 'zh' }, above),
    make('p', { class: 'states' }, make('span', { class: done ? 'state done' : 'state' }, done ? say('✓ 已看过', '✓ looked at') : say('未看过', 'not looked at')), ' ',
      make('span', { class: 'dim' }, say(`第 ${state.at + 1} 项，共 ${state.items.length} 项`, `${state.at + 1} of ${state.items.length}`))),
    make('div', { id: 'offer' }),
    make('ul', { class: 'rows', 'aria-labelledby': 'item-name' }, state.rows.map((row, i) => make('li', null, rowElement(row, i)))));
  showRow();
  showOffer();
}

function rowElement(row, i) {
  const { head, words, also, style, tick } = described(row);
  return make('button', { type: 'button', class: `row ${style}`, 'data-row': i, tabindex: i === state.row ? 0 : -1, onclick: () => { chooseRow(i); if (row.type !== 'finding') editRow(); }, onfocus: () => { if (state.row !== i) chooseRow(i, true); } },
    make('dfn', null, head), words ? make('span', { lang: row.type === 'finding' ? null : 'zh' }, words) : make('span', { class: 'empty' }, '–'),
    make('span', { class: 'tick' }, tick ? '✓' : ''), row.type !== 'finding' && row.fact.unsure && !row.fact.checked ? make('span', { class: `also unsure ${row.fact.unsure}` }, unsureWords(row.fact)) : null, also ? make('span', { class: 'also', lang: 'zh' }, also) : null);
}

/** How far a fact can be trusted, and why not further: the findings' words, what the rule or the reader gives cause for. */
function unsureWords(fact) {
  const own = { 'rule-weak': say('规则常有误', 'its rule is often wrong'), 'rule-fair': say('规则偶有误', 'its rule is wrong now and then'), 'rule-rare': say('规则少见，准确率未知', 'its rule is rare, so that nothing can be said of it') };
  const why = fact.why.split(' ').map(code => { const words = state.session.findings[code]; return own[code] || (words ? say(words.zh, words.en).split(/[;；]/)[0] : code); });
  return `${fact.unsure === 'low' ? say('可信度低', 'low confidence') : say('可信度中', 'medium confidence')}${say('：', ': ')}${why.join(say('；', '; '))}`;
}

/** How a row is shown: what it is, its value, its words. */
function described(row) {
  const fact = row.fact;
  const raw = fact.at && row.type !== 'task' ? clip(textAt(fact.at).replace(/\s+/g, ' '), 60) : '';
  switch (row.type) {
    case 'finding': {
      const message = state.session.findings[fact.code] || {};
      return { head: [badge(fact.severity, named('severity', fact.severity))], words: say(message.zh, message.en) || fact.code, also: raw && `“${raw}”`, style: fact.severity };
    }
    case 'task': return { head: named('task_kind', fact.kind), words: fact.title || '', also: fact.restates ? say('只是重复另一项任务', 'only repeats another task') : fact.title ? '' : clip(fact.raw.replace(/\s+/g, ' '), 60), style: 'task-row', tick: fact.checked };
    case 'unit': return { head: [badge(fact.role, named('badge', fact.role)), named('role', fact.role)], words: fact.unit, also: [raw !== fact.unit && raw, fact.scope].filter(Boolean).join(' · '), style: fact.role, tick: fact.checked };
    case 'deadline': return { head: [badge('deadline', named('badge', 'deadline')), named('fact', 'deadline')], words: deadlineValue(fact), also: raw, style: 'deadline', tick: fact.checked };
    case 'target': return { head: [badge('target', named('badge', 'target')), named('fact', 'target')], words: `${fact.indicator} ${amount(fact)}`, also: [years(fact), raw].filter(Boolean).join(' · '), style: 'target', tick: fact.checked };
    default: {
      const field = fieldsOf.plan().find(each => each.name === row.field);
      const value = valuesOf('plan', fact)[row.field];
      return { head: field.label, words: value ? (field.set ? named(field.set, value) : `${value}`) : '', style: 'planfield', tick: row.place && fact.checked };
    }
  }
}

/** Makes a row the one at hand. */
function chooseRow(i, focused) {
  if (!state.rows.length) return;
  state.row = Math.max(0, Math.min(i, state.rows.length - 1));
  showRow();
  showPlace();
  if (!focused) focusRow();
}

function showRow() {
  for (const button of document.querySelectorAll('#panel .row')) {
    const here = Number(button.dataset.row) === state.row;
    button.tabIndex = here ? 0 : -1;
    if (here) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}

function focusRow() {
  const button = document.querySelector(`#panel .row[data-row="${state.row}"]`);
  if (button) button.focus({ preventScroll: false });
  else document.getElementById('panel').focus();
}

/** Goes to an item, and to one of its rows. */
function goTo(at, rowKey) {
  if (!state.items.length) return;
  stopSelecting();
  state.at = Math.max(0, Math.min(at, state.items.length - 1));
  state.row = 0;
  state.offer = null;
  const rows = rowsOf(currentItem());
  // The item itself is at hand, unless it was a finding that led here.
  const own = rows.findIndex(row => row.type !== 'finding');
  showPanel(rowKey || (own >= 0 ? rows[own].key : undefined));
  showPlace();
  focusRow();
  showCurrentEntry();
}
