// The facts, joined to each other.

let data;
const byId = new Map();          // 't12000003' → the fact
const wholeText = new Map();     // document's key → the text

/** Reads the page's data. */
function loadData() {
  data = JSON.parse(document.getElementById('data').textContent);
  for (const { id, text } of data.texts) wholeText.set(id, text);
  joinFacts();
}

/** Joins what names each other by key. */
function joinFacts() {
  byId.clear();
  data.unitOf = new Map(data.units.map(unit => [unit.name, unit]));
  data.documentOf = new Map(data.documents.map(each => [each.id, Object.assign(each, { plans: [], tasks: 0, checks: [], citations: [] })]));
  data.planOf = new Map(data.plans.map(plan => [plan.id, plan]));
  for (const plan of data.plans) {
    plan.document = data.documentOf.get(plan.document);
    plan.document.plans.push(plan);
    plan.name = plan.title || plan.opening || plan.document.name;
    plan.year = plan.issued ? plan.issued.slice(0, 4) : plan.first ? `${plan.first}` : '';
  }
  for (const task of data.tasks) join('t', task, { plan: data.planOf.get(task.plan), units: [], deadlines: [], targets: [] });
  for (const unit of data.assignments) {
    join('a', unit, { task: byId.get('t' + unit.task), canonical: data.unitOf.get(unit.unit).canonical });
    unit.task.units.push(unit);
  }
  for (const deadline of data.deadlines) {
    join('d', deadline, { task: byId.get('t' + deadline.task) });
    deadline.task.deadlines.push(deadline);
  }
  for (const target of data.targets) {
    join('g', target, { plan: data.planOf.get(target.plan), task: target.task && byId.get('t' + target.task) });
    if (target.task) target.task.targets.push(target);
  }
  for (const task of data.tasks) describe(task);
  for (const each of data.citations || []) (each.source = data.documentOf.get(each.document)).citations.push(each);
  for (const each of data.diagnostics) data.documentOf.get(each.document).checks.push(each);
  // Rows that only repeat a task of the body are shown, but not counted.
  data.counted = data.tasks.filter(task => !task.restates);
}

function join(letter, fact, links) {
  fact.type = { t: 'task', a: 'unit', d: 'deadline', g: 'target' }[letter];
  fact.key = letter + fact.id;
  Object.assign(fact, links);
  byId.set(fact.key, fact);
}

const documentOf = fact => (fact.plan || fact.task.plan).document;

const textOf = document => wholeText.get(document.id) || '';

/** A fact's words as they stand in the document. */
const rawOf = fact => (typeof fact.at === 'string' ? fact.at : textOf(documentOf(fact)).slice(fact.at[0], fact.at[1]));

const hasText = document => wholeText.has(document.id);

/** What lists and the filter need of a task. Its name is its title, else its first words; what it says beyond the name is its rest. */
function describe(task) {
  const document = documentOf(task);
  document.tasks += task.restates ? 0 : 1;
  task.raw = rawOf(task);
  const content = (typeof task.content === 'string' ? task.content : task.content ? textOf(document).slice(...task.content) : '').replace(/\s+/g, ' ').trim();
  const [name, rest] = task.title ? [task.title, without(content, task.title)] : opening(content || task.raw.replace(/\s+/g, ' ').trim());
  Object.assign(task, { name, rest });
  task.dues = [...new Set(task.deadlines.filter(deadline => deadline.due).map(deadline => deadline.due))].sort();
  task.leads = distinct(task.units.filter(unit => unit.role === 'lead').map(unit => unit.canonical));
  task.supports = distinct(task.units.filter(unit => unit.role === 'support').map(unit => unit.canonical));
  task.others = distinct(task.units.filter(unit => unit.role !== 'lead').map(unit => unit.canonical)).filter(name => !task.leads.includes(name));
  task.sectionKey = task.plan.id + '\n' + task.section.join('\n');
}

/** The words behind a title that a text begins with. */
const without = (text, title) => (text.startsWith(title) ? text.slice(title.length).replace(/^[\s。：:，,；;、.]+/, '') : text);

/** A text's first clause of at most forty characters, and the words behind it. */
function opening(text) {
  const [clause] = /^.{1,40}?(?=[。；;！!]|$)/.exec(text) || [''];
  if (clause) return [clause, text.slice(clause.length).replace(/^[。；;！!\s]+/, '')];
  return text.length > 40 ? [text.slice(0, 40) + '…', '…' + text.slice(40)] : [text, ''];
}

/** All words by which a task is found; made when somebody first looks for it. */
const wordsOf = task => (task.words ||= [task.path, task.title || '', task.raw, task.plan.name, documentOf(task).name, placeName(task.plan), ...task.dues,
  ...task.units.map(unit => unit.unit + ' ' + unit.canonical)].join('\n').toLowerCase());

/** Where a plan holds, from the province down; 全国 for the state. */
const placeName = plan => distinct((plan.place || []).slice(0, 3).filter(Boolean)).join('') || (plan.place && plan.place[3] === 'state' ? say('全国', 'the state') : '');

/** A document as its plans' titles, else its first line. */
const documentName = each => each.plans.map(plan => plan.name).join('；') || each.opening || each.name;

/** A file's name, unless it only says the title again. */
function otherName(each) {
  const folded = text => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const [file, title] = [folded(each.name.replace(/\.\w+$/, '')), folded(documentName(each))];
  return title.includes(file) || file === title ? '' : each.name;
}

const distinct = values => [...new Set(values)];

const clip = (text, length) => (text.length > length ? text.slice(0, length) + '…' : text);

/** Groups as [key, members] pairs, the largest first. */
function grouped(items, keysOf) {
  const groups = new Map();
  for (const item of items) for (const key of keysOf(item)) {
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}

/** A deadline as its days; where it has none, as its kind and its words: 定期 · 每月4日前. */
const deadlineValue = deadline => {
  const days = deadline.start && deadline.due && deadline.start !== deadline.due ? `${deadline.start} – ${deadline.due}` : deadline.due || deadline.start || '';
  if (deadline.kind === 'by' && deadline.due) return say(`${deadline.due} 前`, `by ${deadline.due}`);
  return days ? `${named('deadline_kind', deadline.kind)} ${days}` : `${named('deadline_kind', deadline.kind)} · ${clip(rawOf(deadline), 24)}`;
};

/** A target's value with its direction: ≥ 92.5 %. */
const amount = target => `${named('op', target.op)} ${target.value}${target.unit ? ' ' + target.unit : ''}`;

/** Its years: 2020 → 2025. */
const years = target => (target.base && target.year ? `${target.base} → ${target.year}` : target.year || (target.base ? say(`较 ${target.base} 年`, `from ${target.base}`) : ''));
