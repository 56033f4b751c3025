// What the page holds, in figures, and what it does not.

function showOverview() {
  const tile = (n, words, href) => make('li', null, make('a', { href }, make('strong', null, `${n}`), make('span', null, words)));
  const counted = facts => facts.filter(fact => !fact.task || !fact.task.restates).length;
  const section = document.getElementById('overview');
  section.setAttribute('aria-labelledby', 'overview-heading');
  section.replaceChildren(
    make('h1', { id: 'overview-heading' }, say('政策任务总览', 'Policy tasks at a glance')),
    make('p', { class: 'note' }, [data.database, data.imported && say(`${localTime(data.imported)} 导入`, `imported ${localTime(data.imported)}`), `PolicyIngest ${data.program}`, data.rules && say(`规则 ${data.rules}`, `rules ${data.rules}`)].filter(Boolean).join(' · ')),
    make('ul', { class: 'tiles' },
      tile(data.diagnostics.length + data.unused.length, say('处待核查', 'to be checked'), '#attention'),
      tile(data.counted.length, say('项任务', 'tasks'), '#tasks'),
      tile(counted(data.targets), say('项指标', 'targets'), '#targets'),
      tile(counted(data.deadlines), say('个时限', 'deadlines'), '#months'),
      tile(distinct(data.units.map(unit => unit.canonical)).length, say('个单位', 'units'), '#units'),
      tile(data.documents.length, say('份文件', data.documents.length === 1 ? 'document' : 'documents'), '#sources')),
    leftOut());
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
