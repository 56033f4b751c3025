// What is printed: hundreds of documents fill thousands of pages, so the reader chooses, and sees beforehand how many.

/** The parts in their order, with how many rows they have, how many of them fill a page, and how they are made ready. */
const printParts = {
  overview: { name: () => say('总览', 'Overview'), pages: () => 1 },
  attention: { name: () => say('待核查', 'To be checked'), pages: () => (data.diagnostics.length + data.unused.length) / 25, ready: () => openAll('#attention > .fold') },
  tasks: { name: () => say('任务（筛选所得）', 'Tasks that match the filter'), rows: () => matches.length, pages: () => matches.length / 5 },
  targets: { name: () => say('指标（筛选所得）', 'Targets that match the filter'), rows: () => matchingTargets().length, pages: () => matchingTargets().length / 28, holds: () => data.targets.length },
  plans: { name: () => say('计划清单', 'List of plans'), rows: () => data.plans.length, pages: () => data.plans.length / 18, ready: () => openAll('#plans > .fold') },
  months: { name: () => say('到期时间', 'Due dates'), pages: () => 2 },
  units: { name: () => say('单位', 'Units'), pages: () => 1 },
  pairs: { name: () => say('协作', 'Who works with whom'), pages: () => 1 },
  citations: { name: () => say('被引文件', 'Cited documents'), rows: () => citedDocuments().length, pages: () => citedDocuments().length / 22 },
  sources: { name: () => say('文件清单', 'List of files'), rows: () => data.documents.length, pages: () => data.documents.length / 20 },
};

/** Whose texts are printed. */
const printTexts = {
  none: { name: () => say('不印原文', 'no texts'), documents: () => [] },
  open: { name: () => say('已展开的原文', 'texts that are open'), documents: () => data.documents.filter(each => openDocuments.has(each.id)) },
  matching: { name: () => say('筛选所得任务的原文', 'texts of the tasks that match'), documents: () => distinct(matches.map(documentOf)) },
  all: { name: () => say('全部原文', 'all texts'), documents: () => data.documents },
};

const manyPages = 40;
const pagesOfTexts = documents => documents.filter(hasText).reduce((sum, each) => sum + each.length, 0) / 1100;
let printing = null;   // what was chosen; null for what is usual

/** Without a choice, all parts but files and those of very many pages. */
const usualChoice = () => ({ parts: Object.keys(printParts).filter(name => name !== 'sources' && printParts[name].pages() <= manyPages), texts: 'open' });

function choosePrint() {
  const chosen = printing || usualChoice();
  const dialog = document.getElementById('print');
  const pages = n => say(`约 ${Math.max(1, Math.ceil(n))} 页`, `some ${count(Math.max(1, Math.ceil(n)), '', 'page')}`);
  const parts = Object.entries(printParts).map(([name, part]) => make('label', null, make('input', { type: 'checkbox', name: 'part', value: name, checked: chosen.parts.includes(name), onchange: () => sum() }), ' ', part.name(),
    make('span', { class: 'dim' }, `${part.rows ? ` ${part.rows()} ·` : ''} ${pages(part.pages())}`)));
  const texts = Object.entries(printTexts).map(([name, each]) => make('label', null, make('input', { type: 'radio', name: 'texts', value: name, checked: chosen.texts === name, onchange: () => sum() }), ' ', each.name(),
    name === 'none' || !each.documents().length ? '' : make('span', { class: 'dim' }, ` ${each.documents().length} · ${pages(pagesOfTexts(each.documents()))}`)));
  const total = make('p', { id: 'print-total', 'aria-live': 'polite' });
  const read = () => ({ parts: [...dialog.querySelectorAll('[name=part]:checked')].map(each => each.value), texts: dialog.querySelector('[name=texts]:checked').value });
  const sum = () => {
    const { parts: names, texts: whose } = read();
    total.textContent = say('合计', 'Together') + ' ' + pages(names.reduce((all, name) => all + printParts[name].pages(), 0) + pagesOfTexts(printTexts[whose].documents()));
  };
  dialog.setAttribute('aria-labelledby', 'print-heading');
  dialog.replaceChildren(make('h2', { id: 'print-heading' }, say('打印什么', 'What to print')),
    make('fieldset', null, make('legend', null, say('部分', 'Parts')), parts), data.texts.length ? make('fieldset', null, make('legend', null, say('原文', 'Texts')), texts) : make('fieldset', { hidden: true }, texts), total,
    make('p', { class: 'print-buttons' }, make('button', { type: 'button', id: 'print-now', onclick: () => { printing = read(); dialog.close(); print(); } }, say('打印', 'Print')),
      make('button', { type: 'button', onclick: () => dialog.close() }, say('取消', 'Cancel'))));
  sum();
  dialog.showModal();
}

let openedForPaper = [];
let themeOnScreen = null;

function openAll(selector) {
  for (const details of document.querySelectorAll(selector)) if (!details.open) {
    openFold(details);
    openedForPaper.push(details);
  }
}

/** Makes all rows of what was chosen, and says on the first page what is missing. */
function toPaper() {
  if (onPaper) return;
  onPaper = true;
  themeOnScreen = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = 'light';
  const { parts, texts } = printing || usualChoice();
  const documents = printTexts[texts].documents();
  for (const [name, part] of Object.entries(printParts)) {
    const section = document.getElementById(name);
    const chosen = parts.includes(name);
    section.classList.toggle('unprinted', !chosen && !(name === 'sources' && documents.length));
    if (chosen && part.ready) part.ready();
    if (chosen || (name === 'sources' && documents.length)) for (const roll of [...rolls]) if (section.contains(roll.box) && !roll.box.closest('.document')) roll.fillAll();
  }
  document.getElementById('sources').classList.toggle('texts-only', !parts.includes('sources'));
  const wanted = new Set(documents.map(each => 'doc' + each.id));
  for (const details of document.querySelectorAll('details.document')) {
    details.classList.toggle('unprinted', !wanted.has(details.id) && !parts.includes('sources'));
    details.classList.toggle('closed-on-paper', !wanted.has(details.id));
    if (!wanted.has(details.id)) continue;
    if (!details.open) {
      openFold(details);
      openedForPaper.push(details);
    }
    for (const roll of [...rolls]) if (details.contains(roll.box)) roll.fillAll();
  }
  const missing = Object.keys(printParts).filter(name => !parts.includes(name) && name !== 'sources' && !(printing || document.getElementById(name).childElementCount < 3));
  const note = missing.length ? make('p', { class: 'notice', id: 'unprinted' }, say('未打印：', 'Not printed: ') + missing.map(name => printParts[name].name()).join(say('、', ', ')) + say('。用页首的“打印…”选择。', '. Choose by “Print…” at the top of the page.')) : null;
  if (note) document.getElementById('overview').append(note);
}

function fromPaper() {
  onPaper = false;
  document.documentElement.dataset.theme = themeOnScreen;
  printing = null;
  document.getElementById('unprinted')?.remove();
  for (const details of openedForPaper) {
    details.open = false;
    foldOf.get(details)();
    if (details.classList.contains('document')) openDocuments.delete(Number(details.id.slice(3)));
  }
  openedForPaper = [];
  for (const each of document.querySelectorAll('.unprinted, .closed-on-paper, .texts-only')) each.classList.remove('unprinted', 'closed-on-paper', 'texts-only');
  for (const roll of rolls) roll.settle();
}
