// Plans by place, kind of text or year, each with the sections in which its tasks stand.

let plansBy = 'place';

const groupings = {
  place: { name: () => say('按地区', 'By place'), key: plan => placeKeys(plan)[0], words: placeOf, filter: key => ({ place: key }), last: '?' },
  form: { name: () => say('按文种', 'By kind of text'), key: plan => plan.kind, words: key => named('plan_kind', key), filter: key => ({ form: key }) },
  year: { name: () => say('按年份', 'By year'), key: plan => plan.year, words: yearOf, filter: key => ({ year: key }), last: '' },
};

function showPlans() {
  const { key, words, filter, last } = groupings[plansBy];
  const tasksOf = new Map(grouped(data.counted, task => [task.plan]));
  const groups = grouped(data.plans, plan => [key(plan)]).map(([value, plans]) => ({ value, plans, tasks: plans.reduce((sum, plan) => sum + (tasksOf.get(plan) || []).length, 0) }));
  groups.sort((a, b) => (a.value === last) - (b.value === last) || (plansBy === 'year' ? (a.value < b.value ? 1 : -1) : b.tasks - a.tasks));
  const most = Math.max(1, ...groups.map(group => group.tasks));
  const few = data.plans.length < 4;
  show('plans', say('计划', 'Plans'), say('按地区、文种或年份分组；展开可见每份计划及其章节。', 'Grouped by place, kind of text or year; open a group to see its plans, and a plan to see its sections.'),
    make('p', { class: 'choices', role: 'group', 'aria-label': say('分组', 'Grouped') }, Object.entries(groupings).map(([name, each]) =>
      make('button', { type: 'button', 'data-by': name, 'aria-pressed': `${name === plansBy}`, onclick: () => { plansBy = name; showPlans(); document.querySelector(`[data-by="${name}"]`).focus(); } }, each.name()))),
    groups.map(group => fold('h3', [make('span', null, words(group.value)),
      make('span', { class: 'dim' }, ' ' + count(group.plans.length, '份计划', 'plan') + ' · ' + count(group.tasks, '项任务', 'task')),
      make('span', { class: 'bar-track', 'aria-hidden': 'true' }, make('span', { class: 'bar-first', '--part': group.tasks / most }))], box => {
      const list = make('div', null);
      box.append(make('button', { type: 'button', class: 'more', onclick: () => narrow(filter(group.value)) }, say('看这些任务', 'See these tasks')), list);
      const plans = [...group.plans].sort((a, b) => inNameOrder(placeName(a), placeName(b)) || (a.issued || '') .localeCompare(b.issued || '') || a.id - b.id);
      new Roll(list, plans, { row: plan => planFold(plan, tasksOf.get(plan) || [], few), height: () => 70 });
    }, { 'data-group': group.value }, few)));
}

function planFold(plan, tasks, open) {
  const facts = [placeName(plan), plan.title ? '' : say('无标题', 'untitled'), named('plan_kind', plan.kind), plan.number, plan.issuer, plan.issued, count(tasks.length, '项任务', 'task')];
  return fold('h4', [make('span', { lang: 'zh' }, plan.name), make('span', { class: 'dim' }, ' ' + facts.filter(Boolean).join(' · '))], box => {
    const groups = grouped(tasks, task => [task.sectionKey]).sort((a, b) => a[1][0].id - b[1][0].id);
    const most = Math.max(1, ...groups.map(group => group[1].length));
    box.append(make('p', null, make('button', { type: 'button', onclick: () => narrow({ plan: plan.id }) }, say('看它的任务', 'See its tasks')), ' ', make('a', { href: '#doc' + plan.document.id }, say('看原文', 'See its text'))),
      make('ol', { class: 'bars wide' }, groups.map(([key, members]) => bar(members[0].section.join(' › ') || say('（无上级标题）', '(no heading above)'), members.length, 0, most, { section: key }))));
  }, { 'data-plan': plan.id }, open);
}
