// What the page knows: the document that is looked at, the item at hand, the row at hand.

const state = {
  session: { findings: {} },
  documents: [],
  version: 0,
  items: [],        // plans' heads, tasks and goals of the document, in its order
  at: 0,            // the item at hand
  row: 0,           // the row of the panel at hand
  rows: [],
  selected: null,   // words selected by keyboard: [start, end]
  generation: 0,    // goes up whenever somebody else has changed the document
  offer: null,      // after a change of name: the other places that are spelled so
};

const byPlace = new Map();   // 'a120-126' → facts at that place

const placeKey = (letter, at) => `${letter}${at[0]}-${at[1]}`;

const currentItem = () => state.items[state.at];

const currentRow = () => state.rows[state.row];

/** Takes over a document, or its facts alone; text and blocks stay as they were. */
function takeDocument(answer) {
  data = { ...(answer.text === undefined ? { text: data.text, blocks: data.blocks } : {}), ...answer };
  const id = data.documents[0].id;
  wholeText.clear();
  wholeText.set(id, data.text);
  joinFacts();
  byPlace.clear();
  const place = (letter, fact) => {
    const key = placeKey(letter, fact.at);
    if (!byPlace.has(key)) byPlace.set(key, []);
    byPlace.get(key).push(fact);
    fact.place = key;
  };
  for (const task of data.tasks) place('t', task);
  for (const unit of data.assignments) place('a', unit);
  for (const deadline of data.deadlines) place('d', deadline);
  for (const target of data.targets) place('g', target);
  for (const finding of data.findings) {
    finding.type = 'finding';
    finding.key = 'f' + finding.id;
    byId.set(finding.key, finding);
    if (finding.at) place('f', finding);
  }
  for (const head of data.heads) {
    head.type = 'head';
    place('h', head);
    const plan = data.planOf.get(head.plan);
    (plan.places ||= {})[head.field] = head;
  }
  makeItems();
}

function makeItems() {
  const items = [];
  data.plans.forEach((plan, ordinal) => {
    plan.ordinal = ordinal;
    plan.at = data.planPlaces[ordinal];
    plan.checked = data.checkedPlans.includes(ordinal);
    items.push({ type: 'plan', plan, at: plan.at, id: 'plan' + ordinal });
    for (const task of data.tasks) if (task.plan === plan) items.push({ type: 'task', plan, task, at: task.at, id: `task${ordinal}:${task.at[0]}:${task.path}:${task.part || 1}` });
    const goals = data.targets.filter(target => target.plan === plan && !target.task);
    if (goals.length) items.push({ type: 'goals', plan, goals, at: goals[0].at, id: 'goals' + ordinal });
  });
  if (!items.length) items.push({ type: 'document', at: [0, 0], id: 'document' });
  state.items = items;
  for (const finding of data.findings) {
    const item = itemOf(finding);
    (item.findings ||= []).push(finding);
  }
}

/** The item to which a finding belongs: the innermost task around its words, else its plan, else the first one. */
function itemOf(finding) {
  let best = null;
  for (const item of state.items) {
    if (item.type === 'task' && finding.at && item.at[0] <= finding.at[0] && finding.at[1] <= item.at[1] && (!best || item.at[1] - item.at[0] < best.at[1] - best.at[0])) best = item;
  }
  return best || state.items.find(item => item.type === 'plan' && item.plan.ordinal === finding.plan) || state.items[0];
}

const textAt = at => data.text.slice(at[0], at[1]);

/** The name of an item: its number and title. */
const itemName = item => ({
  task: () => `${item.task.path}${item.task.part > 1 ? ' #' + item.task.part : ''} ${item.task.title || clip(item.task.raw.replace(/\s+/g, ' '), 30)}`,
  plan: () => item.plan.title || say('（无标题）', '(no title)'),
  goals: () => say('任务之外的指标', 'Targets outside tasks'),
  document: () => say('没有找到计划', 'No plan was found'),
}[item.type]());

/** A task is looked at when it and all of its facts are: whoever has put one unit right has not judged the others. */
const isTaskDone = task => !!task.checked && [...task.units, ...task.deadlines, ...task.targets].every(fact => fact.checked);

const isDone = item => (item.type === 'task' ? isTaskDone(item.task) : item.type === 'plan' ? item.plan.checked : item.type === 'goals' ? item.goals.every(goal => goal.checked) : !!data.finished);

/** Tasks of the document and how many of them were looked at. */
const progress = () => ({ all: data.counted.length, done: data.counted.filter(isTaskDone).length });
