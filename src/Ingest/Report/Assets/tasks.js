// The list of tasks and its filter.

const filter = {};
let matches = [];
let order = 'document';

/** What each narrowing that a figure sets demands of a task, and how it is called. */
const narrowings = {
  unit: { holds: (task, name) => task.leads.includes(name) || task.others.includes(name), name: value => value },
  lead: { holds: (task, name) => task.leads.includes(name), name: value => say('牵头 ', 'lead ') + value },
  support: { holds: (task, name) => task.supports.includes(name), name: value => say('配合 ', 'support ') + value },
  due: { holds: (task, start) => task.dues.some(due => due.startsWith(start)), name: value => say('到期 ', 'due ') + value },
  section: { holds: (task, key) => task.sectionKey === key, name: value => value.split('\n').slice(1).join(' › ') || say('（无上级标题）', '(no heading above)') },
  plan: { holds: (task, id) => task.plan.id === id, name: value => data.planOf.get(value).name },
  form: { holds: (task, kind) => task.plan.kind === kind, name: value => named('plan_kind', value) },
  place: { holds: (task, key) => placeKeys(task.plan).includes(key), name: value => placeOf(value) },
  year: { holds: (task, year) => task.plan.year === year, name: value => yearOf(value) },
  kind: { holds: (task, kind) => task.kind === kind, name: value => named('task_kind', value) },
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

/** By province, and by city within one. */
const placeKeys = plan => {
  const [province, city] = plan.place || [];
  const wide = province || (plan.place && plan.place[3] === 'state' ? '*' : '?');
  return city ? [wide, `${wide}/${city}`] : [wide];
};

const placeOf = key => (key === '*' ? say('全国', 'The state') : key === '?' ? say('（地区不明）', '(place unknown)') : key.replace('/', ' '));

const yearOf = year => year || say('（年份不明）', '(year unknown)');

/** How the list can stand; what has no such thing stands last. */
const orders = {
  document: { name: () => say('按文件', 'by document'), key: null },
  due: { name: () => say('按到期日', 'by due date'), key: task => task.dues[0] || '' },
  unit: { name: () => say('按单位', 'by unit'), key: task => task.leads[0] || task.others[0] || '', compare: inNameOrder },
  plan: { name: () => say('按计划名', 'by plan'), key: task => task.plan.name, compare: inNameOrder },
};

/** Each task's rank in an order, reckoned when it is first asked for. */
function rankOf(name) {
  const { key, compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0), ranks } = orders[name];
  if (ranks) return ranks;
  const keys = distinct(data.tasks.map(key)).filter(Boolean).sort(compare);
  const places = new Map(keys.map((each, i) => [each, i]));
  return (orders[name].ranks = new Map(data.tasks.map(task => [task, places.get(key(task)) ?? keys.length])));
}

function choice(id, name, label, all, pairs, parse = String) {
  if (pairs.length < 2) return '';
  return make('select', { id, 'aria-label': label, 'data-filter': name, onchange: event => {
    if (event.target.value) filter[name] = parse(event.target.value);
    else delete filter[name];
    applyFilter();
  } }, make('option', { value: '' }, all), pairs.map(([value, words]) => make('option', { value }, words)));
}

function showTasks() {
  const search = document.getElementById('search') ? document.getElementById('search').value : '';
  const plansBy = keysOf => grouped(data.plans, keysOf);
  const places = distinct(data.plans.flatMap(placeKeys)).sort((a, b) => (a[0] === '?') - (b[0] === '?') || inNameOrder(a, b));
  show('tasks', say('任务', 'Tasks'), null,
    make('div', { class: 'filter', role: 'search' },
      make('label', { for: 'search' }, say('筛选', 'Filter')),
      make('input', {
        id: 'search', type: 'search', value: search, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'found', 'aria-keyshortcuts': '/',
        placeholder: say('词语、单位、日期，空格隔开：扬尘 住建 2021-09', 'Words, units, dates, parted by spaces: 扬尘 住建 2021-09'), oninput: () => applyFilter(),
      }),
      data.plans.length <= 60 ? choice('by-plan', 'plan', say('计划', 'Plan'), say('全部计划', 'All plans'), data.plans.map(plan => [plan.id, clip(plan.name, 40)]), Number) : '',
      choice('by-form', 'form', say('文种', 'Kind of text'), say('全部文种', 'All kinds of text'), plansBy(plan => [plan.kind]).map(([kind]) => [kind, named('plan_kind', kind)])),
      choice('by-place', 'place', say('地区', 'Place'), say('全部地区', 'All places'), places.map(key => [key, key.includes('/') ? '　' + key.split('/')[1] : placeOf(key)])),
      choice('by-year', 'year', say('年份', 'Year'), say('全部年份', 'All years'), plansBy(plan => [plan.year]).map(([year]) => year).filter(Boolean).sort().reverse().map(year => [year, year])),
      choice('by-kind', 'kind', say('类别', 'Kind'), say('全部类别', 'All kinds'), Object.keys(names.task_kind).map(kind => [kind, named('task_kind', kind)])),
      make('select', { id: 'order', 'aria-label': say('排序', 'Order'), onchange: event => { order = event.target.value; applyFilter(); } },
        Object.entries(orders).map(([name, each]) => make('option', { value: name, selected: name === order }, each.name())))),
    make('p', { id: 'found', 'aria-live': 'polite' }),
    make('div', { id: 'task-list' }));
  applyFilter();
}

/** Which tasks match, in the order that was chosen; all of its work is over strings made once. */
function findMatches() {
  const words = searchWords(document.getElementById('search'));
  const chosen = Object.entries(filter).map(([name, value]) => [narrowings[name].holds, value]);
  const found = data.tasks.filter(task => chosen.every(([holds, value]) => holds(task, value)) && words.every(word => wordsOf(task).includes(word)));
  if (!orders[order].key) return found;
  const ranks = rankOf(order);
  return found.sort((a, b) => ranks.get(a) - ranks.get(b));
}

function applyFilter() {
  matches = findMatches();
  const chips = Object.entries(filter).map(([name, value]) =>
    make('button', { type: 'button', class: 'chosen', 'aria-label': say('取消：', 'Remove: ') + narrowings[name].name(value), onclick: () => { delete filter[name]; applyFilter(); } }, narrowings[name].name(value), ' ×'));
  for (const select of document.querySelectorAll('#tasks [data-filter]')) select.value = filter[select.dataset.filter] ?? '';
  const repeats = matches.filter(task => task.restates).length;
  document.getElementById('found').replaceChildren(
    make('span', null, say(`${data.tasks.length} 项中的 ${matches.length} 项`, `${matches.length} of ${count(data.tasks.length, '', 'task')}`),
      repeats ? say(`（其中 ${repeats} 项是正文任务的重复，不计入图表）`, ` (${repeats} only repeat others and are not counted in the figures)`) : ''),
    ...chips.flatMap(each => [' ', each]));
  new Roll(document.getElementById('task-list'), matches, { row: card, height: () => (innerWidth < 640 ? 250 : 165) });
}

/** Makes the card of a task; a filter that hides it is let go. */
function reveal(task) {
  if (!matches.includes(task)) {
    for (const name of Object.keys(filter)) delete filter[name];
    document.getElementById('search').value = '';
    applyFilter();
  }
  rollOf.get(document.getElementById('task-list')).reveal(task);
}

function card(task) {
  const roles = Object.keys(names.role).map(role => [role, task.units.filter(unit => unit.role === role)]).filter(pair => pair[1].length);
  const where = hasText(task.plan.document) ? make('a', { class: 'where', href: '#m-' + task.key }, say('看原文', 'in the text')) : '';
  return make('article', { class: task.restates ? 'card repeats' : 'card', id: task.key, tabindex: -1, 'aria-label': task.name },
    make('h3', { lang: 'zh' }, make('span', { class: 'path' }, task.path + (task.part ? ` #${task.part}` : '')), ' ', task.name),
    make('p', { class: 'card-plan', lang: 'zh' }, task.plan.name,
      task.kind === 'task' ? '' : badge('kind', named('task_kind', task.kind)), task.restates ? badge('kind', say('重复', 'repeats another')) : ''),
    task.rest ? make('p', { class: 'card-text', lang: 'zh' }, clip(task.rest, 400)) : '',
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
