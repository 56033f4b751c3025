// The box that explains a mark, and how it comes and goes.

let tipFor = null;

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
    deadline: () => [[named('fact', 'deadline'), deadlineValue(fact)], [say('出处', 'stands'), named('due_source', fact.source)]],
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
