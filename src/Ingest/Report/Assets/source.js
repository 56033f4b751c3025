// A document's text with its facts marked, for the report and the review page. Text goes in as text; where marks overlap or nest, it is cut at each border.

/**
 * Gives each block the marks that touch it; one pass over both. A mark is { s, e, key, style }, its key begins with t for a task; marks stand in the order of
 * their places, the outer one first.
 */
function marksOfBlocks(blocks, marks) {
  let next = 0, open = [];
  return blocks.map(block => {
    open = open.filter(mark => mark.e > block.s);
    while (next < marks.length && marks[next].s < block.e) open.push(marks[next++]);
    return open.slice();
  });
}

const byPlaceInText = (a, b) => a.s - b.s || b.e - a.e || (a.key < b.key ? -1 : 1);

/**
 * A paragraph or a table. The form says how it looks: { text, level } – the heading level of the text's title – and where they are wanted mark(facts, words), flag(mark)
 * for what stands before a task, check(start, end) for what is to be checked there.
 */
function blockElement(form, block, marks) {
  if (block.rows) return tableElement(form, block, marks);
  const tasks = marks.filter(mark => mark.key[0] === 't');
  const classes = [block.c, tasks.length && 'in-task', form.flag && tasks.some(mark => mark.s >= block.s) && 'starts'].filter(Boolean).join(' ');
  return withText(form, make(block.h ? 'h' + Math.min(6, block.h + form.level - 1) : 'p', { class: classes || null, 'data-s': block.s }), block.s, block.e, marks);
}

function tableElement(form, block, marks) {
  const rows = block.rows.map((cells, row) => make('tr', null, cells.map(([s, e, rowSpan, columnSpan]) => withText(form, make(row < block.head ? 'th' : 'td', {
    rowspan: rowSpan > 1 ? rowSpan : null, colspan: columnSpan > 1 ? columnSpan : null, 'data-s': s, scope: row < block.head ? 'col' : null,
  }), s, e, marks.filter(mark => mark.s < e && mark.e > s)))));
  return make('div', { class: 'scroll', 'data-s': block.s, tabindex: form.tableName ? 0 : null, role: form.tableName ? 'region' : null, 'aria-label': form.tableName },
    make('table', null, block.head ? make('thead', null, rows.slice(0, block.head)) : null, make('tbody', null, rows.slice(block.head))));
}

/** Fills an element with a stretch of the text. */
function withText(form, element, start, end, marks) {
  const check = form.check && form.check(start, end);
  if (check) element.dataset.check = check;
  const borders = new Set([start, end]);
  for (const mark of marks) {
    if (mark.s > start) borders.add(mark.s);
    if (mark.e < end) borders.add(mark.e);
  }
  const cuts = [...borders].sort((a, b) => a - b);
  let ground = null, groundKeys = '';
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    const here = marks.filter(mark => mark.s <= from && mark.e >= to);
    const tasks = here.filter(mark => mark.key[0] === 't');
    const keys = tasks.map(mark => mark.key).join(' ');
    if (keys !== groundKeys) {
      groundKeys = keys;
      ground = keys ? make('span', { class: 'task', 'data-t': keys }) : null;
      if (ground) element.append(ground);
    }
    if (form.flag) for (const task of tasks) if (task.s === from) ground.append(form.flag(task));
    const facts = here.filter(mark => mark.key[0] !== 't');
    const words = form.text.slice(from, to);
    (ground || element).append(facts.length ? (form.mark || markElement)(facts, words) : words);
  }
  return element;
}

const markStyle = facts => 'mark ' + [...new Set(facts.flatMap(fact => fact.style.split(' ')))].join(' ');

const markKeys = facts => facts.map(fact => fact.key).join(' ');

const markElement = (facts, words) => make('span', { class: markStyle(facts), 'data-f': markKeys(facts) }, words);

/** The block in which a place of the text lies, by its number. */
function blockAt(blocks, place) {
  let low = 0, high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle].s <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
