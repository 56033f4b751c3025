// What was imported, targets, and what needs a person.

function showOverview() {
  const tile = (n, words, href) => make('li', null, make('a', { href }, make('strong', null, `${n}`), make('span', null, words)));
  const counted = facts => facts.filter(fact => !fact.task || !fact.task.restates).length;
  const heads = [say('文件', 'File'), say('计划', 'Plan'), say('文号', 'Number'), say('发文机关', 'Issuer'), say('成文', 'Issued'), say('任务', 'Tasks'), say('字数', 'Characters')];
  const tasksOf = new Map(grouped(data.counted, task => [task.plan]));
  const rows = data.documents.flatMap(each => (each.plans.length ? each.plans : [null]).map((plan, index) => make('tr', null,
    index ? null : make('th', { scope: 'row', class: 'name', rowspan: Math.max(1, each.plans.length) }, make('a', { href: '#doc' + each.id }, each.name), make('span', { class: 'dim' }, ' ' + each.format)),
    make('td', { class: 'name', lang: 'zh' }, plan ? plan.title || say('（无标题）', '(no title)') : say('（没有计划）', '(no plan)')),
    make('td', { class: 'number', lang: 'zh' }, plan && plan.number), make('td', { class: 'issuer', lang: 'zh' }, plan && plan.issuer), make('td', { class: 'number' }, plan && plan.issued),
    make('td', { class: 'number right' }, plan ? `${(tasksOf.get(plan) || []).length}` : ''),
    index ? null : make('td', { class: 'number right', rowspan: Math.max(1, each.plans.length) }, each.length.toLocaleString('en')))));
  show('overview', say('政策任务总览', 'Policy tasks at a glance'),
    [data.database, data.imported && say(`${data.imported.replace('T', ' ')} 导入`, `imported ${data.imported.replace('T', ' ')}`), `PolicyIngest ${data.program}`, data.rules && say(`规则 ${data.rules}`, `rules ${data.rules}`)].filter(Boolean).join(' · '),
    make('ul', { class: 'tiles' },
      tile(data.documents.length, say('份文件', data.documents.length === 1 ? 'document' : 'documents'), '#sources'),
      tile(data.counted.length, say('项任务', 'tasks'), '#tasks'),
      tile(distinct(data.units.map(unit => unit.canonical)).length, say('个单位', 'units'), '#units'),
      tile(counted(data.deadlines), say('个时限', 'deadlines'), '#months'),
      tile(counted(data.targets), say('项指标', 'targets'), '#targets'),
      tile(data.diagnostics.length + data.unused.length, say('处待核查', 'to be checked'), '#attention')),
    leftOut(),
    shortened(rows, 60, shown => table(say('导入的文件', 'What was imported'), heads, shown, 'plain documents')));
}

/** What the page does not hold, said plainly. */
function leftOut() {
  const { otherDocuments, overLimit, texts: without, maxTasks } = data.leftOut;
  const notes = [];
  if (otherDocuments) notes.push(say(`数据库中另有 ${otherDocuments} 份文件未选入。`, `${count(otherDocuments, '', 'other document')} of the database ${otherDocuments === 1 ? 'was' : 'were'} not asked for.`));
  if (overLimit) notes.push(say(`任务超过 ${maxTasks} 项，其余 ${overLimit} 份文件未列入；可用 --document、--plan 选择文件，或用 --max-tasks 提高上限。`,
    `${count(overLimit, '', 'document')} left out, for with them the tasks would be more than ${maxTasks}; choose with --document or --plan, or raise --max-tasks.`));
  if (without) notes.push(say(`${without} 份文件未附原文，只有事实。`, `${count(without, '', 'document')} without source text, facts only.`));
  return notes.length ? make('p', { class: 'notice', id: 'left-out' }, notes.join(' ')) : '';
}

function showTargets() {
  if (!data.targets.length) return show('targets', say('量化指标', 'Targets'), say('没有找到量化指标。', 'No numeric target was found.'));
  const words = make('input', { id: 'target-search', type: 'search', 'aria-label': say('筛选指标', 'Filter targets'), placeholder: say('筛选指标：PM2.5 2025', 'Filter targets: PM2.5 2025'), oninput: listTargets });
  show('targets', say('量化指标', 'Targets'), say('点列名排序。', 'Choose a column’s name to sort.'), make('div', { class: 'filter' }, words), make('div', { id: 'target-list' }));
  listTargets();
}

let targetOrder = target => target.id;

/** The rows that match the box, in the order of the column that was chosen. */
function listTargets() {
  const wanted = document.getElementById('target-search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = target => [target.indicator, amount(target), target.year, target.base, target.path, target.task ? target.task.name : '', target.plan.name].join('\n').toLowerCase();
  const matching = data.targets.filter(target => !wanted.length || wanted.every(word => text(target).includes(word)));
  matching.sort((a, b) => { const [x, y] = [targetOrder(a) ?? '', targetOrder(b) ?? '']; return (x < y ? -1 : x > y ? 1 : 0) || a.id - b.id; });
  const head = (words, key) => make('button', { type: 'button', class: 'sort', onclick: () => { targetOrder = key; listTargets(); } }, words);
  const row = target => make('tr', { id: target.key, tabindex: -1 },
    make('td', { lang: 'zh' }, chip(target, target.indicator)),
    make('td', { class: 'number' }, amount(target)),
    make('td', { class: 'number' }, target.base ? `${target.base}` : ''),
    make('td', { class: 'number' }, target.year ? `${target.year}` : ''),
    make('td', { lang: 'zh' }, target.task ? make('a', { href: '#' + target.task.key }, `${target.path} ${target.task.title || ''}`) : target.path),
    make('td', { lang: 'zh' }, clip(target.plan.name, 30)));
  const heads = [head(say('指标', 'Indicator'), target => target.indicator), head(say('目标值', 'Value'), target => target.value), head(say('基年', 'Base year'), target => target.base),
    head(say('目标年', 'Target year'), target => target.year), say('任务或章节', 'Task or section'), say('计划', 'Plan')];
  document.getElementById('target-list').replaceChildren(shortened(matching, 300, shown => table(say('量化指标', 'Targets'), heads, shown.map(row), 'plain targets')));
}

/** Brings the row of a goal into the list, whatever was filtered. */
function revealTarget(target) {
  if (document.getElementById(target.key)) return;
  document.getElementById('target-search').value = `${target.indicator} ${amount(target)}`;
  listTargets();
}

function showAttention() {
  const diagnostics = data.diagnostics.map(each => {
    const document = data.documentOf.get(each.document);
    const at = each.at && hasText(document) ? clip(textOf(document).slice(each.at[0], each.at[1]), 40) : '';
    return make('tr', null, make('td', null, badge(each.severity, named('severity', each.severity))), make('td', null, make('a', { href: '#doc' + each.document }, document.name)),
      make('td', null, each.message, at && make('q', { lang: 'zh' }, at)), make('td', null, make('code', null, each.code)));
  });
  const unused = data.unused.map(file => make('tr', null, make('td', null, badge(file.status === 'skipped' ? 'warning' : 'error', named('status', file.status))),
    make('td', { class: 'file' }, file.path), make('td', null, file.reason, file.former ? say('（数据库中仍是旧版本）', ' (the database keeps the former version)') : ''), make('td', null, make('code', null, file.code))));
  const heads = [say('程度', 'How bad'), say('文件', 'File'), say('说明', 'What is wrong'), say('代码', 'Code')];
  show('attention', say('待人工核查', 'For a person to check'), diagnostics.length + unused.length ? null : say('没有需要核查的内容。', 'Nothing needs checking.'),
    diagnostics.length ? shortened(diagnostics, 100, shown => table(say('提示', 'Diagnostics'), heads, shown, 'plain')) : '',
    unused.length ? make('h3', null, say('未能使用的文件', 'Files that gave nothing')) : '',
    unused.length ? shortened(unused, 100, shown => table(say('未能使用的文件', 'Files that gave nothing'), heads, shown, 'plain')) : '');
}
