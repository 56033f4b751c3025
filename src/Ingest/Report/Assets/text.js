// The documents' text, its marks, and the way between a mark and its fact.

let tipFor = null;

function showSources() {
  const section = document.getElementById('sources');
  const open = new Set([...section.querySelectorAll('details[open]')].map(each => each.id));
  const legend = make('p', { class: 'legend' }, ['lead', 'support', 'responsible', 'implement', 'supervise', 'deadline', 'target'].map(style =>
    make('span', null, badge(style, named('badge', style)), make('span', { class: `mark ${names.role[style] ? 'unit ' : ''}${style}` }, names.role[style] ? named('role', style) : named('fact', style)))));
  const blocks = data.documents.map(each => {
    const article = texts.get(each.id);
    if (article) article.setAttribute('aria-label', each.name);
    return make('details', { id: 'doc' + each.id, open: open.has('doc' + each.id), class: 'document' },
      make('summary', null, make('span', { lang: 'zh' }, each.plans.length ? each.plans.map(plan => plan.name).join('；') : each.name),
        make('span', { class: 'dim' }, ` ${each.name} · ${count(each.tasks, '项任务', 'task')}`)),
      make('p', { class: 'note file' }, each.paths.join('\n')),
      article || make('p', { class: 'notice' }, say('此报告未附这份文件的原文。', 'This report leaves out the text of this document.')));
  });
  const shown = texts.size ? [legend] : [];
  show('sources', say('原文', 'Source texts'), texts.size ? say('每处标记都可点开所属的任务或指标；停留或用 Tab 键移到标记上，可见规则和规范值。', 'Each mark leads to its task or target; hover, or come by Tab, to see its rule and normalised value.') : null, ...shown, ...blocks);
  for (const flag of section.querySelectorAll('a.flag')) flag.setAttribute('aria-label', say('任务 ', 'task ') + byId.get(flag.dataset.m).path);
  for (const box of section.querySelectorAll('.source-text .scroll')) box.setAttribute('aria-label', say('原文表格', 'Table of the document'));
}

/** The pieces of a fact's mark, in order. */
function pieces(key) {
  const article = texts.get(documentOf(byId.get(key)).id);
  return article ? [...article.querySelectorAll(key[0] === 't' ? `[data-t~="${key}"]` : `[data-f~="${key}"]`)] : [];
}

/** #t12000003, #a…, #d…, #g… lead to a fact, #m-… to its words, #doc… to a document; all else is a section. */
function follow(hash) {
  const key = decodeURIComponent(hash.slice(1));
  if (key.startsWith('m-') && byId.has(key.slice(2))) return goToWords(key.slice(2));
  if (byId.has(key)) return goToFact(byId.get(key));
  const place = document.getElementById(key);
  if (place && place.tagName === 'DETAILS') {
    place.open = true;
    place.scrollIntoView();
  }
}

function goToWords(key) {
  const found = pieces(key);
  if (!found.length) return;
  found[0].closest('details').open = true;
  const target = key[0] === 't' ? document.querySelector(`[data-m="${key}"]`) || found[0] : found[0];
  arrive(target, found);
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
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}

/** Rows of the small box that explains facts. */
function explain(fact) {
  const style = fact.role || fact.type;
  const rows = {
    task: () => [[named('fact', 'task'), `${fact.path} ${fact.title || ''}`]],
    unit: () => {
      const unit = data.unitOf.get(fact.unit);
      return [[named('role', fact.role), fact.unit], [say('统一名称', 'canonical'), unit.canonical + (unit.level ? ` · ${named('level', unit.level)}` : '') + (unit.group ? say(' · 泛指', ' · several units') : '')],
        [say('依据', 'label'), fact.label], fact.scope && [say('分工', 'scope'), fact.scope]];
    },
    deadline: () => [[named('fact', 'deadline'), deadlineValue(fact)], [say('出处', 'stands'), named('source', fact.source)]],
    target: () => [[named('fact', 'target'), `${fact.indicator} ${amount(fact)}`], (fact.year || fact.base) && [say('年份', 'years'), years(fact)]],
  }[fact.type]();
  return make('dl', { class: style }, rows.filter(Boolean).map(([name, value], index) =>
    make('div', null, make('dt', null, index ? '' : badge(style, named('badge', style)), name), make('dd', { lang: 'zh' }, `${value}`))),
    make('div', null, make('dt', null, say('规则', 'rule')), make('dd', null, make('code', null, fact.rule))));
}

function factsOf(element) {
  const keys = element.dataset.f || element.dataset.m || element.dataset.fact;
  return keys ? keys.split(' ').map(key => byId.get(key)) : [];
}

function showTip(element) {
  const tip = document.getElementById('tip');
  if (tipFor) tipFor.removeAttribute('aria-describedby');
  tipFor = element;
  element.setAttribute('aria-describedby', 'tip');
  tip.replaceChildren(...factsOf(element).map(explain));
  tip.hidden = false;
  const [at, box] = [element.getClientRects()[0] || element.getBoundingClientRect(), tip.getBoundingClientRect()];
  const below = at.bottom + 8 + box.height < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8))}px`;
  tip.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - box.height - 6)}px`;
}

function hideTip() {
  if (tipFor) tipFor.removeAttribute('aria-describedby');
  tipFor = null;
  document.getElementById('tip').hidden = true;
}

/** One set of listeners for all marks, however many. */
function listenToMarks() {
  const marked = target => target instanceof Element && target.closest('[data-f], [data-m], [data-fact]');
  document.addEventListener('pointerover', event => { if (event.pointerType !== 'touch' && marked(event.target)) showTip(marked(event.target)); });
  document.addEventListener('pointerout', event => { if (event.pointerType !== 'touch' && tipFor && !tipFor.contains(event.relatedTarget)) hideTip(); });
  document.addEventListener('focusin', event => { if (marked(event.target) && event.target.matches(':focus-visible')) showTip(marked(event.target)); else hideTip(); });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') hideTip(); });
  document.addEventListener('scroll', () => { if (tipFor && !tipFor.matches(':hover, :focus-visible')) hideTip(); }, { passive: true });
  // A finger has no hover: the first touch explains, the second one goes.
  document.addEventListener('click', event => {
    const mark = marked(event.target);
    if (mark && event.pointerType === 'touch' && tipFor !== mark) {
      event.preventDefault();
      showTip(mark);
    } else if (!mark) hideTip();
  });
}
