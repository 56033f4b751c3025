// The list of tasks and its filter.

const filter = {};
const pageSize = 25;
let page = 0;
let matches = [];

/** What each narrowing that a figure sets demands of a task, and how it is called. */
const narrowings = {
  unit: { holds: (task, name) => task.leads.includes(name) || task.others.includes(name), name: value => value },
  lead: { holds: (task, name) => task.leads.includes(name), name: value => say('牵头 ', 'lead ') + value },
  support: { holds: (task, name) => task.supports.includes(name), name: value => say('配合 ', 'support ') + value },
  due: { holds: (task, start) => task.dues.some(due => due.startsWith(start)), name: value => say('到期 ', 'due ') + value },
  section: { holds: (task, key) => task.sectionKey === key, name: value => value.split('\n').slice(1).join(' › ') || say('（无上级标题）', '(no heading above)') },
  plan: { holds: (task, id) => task.plan.id === id, name: value => data.planOf.get(value).name },
  kind: { holds: (task, kind) => task.kind === kind, name: value => named('kind', value) },
};

/** Shows the tasks of one part of a figure; what was chosen before is let go. */
function narrow(chosen) {
  for (const name of Object.keys(filter)) delete filter[name];
  Object.assign(filter, chosen);
  document.getElementById('search').value = '';
  applyFilter();
  document.getElementById('tasks').scrollIntoView();
  document.getElementById('search').focus({ preventScroll: true });
}

function showTasks() {
  const options = (all, pairs, chosen) => [make('option', { value: '' }, all), ...pairs.map(([value, name]) => make('option', { value, selected: `${value}` === `${chosen}` }, name))];
  const choose = (name, parse) => event => {
    if (event.target.value) filter[name] = parse(event.target.value);
    else delete filter[name];
    applyFilter();
  };
  const search = document.getElementById('search') ? document.getElementById('search').value : '';
  show('tasks', say('任务', 'Tasks'), null,
    make('div', { class: 'filter', role: 'search' },
      make('label', { for: 'search' }, say('筛选', 'Filter')),
      make('input', {
        id: 'search', type: 'search', value: search, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'found', 'aria-keyshortcuts': '/',
        placeholder: say('词语、单位、日期，空格隔开：扬尘 住建 2021-09', 'Words, units, dates, parted by spaces: 扬尘 住建 2021-09'), oninput: () => applyFilter(),
      }),
      make('select', { id: 'by-plan', 'aria-label': say('文件', 'Plan'), onchange: choose('plan', Number) }, options(say('全部文件', 'All plans'), data.plans.map(plan => [plan.id, clip(plan.name, 40)]), filter.plan)),
      make('select', { id: 'by-kind', 'aria-label': say('类别', 'Kind'), onchange: choose('kind', String) }, options(say('全部类别', 'All kinds'), Object.keys(names.kind).map(kind => [kind, named('kind', kind)]), filter.kind))),
    make('p', { id: 'found', 'aria-live': 'polite' }),
    make('div', { id: 'task-list' }),
    make('nav', { id: 'pages', 'aria-label': say('翻页', 'Pages') }));
  applyFilter(true);
}

/** Which tasks match; all of its work is over strings made at the start. */
function findMatches() {
  const words = document.getElementById('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = Object.entries(filter).map(([name, value]) => [narrowings[name].holds, value]);
  return data.tasks.filter(task => words.every(word => task.words.includes(word)) && chosen.every(([holds, value]) => holds(task, value)));
}

function applyFilter(samePage) {
  const began = performance.now();
  matches = findMatches();
  if (samePage !== true) page = 0;
  showPage();
  // For tests and for the curious.
  document.getElementById('task-list').dataset.milliseconds = (performance.now() - began).toFixed(1);
}

function showPage() {
  const last = Math.max(0, Math.ceil(matches.length / pageSize) - 1);
  page = Math.min(page, last);
  const chips = Object.entries(filter).map(([name, value]) =>
    make('button', { type: 'button', class: 'chosen', 'aria-label': say('取消：', 'Remove: ') + narrowings[name].name(value), onclick: () => { delete filter[name]; applyFilter(); } }, narrowings[name].name(value), ' ×'));
  document.getElementById('by-plan').value = filter.plan || '';
  document.getElementById('by-kind').value = filter.kind || '';
  const repeats = matches.filter(task => task.restates).length;
  document.getElementById('found').replaceChildren(
    make('span', null, say(`${data.tasks.length} 项中的 ${matches.length} 项`, `${matches.length} of ${count(data.tasks.length, '', 'task')}`),
      repeats ? say(`（其中 ${repeats} 项是正文任务的重复，不计入图表）`, ` (${repeats} only repeat others and are not counted in the figures)`) : ''), ' ', ...chips);
  document.getElementById('task-list').replaceChildren(...matches.slice(page * pageSize, (page + 1) * pageSize).map(card));
  const turn = (to, words) => make('button', { type: 'button', disabled: to < 0 || to > last, onclick: () => { page = to; showPage(); document.getElementById('tasks').scrollIntoView(); } }, words);
  document.getElementById('pages').replaceChildren(...(last ? [turn(page - 1, say('上一页', 'Previous')), make('span', null, `${page + 1} / ${last + 1}`), turn(page + 1, say('下一页', 'Next'))] : []));
}

/** On paper all tasks that match stand, not a page of them. */
function showAllForPrint() {
  document.getElementById('task-list').replaceChildren(...matches.slice(0, 2000).map(card));
}

/** Turns to the page on which a task stands; a filter that hides it is let go. */
function reveal(task) {
  if (!matches.includes(task)) {
    for (const name of Object.keys(filter)) delete filter[name];
    document.getElementById('search').value = '';
    applyFilter();
  }
  page = Math.floor(matches.indexOf(task) / pageSize);
  showPage();
}

function card(task) {
  const roles = Object.keys(names.role).map(role => [role, task.units.filter(unit => unit.role === role)]).filter(pair => pair[1].length);
  const where = hasText(task.plan.document) ? make('a', { class: 'where', href: '#m-' + task.key }, say('看原文', 'in the text')) : '';
  return make('article', { class: task.restates ? 'card repeats' : 'card', id: task.key, tabindex: -1, 'aria-label': task.name },
    make('h3', { lang: 'zh' }, make('span', { class: 'path' }, task.path + (task.part ? ` #${task.part}` : '')), ' ', task.title || ''),
    make('p', { class: 'card-plan', lang: 'zh' }, task.plan.name,
      task.kind === 'task' ? '' : badge('kind', named('kind', task.kind)), task.restates ? badge('kind', say('重复', 'repeats another')) : ''),
    make('p', { class: 'card-text', lang: 'zh' }, clip(task.raw.trim(), 400)),
    make('dl', null,
      roles.map(([role, units]) => pair(named('role', role), role, units.map(unit => chip(unit, unit.unit)))),
      task.deadlines.length ? pair(named('fact', 'deadline'), 'deadline', task.deadlines.map(deadline => chip(deadline, deadlineValue(deadline)))) : '',
      task.targets.length ? pair(named('fact', 'target'), 'target', task.targets.map(target => chip(target, `${target.indicator} ${amount(target)} ${years(target)}`))) : ''),
    make('p', { class: 'card-foot' }, make('code', null, task.rule), where));
}

const pair = (name, style, chips) => make('div', null, make('dt', null, badge(style, named('badge', style)), ' ', name), make('dd', { lang: 'zh' }, chips.flatMap((each, index) => (index ? [' ', each] : [each]))));

/** A fact as a link to its words in the text; where the text is left out, to its task. */
function chip(fact, words) {
  const style = fact.role || fact.type;
  return make('a', { class: `chip ${style}`, href: hasText(documentOf(fact)) ? '#m-' + fact.key : '#t' + (fact.task ? fact.task.id : ''), 'data-fact': fact.key, lang: 'zh' }, words);
}
