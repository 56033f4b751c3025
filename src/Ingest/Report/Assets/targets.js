// Targets, to filter and to sort.

let targetOrder = { of: target => target.id, back: false };

function showTargets() {
  if (!data.targets.length) return show('targets', say('量化指标', 'Targets'), say('没有找到量化指标。', 'No numeric target was found.'));
  const words = make('input', { id: 'target-search', type: 'search', 'aria-label': say('筛选指标', 'Filter targets'), placeholder: say('筛选指标：PM2.5 2025', 'Filter targets: PM2.5 2025'), oninput: listTargets });
  show('targets', say('量化指标', 'Targets'), say('点列名排序，再点倒序。', 'Choose a column’s name to sort, and again for the other way round.'), make('div', { class: 'filter' }, words), make('p', { id: 'targets-found', class: 'dim', 'aria-live': 'polite' }), make('div', { id: 'target-list' }));
  listTargets();
}

const targetWords = target => (target.words ||= [target.indicator, amount(target), target.year, target.base, target.path, target.task ? target.task.name : '', target.plan.name, placeName(target.plan)].join('\n').toLowerCase());

const targetColumns = {
  indicator: target => target.indicator, value: target => target.value, base: target => target.base, year: target => target.year, plan: target => target.plan.name,
};

function matchingTargets() {
  const wanted = searchWords(document.getElementById('target-search'));
  const found = data.targets.filter(target => wanted.every(word => targetWords(target).includes(word)));
  const { of, back } = targetOrder;
  const compare = (x, y) => (typeof x === 'string' ? inNameOrder(x, y) : x - y);
  // What has no such value stands last, either way round.
  return found.sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    return (x == null) - (y == null) || (x == null ? 0 : compare(x, y) * (back ? -1 : 1)) || a.id - b.id;
  });
}

/** The rows that match the box, in the order of the column that was chosen. */
function listTargets() {
  const found = matchingTargets();
  document.getElementById('targets-found').textContent = say(`${data.targets.length} 项中的 ${found.length} 项`, `${found.length} of ${count(data.targets.length, '', 'target')}`);
  const head = (name, words, style) => ({
    words, style, sorted: targetOrder.of === targetColumns[name] ? (targetOrder.back ? 'descending' : 'ascending') : null,
    sort: () => {
      targetOrder = { of: targetColumns[name], back: targetOrder.of === targetColumns[name] && !targetOrder.back };
      listTargets();
      document.querySelector(`#target-list [aria-sort] button`)?.focus({ preventScroll: true });
    },
  });
  const heads = [head('indicator', say('指标', 'Indicator'), 'wide'), head('value', say('目标值', 'Value'), 'number'), head('base', say('基年', 'Base year'), 'number'),
    head('year', say('目标年', 'Target year'), 'number'), { words: say('任务或章节', 'Task or section'), style: 'wide' }, head('plan', say('计划', 'Plan'), 'wide')];
  rollTable(document.getElementById('target-list'), say('量化指标', 'Targets'), heads, found, target => [
    chip(target, target.indicator), amount(target), target.base ? `${target.base}` : '', target.year ? `${target.year}` : '',
    target.task ? make('a', { href: '#' + target.task.key, lang: 'zh' }, `${target.path} ${target.task.title || ''}`) : target.path, make('span', { lang: 'zh' }, clip(target.plan.name, 30))], target => target.key);
}

/** Brings the row of a goal into the list, whatever was filtered. */
function revealTarget(target) {
  const list = () => rollOf.get(document.querySelector('#target-list table'));
  if (!list().items.includes(target)) {
    document.getElementById('target-search').value = '';
    listTargets();
  }
  list().reveal(target);
}
