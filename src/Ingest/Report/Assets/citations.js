// Whom the documents cite: the most cited first; each document's own citations stand with its text.

/** Cited documents with the citations from others; what a document says of itself is left out. */
function citedDocuments() {
  const others = data.citations.filter(each => !each.plan || !data.planOf.get(each.plan) || data.planOf.get(each.plan).document !== each.source);
  return grouped(others, each => [each.key || each.title || each.number]).map(([key, all]) => ({
    key, all, title: all.find(each => each.title)?.title || '', number: all.find(each => each.number)?.number || '', sources: distinct(all.map(each => each.source)),
    plan: all.map(each => data.planOf.get(each.plan)).find(Boolean), kinds: grouped(all, each => [each.kind]),
  })).sort((a, b) => b.sources.length - a.sources.length || b.all.length - a.all.length || inNameOrder(a.title, b.title));
}

function showCitations() {
  const cited = citedDocuments();
  if (!cited.length) return show('citations', say('引用', 'Citations'), say('没有引用其他文件。', 'No other document is cited.'));
  const words = make('input', { id: 'citation-search', type: 'search', 'aria-label': say('筛选被引文件', 'Filter cited documents'), placeholder: say('筛选被引文件：大气污染 国发', 'Filter cited documents: 大气污染 国发'), oninput: () => list() });
  const box = make('div', { id: 'citation-list' });
  const heads = [{ words: say('被引文件', 'Cited document'), style: 'wide' }, { words: say('文号', 'Number') }, { words: say('引用它的文件', 'Cited by'), style: 'wide' }, { words: say('方式', 'How') }];
  const cells = each => [
    each.plan ? make('a', { href: '#doc' + each.plan.document.id, lang: 'zh' }, each.title || each.plan.name) : make('span', { lang: 'zh' }, each.title), each.number && make('span', { lang: 'zh' }, each.number),
    fold('span', [count(each.sources.length, '份文件', 'document')], inner => inner.append(make('ul', { class: 'rows' }, each.sources.slice(0, 100).map(source => citingRow(each.all.filter(one => one.source === source)))))),
    each.kinds.map(([kind, all]) => make('span', { class: 'badge' }, `${named('citation_kind', kind)} ${all.length}`))];
  function list() {
    const wanted = searchWords(words);
    rollTable(box, say('被引文件', 'Cited documents'), heads, cited.filter(each => wanted.every(word => `${each.title}\n${each.number}`.toLowerCase().includes(word))), cells);
  }
  show('citations', say('引用', 'Citations'), say(`${data.citations.length} 处引用，${cited.length} 份被引文件；有链接的在本报告中。`, `${count(data.citations.length, '', 'citation')} of ${count(cited.length, '', 'document')}; those with a link are in this report.`),
    make('div', { class: 'filter' }, words), box);
  list();
}

const citingRow = all => make('li', null, make('a', { href: hasText(all[0].source) ? `#p-${all[0].document}-${all[0].at[0]}-${all[0].at[1]}` : '#doc' + all[0].document, lang: 'zh' }, documentName(all[0].source)),
  all.length > 1 ? make('span', { class: 'dim' }, ` × ${all.length}`) : '');

/** What a document cites, in its order. */
function ownCitations(source) {
  return fold('h4', [say('引用', 'Citations'), make('span', { class: 'dim' }, ` ${source.citations.length}`)], box => new Roll(box, source.citations, {
    holder: () => make('ul', { class: 'rows' }), spacer: listSpacer, row: each => {
      const plan = data.planOf.get(each.plan);
      return make('li', { lang: 'zh' }, badge('', named('citation_kind', each.kind)), hasText(source) ? make('a', { href: `#p-${each.document}-${each.at[0]}-${each.at[1]}` }, each.title || each.number) : each.title || each.number,
        each.title && each.number ? ` ${each.number}` : '', plan && plan.document !== source ? [' ', make('a', { href: '#doc' + plan.document.id }, say('→ 本报告中', '→ in this report'))] : '');
    },
  }));
}
