// Who, where, when: each figure is a list or a table with numbers in it; each part of it narrows the list of tasks.

/** A bar: a button with its name, its length and its number. Two shades: the first part leads, the rest takes part. */
function bar(name, first, rest, most, filter) {
  return make('li', null, make('button', { type: 'button', class: 'bar', onclick: () => narrow(filter) },
    make('span', { class: 'bar-name' }, name),
    make('span', { class: 'bar-track' },
      make('span', { class: 'bar-first', '--part': first / most }),
      rest ? make('span', { class: 'bar-rest', '--part': rest / most }) : ''),
    make('span', { class: 'bar-number' }, `${first}`, rest ? make('span', { class: 'dim' }, ` + ${rest}`) : '')));
}

function showUnits() {
  const lead = new Map(grouped(data.counted, task => task.leads));
  const other = new Map(grouped(data.counted, task => task.others));
  const rows = distinct([...lead.keys(), ...other.keys()]).map(name => [name, (lead.get(name) || []).length, (other.get(name) || []).length]);
  rows.sort((a, b) => b[1] - a[1] || b[2] - a[2]);
  const most = Math.max(1, ...rows.map(row => row[1] + row[2]));
  show('units', say('牵头单位', 'Tasks by lead unit'),
    say('深色：牵头的任务；浅色：配合、负责、落实或监管的任务。同一单位的不同写法合为一个。选一行即可筛选任务。',
      'Dark: tasks that the unit leads; light: tasks that it supports, carries out, answers for or supervises. All spellings of a unit count as one. Choose a row to see its tasks.'),
    shortened(rows, 20, row => bar(row[0], row[1], row[2], most, { unit: row[0] })));
}

/** Tasks by the month in which they are due, a year a row; then each plan's deadlines on one axis of time. */
function showMonths() {
  const months = new Map(grouped(data.counted, task => distinct(task.dues.map(due => due.slice(0, 7)))));
  const found = distinct([...months.keys()].map(month => month.slice(0, 4))).sort();
  if (!found.length) return show('months', say('到期时间', 'Due dates'), say('没有带日期的时限。', 'No deadline has a date.'));
  const most = Math.max(...[...months.values()].map(tasks => tasks.length));
  const rows = found.map(year => {
    const all = data.counted.filter(task => task.dues.some(due => due.startsWith(year)));
    return make('tr', null, make('th', { scope: 'row' }, heat(all.length, 0, year, { due: year }, year)),
      Array.from({ length: 12 }, (_, index) => {
        const month = `${year}-${String(index + 1).padStart(2, '0')}`;
        const n = (months.get(month) || []).length;
        return make('td', null, n ? heat(n, n / most, month, { due: month }) : make('span', { class: 'dim' }, '·'));
      }),
      make('td', { class: 'total' }, `${all.length}`));
  });
  const heads = [say('年', 'Year'), ...Array.from({ length: 12 }, (_, index) => say(`${index + 1}月`, `${index + 1}`)), say('合计', 'All')];
  show('months', say('到期时间', 'Due dates'),
    say('每月到期的任务数。一项任务有几个日期时，每个月各计一次。', 'Tasks due in each month. A task with several dates counts in each of their months.'),
    table(say('每月到期的任务数', 'Tasks due by month'), heads, rows, 'heat'), timeline(), deadlineList());
}

function heat(n, share, name, filter, words) {
  return make('button', { type: 'button', class: share > 0.5 ? 'cell strong' : 'cell', '--share': share, 'aria-label': `${name}: ${count(n, '项任务', 'task')}`, title: name, onclick: () => narrow(filter) }, words || `${n}`);
}

/** A row for each plan, a dot for each day on which something is due; the larger, the more. */
function timeline() {
  const longest = 20;
  const dated = grouped(data.counted, task => (task.dues.length ? [task.plan] : []));
  const groups = dated.slice(0, longest);
  const day = iso => Date.parse(iso) / 86400000;
  const issued = groups.map(group => group[0].issued).filter(Boolean);
  const all = [...groups.flatMap(group => group[1].flatMap(task => task.dues)), ...issued];
  // A band for each year in which there is something: plans look a year ahead, and then to 2025 and 2035.
  const bands = distinct(all.map(iso => Number(iso.slice(0, 4)))).sort();
  const [left, width, step] = [8, 1100, 46];
  const band = (width - 2 * left) / bands.length;
  const x = iso => left + (bands.indexOf(Number(iso.slice(0, 4))) + (day(iso) - day(iso.slice(0, 4) + '-01-01')) / 367) * band;
  const height = groups.length * step + 22;
  const grid = bands.map((year, index) => [
    draw('line', { class: index && year - bands[index - 1] > 1 ? 'year gap' : 'year', x1: left + index * band, x2: left + index * band, y1: 0, y2: height }),
    draw('text', { class: 'year-name', x: left + index * band + 4, y: height - 5 }, `${year}`)]).flat();
  const rows = groups.map(([plan, tasks], index) => {
    const y = index * step + 32;
    const days = grouped(tasks, task => task.dues);
    return [
      draw('text', { class: 'plan-name', x: left, y: y - 16, lang: 'zh' }, clip(plan.name, 42)),
      draw('line', { class: 'axis', x1: left, x2: width - left, y1: y, y2: y }),
      plan.issued ? draw('path', { class: 'issued', d: `M${x(plan.issued)} ${y - 6}v12` }, draw('title', null, say('成文 ', 'issued ') + plan.issued)) : '',
      days.map(([due, members]) => dot(x(due), y, due, members.length, plan)),
    ];
  });
  return make('figure', null,
    make('figcaption', null, say('时间轴：点越大，当天到期的任务越多；短竖线是成文日期；虚线处略去没有期限的年份。', 'Timeline: the larger the dot, the more tasks are due that day; a short stroke is the date of issue; years without a date are left out at a broken line.'),
      dated.length > longest ? say(`图中是期限最多的 ${longest} 份计划，共 ${dated.length} 份有期限。`, ` Shown are the ${longest} plans with the most dates, of ${dated.length}.`) : ''),
    make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': say('时间轴', 'Timeline') },
      draw('svg', { class: 'timeline', viewBox: `0 0 ${width} ${height}`, width, height, role: 'group' }, grid, ...rows.flat(2))));
}

function dot(x, y, due, n, plan) {
  const words = `${due} · ${count(n, '项任务', 'task')} · ${plan.name}`;
  const go = () => narrow({ due, plan: plan.id });
  return draw('circle', {
    class: 'dot', cx: x, cy: y, r: Math.min(3.5 + 1.5 * Math.sqrt(n), 15), tabindex: 0, role: 'button', 'aria-label': words,
    onclick: go, onkeydown: event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); go(); } },
  }, draw('title', null, words));
}

function deadlineList() {
  const dated = data.deadlines.filter(deadline => deadline.due && !deadline.task.restates).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id - b.id));
  const heads = [{ words: say('日期', 'Due'), style: 'number' }, { words: say('原文', 'Words') }, { words: say('任务', 'Task'), style: 'wide' }, { words: say('单位', 'Units'), style: 'wide' }];
  return fold('h3', [say('全部时限，按日期', 'All deadlines by date'), make('span', { class: 'dim' }, ` ${dated.length}`)], box => rollTable(box, say('全部时限', 'All deadlines'), heads, dated, deadline => [
    deadline.due, chip(deadline, clip(rawOf(deadline), 30)), make('a', { href: '#t' + deadline.task.id, lang: 'zh' }, deadline.task.name),
    make('span', { lang: 'zh' }, (deadline.task.leads.length ? deadline.task.leads : deadline.task.others).slice(0, 3).join('、'))]), { id: 'deadline-list' });
}

/** Who works with whom: lead units down, supporting units across. */
function showPairs() {
  const pairs = new Map(grouped(data.counted, task => task.leads.flatMap(lead => task.supports.filter(support => support !== lead).map(support => lead + '\n' + support))));
  if (!pairs.size) return show('pairs', say('协作', 'Who works with whom'), say('没有既写牵头又写配合的任务。', 'No task names both a lead and a supporting unit.'));
  const ranked = side => {
    const totals = new Map();
    for (const [key, tasks] of pairs) totals.set(key.split('\n')[side], (totals.get(key.split('\n')[side]) || 0) + tasks.length);
    return [...totals].sort((a, b) => b[1] - a[1]).map(pair => pair[0]);
  };
  const [leads, supports] = [ranked(0), ranked(1)];
  const most = Math.max(...[...pairs.values()].map(tasks => tasks.length));
  const body = (down, across) => make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': say('牵头与配合', 'Lead and support') },
    make('table', { class: 'matrix', lang: 'zh' },
      make('thead', null, make('tr', null, make('td', { class: 'corner', lang: say('zh', 'en') }, say('牵头 ↓ 配合 →', 'lead ↓ support →')),
        across.map(name => make('th', { scope: 'col' }, make('span', null, name))))),
      make('tbody', null, down.map(lead => make('tr', null, make('th', { scope: 'row' }, lead), across.map(support => {
        const n = (pairs.get(lead + '\n' + support) || []).length;
        return make('td', null, n ? heat(n, n / most, `${lead} – ${support}`, { lead, support }) : '');
      }))))));
  const [rows, columns] = [16, 18];
  const heads = [{ words: say('牵头', 'Lead'), style: 'wide' }, { words: say('配合', 'Support'), style: 'wide' }, { words: say('共同任务', 'Tasks in common'), style: 'number' }];
  const all = leads.length > rows || supports.length > columns ? fold('h3', [say('全部组合', 'All pairs'), make('span', { class: 'dim' }, ` ${pairs.size}`)], box => rollTable(box, say('全部组合', 'All pairs'), heads, [...pairs], ([key, tasks]) => {
    const [lead, support] = key.split('\n');
    return [make('span', { lang: 'zh' }, lead), make('span', { lang: 'zh' }, support), make('button', { type: 'button', onclick: () => narrow({ lead, support }) }, `${tasks.length}`)];
  }), { id: 'pair-list' }) : '';
  show('pairs', say('协作', 'Who works with whom'), say('行是牵头单位，列是配合单位，数字是共同的任务。', 'Rows lead, columns support; the number is their tasks in common.'), body(leads.slice(0, rows), supports.slice(0, columns)), all);
}
