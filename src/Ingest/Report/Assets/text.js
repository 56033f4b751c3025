// The files, last: each opens to what is known of it and its text with marks; and the way between a mark and its fact.

const openDocuments = new Set();   // documents that are open, by key

function showSources() {
  const legend = make('p', { class: 'legend' }, ['lead', 'support', 'responsible', 'implement', 'supervise', 'deadline', 'target'].map(style =>
    make('span', null, badge(style, named('badge', style)), make('span', { class: `mark ${names.role[style] ? 'unit ' : ''}${style}` }, names.role[style] ? named('role', style) : named('fact', style)))));
  const words = make('input', { id: 'file-search', type: 'search', 'aria-label': say('筛选文件', 'Filter files'), placeholder: say('筛选文件：标题、文件名、地区', 'Filter files: title, name, place'), oninput: () => list() });
  const box = make('div', { id: 'files' });
  const textOfRow = each => [documentName(each), ...each.paths, ...each.plans.map(placeName)].join('\n').toLowerCase();
  function list() {
    const wanted = searchWords(words);
    new Roll(box, data.documents.filter(each => wanted.every(word => textOfRow(each).includes(word))), { row: documentFold, height: () => (innerWidth < 640 ? 90 : 62) });
  }
  const shown = data.texts.length ? [legend] : [];
  show('sources', say('文件与原文', 'Files and texts'), data.texts.length ? say('每处标记都可点开所属的任务或指标；停留或用 Tab 键移到标记上，可见规则和规范值。', 'Each mark leads to its task or target; hover, or come by Tab, to see its rule and normalised value.') : null,
    ...shown, data.documents.length > 10 ? make('div', { class: 'filter' }, words) : '', box);
  list();
}

function documentFold(each) {
  const key = 'doc' + each.id;
  const dim = [otherName(each), each.plans.length ? '' : say('没有计划', 'no plan'), distinct(each.plans.map(placeName).filter(Boolean)).join('、'), count(each.tasks, '项任务', 'task')];
  const details = fold('h3', [make('span', { lang: 'zh' }, documentName(each)), make('span', { class: 'dim' }, ' ' + dim.filter(Boolean).join(' · '))], box => fillDocument(box, each), { id: key, class: 'document' }, openDocuments.has(each.id));
  details.addEventListener('toggle', () => (details.open ? openDocuments.add(each.id) : openDocuments.delete(each.id)));
  return details;
}

function fillDocument(box, each) {
  const facts = [each.format, say(`${each.length.toLocaleString('en')} 字`, `${each.length.toLocaleString('en')} characters`), ...each.plans.flatMap(plan => [plan.number, plan.issuer, plan.issued])];
  box.append(make('p', { class: 'note file' }, each.paths.join('\n')), make('p', { class: 'note' }, distinct(facts.filter(Boolean)).join(' · ')));
  if (each.checks.length) box.append(fold('h4', [say('待核查', 'To be checked'), make('span', { class: 'dim' }, ` ${each.checks.length}`)],
    inner => inner.append(make('ul', { class: 'rows' }, each.checks.map(check => make('li', null, badge(check.severity, named('severity', check.severity)), messageOf(check))))), {}, each.checks.length < 6));
  if (each.citations.length) box.append(ownCitations(each));
  if (!hasText(each)) return box.append(make('p', { class: 'notice' }, say('此报告未附这份文件的原文。', 'This report leaves out the text of this document.')));
  const article = make('article', { lang: 'zh', class: 'source-text', id: 'text' + each.id, 'aria-label': documentName(each) });
  box.append(article);
  fillText(article, each);
}

let factsByDocument;

/** The marks of a document's facts, in the order of their places. */
function marksOf(each) {
  factsByDocument ||= new Map(grouped([...byId.values()], fact => [documentOf(fact)]));
  return (factsByDocument.get(each) || []).filter(fact => fact.at[1] > fact.at[0])
    .map(fact => ({ s: fact.at[0], e: fact.at[1], key: fact.key, style: { task: '', unit: `unit ${fact.role}`, deadline: 'deadline', target: 'target' }[fact.type] })).sort(byPlaceInText);
}

/** The text, block by block as it comes into view. */
function fillText(article, each) {
  const { text, blocks } = data.texts.find(one => one.id === each.id);
  const marks = marksOfBlocks(blocks, marksOf(each));
  const checks = each.checks.filter(check => check.at && /doubt|alarm/.test(check.severity)).sort((a, b) => a.at[0] - b.at[0]);
  const form = {
    text, level: blocks.some(block => block.h === 1) ? 4 : 3, tableName: say('原文表格', 'Table of the document'),
    mark: (facts, words) => make('a', { class: markStyle(facts), href: '#' + facts.at(-1).key, 'data-f': markKeys(facts) }, words),
    flag: task => make('a', { class: 'flag', href: '#' + task.key, 'data-m': task.key, 'aria-label': say('任务 ', 'task ') + byId.get(task.key).path }),
    check: (start, end) => distinct(checks.filter(check => check.at[0] >= start && check.at[0] < end).map(check => check.code)).join(', '),
  };
  new Roll(article, blocks.map((block, i) => ({ block, marks: marks[i] })), {
    row: ({ block, marks: here }) => blockElement(form, block, here), height: ({ block }) => Math.ceil((block.e - block.s) / (innerWidth < 640 ? 20 : 40)) * 32, size: 30,
  });
}

/** Opens a document and makes the blocks of a stretch of its text; gives its article, or its fold where it has no text. */
function openDocument(each, place) {
  const search = document.getElementById('file-search');
  let list = rollOf.get(document.getElementById('files'));
  if (!list.items.includes(each)) {
    search.value = '';
    search.dispatchEvent(new Event('input'));
    list = rollOf.get(document.getElementById('files'));
  }
  list.reveal(each);
  const details = document.getElementById('doc' + each.id);
  openDocuments.add(each.id);
  openFold(details);
  const article = document.getElementById('text' + each.id);
  if (!article || !place) return details;
  const { blocks } = data.texts.find(one => one.id === each.id);
  const roll = rollOf.get(article);
  for (let i = blockAt(blocks, place[0]); i < blocks.length && blocks[i].s < Math.max(place[1], place[0] + 1); i++) roll.chunks[Math.floor(i / roll.size)].fill();
  return article;
}

/** #t12000003, #a…, #d…, #g… lead to a fact, #m-… to its words, #p-12-40-52 to a place of a text, #doc… to a document; all else is a section. */
function follow(hash) {
  const key = decodeURIComponent(hash.slice(1));
  if (key.startsWith('m-') && byId.has(key.slice(2))) return goToWords(byId.get(key.slice(2)));
  if (byId.has(key)) return goToFact(byId.get(key));
  const [, id, start, end] = /^p-(\d+)-(\d+)-(\d+)$/.exec(key) || [];
  if (id && data.documentOf.has(Number(id))) return goToPlace(data.documentOf.get(Number(id)), Number(start), Number(end));
  const source = /^doc\d+$/.test(key) && data.documentOf.get(Number(key.slice(3)));
  if (source) {
    const details = openDocument(source);
    arrive(details.querySelector('summary'), []);
  }
}

function goToWords(fact) {
  const source = documentOf(fact);
  if (!hasText(source)) return goToFact(fact);
  const article = openDocument(source, fact.at);
  const found = [...article.querySelectorAll(fact.type === 'task' ? `[data-t~="${fact.key}"]` : `[data-f~="${fact.key}"]`)];
  if (found.length) arrive((fact.type === 'task' && article.querySelector(`[data-m="${fact.key}"]`)) || found[0], found);
}

/** The block or cell in which a place stands. */
function goToPlace(source, start, end) {
  if (!hasText(source)) return follow('#doc' + source.id);
  const article = openDocument(source, [start, end]);
  const holders = [...article.querySelectorAll('[data-s]')].filter(each => Number(each.dataset.s) <= start);
  const holder = holders.at(-1);
  if (!holder) return;
  holder.setAttribute('tabindex', '-1');
  arrive(holder, [holder]);
}

function goToFact(fact) {
  const task = fact.type === 'task' ? fact : fact.task;
  if (task) reveal(task);
  else revealTarget(fact);
  const element = (task && document.getElementById(task.key)) || document.getElementById(fact.key);
  if (!element) return;
  const chips = fact === task ? [] : [...element.querySelectorAll(`[data-fact="${fact.key}"]`)];
  arrive(chips[0] || element, chips.length ? chips : [element]);
}

function arrive(target, shown) {
  for (const old of document.querySelectorAll('.here')) old.classList.remove('here');
  for (const element of shown) element.classList.add('here');
  const come = () => target.scrollIntoView({ block: 'center' });
  come();
  target.focus({ preventScroll: true });
  // Rows above that are made only now are not as high as they were guessed to be.
  requestAnimationFrame(() => requestAnimationFrame(come));
}
