// Long lists and folded parts: rows are made when they come near the view and let go when they are far from it. What stands for the others is as high
// as they are, so that the page keeps its length. On paper, all rows of what is printed are made.

const rollOf = new WeakMap();    // box → its roll
const chunkOf = new WeakMap();   // element → its chunk
const rolls = new Set();
let onPaper = false;

const watcher = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const chunk = chunkOf.get(entry.target);
    if (!chunk || onPaper) continue;
    if (entry.isIntersecting) chunk.fill();
    else chunk.empty();
  }
}, { rootMargin: '700px 0px' });

/** Some rows of a roll; the first of them is at a place in its items. */
class Chunk {
  constructor(roll, from, to) {
    Object.assign(this, { roll, from, to, full: false, element: roll.holder() });
    chunkOf.set(this.element, this);
    this.stand(roll.items.slice(from, to).reduce((sum, item) => sum + roll.height(item), 0));
  }

  stand(height) {
    this.element.replaceChildren(this.roll.spacer(Math.round(height)));
  }

  fill() {
    if (this.full) return;
    this.full = true;
    this.element.replaceChildren(...this.roll.items.slice(this.from, this.to).map((item, i) => this.roll.row(item, this.from + i)));
  }

  /** Lets the rows go, unless somebody is at one of them. */
  empty() {
    if (!this.full || this.element.contains(document.activeElement) || this.element.querySelector('.here, details[open]')) return;
    const height = this.element.getBoundingClientRect().height;
    for (const roll of rolls) if (roll !== this.roll && this.element.contains(roll.box)) roll.end();
    this.full = false;
    this.stand(height);
  }
}

/** A list in a box, anew. How: row(item, index), height(item) in pixels as a guess, holder() for the element around some rows, spacer(height). */
class Roll {
  constructor(box, items, how) {
    rollOf.get(box)?.end();
    Object.assign(this, { box, items, size: 20, height: () => 40, holder: () => make('div', { class: 'chunk' }), spacer: height => make('div', { '--height': `${height}px`, class: 'spacer', 'aria-hidden': 'true' }), ...how });
    rollOf.set(box, this);
    rolls.add(this);
    this.chunks = [];
    for (let i = 0; i < items.length; i += this.size) this.chunks.push(new Chunk(this, i, Math.min(i + this.size, items.length)));
    if (this.chunks.length) this.chunks[0].fill();
    box.replaceChildren(...this.chunks.map(chunk => chunk.element));
    for (const chunk of this.chunks) watcher.observe(chunk.element);
    if (onPaper) this.fillAll();
  }

  /** Makes the row of an item, wherever it is. */
  reveal(item) {
    const at = this.items.indexOf(item);
    if (at >= 0) this.chunks[Math.floor(at / this.size)].fill();
  }

  fillAll() {
    for (const chunk of this.chunks) chunk.fill();
  }

  /** Looks again which rows are near the view. */
  settle() {
    for (const chunk of this.chunks) {
      watcher.unobserve(chunk.element);
      watcher.observe(chunk.element);
    }
  }

  end() {
    for (const chunk of this.chunks) watcher.unobserve(chunk.element);
    rolls.delete(this);
  }
}

/** Ends the rolls within an element that goes away. */
function endRollsIn(element) {
  for (const roll of rolls) if (element.contains(roll.box)) roll.end();
}

const foldOf = new WeakMap();    // details → how it is filled

/** A part that is made when it is opened: a heading in the outline, and fill(box). */
function fold(level, heading, fill, attributes, open) {
  const box = make('div', { class: 'fold-body' });
  const details = make('details', { ...attributes, class: `fold ${attributes?.class || ''}` }, make('summary', null, make(level, null, heading)), box);
  foldOf.set(details, () => {
    if (details.open && !box.hasChildNodes()) fill(box);
    else if (!details.open) {
      endRollsIn(box);
      box.replaceChildren();
    }
  });
  details.addEventListener('toggle', foldOf.get(details));
  if (open) openFold(details);
  return details;
}

/** Opens a part and fills it at once. */
function openFold(details) {
  details.open = true;
  foldOf.get(details)();
}

const listSpacer = height => make('li', { '--height': `${height}px`, class: 'spacer', 'aria-hidden': 'true' });

/** A table of many rows, each a card on a narrow screen. Heads: [{ words, style, sort, sorted }]; cells(item) has what stands under each; key(item) is a row's id. */
function rollTable(box, caption, heads, items, cells, key) {
  const head = each => make('th', { scope: 'col', role: 'columnheader', class: each.style, 'data-head': each.sort && each.words, 'aria-sort': each.sorted },
    each.sort ? make('button', { type: 'button', class: 'sort', onclick: each.sort }, each.words, each.sorted ? (each.sorted === 'descending' ? ' ↓' : ' ↑') : '') : each.words);
  const shell = make('table', { class: 'plain rolling', role: 'table', 'aria-label': caption, 'aria-rowcount': items.length + 1 },
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, heads.map(head))));
  const row = (item, index) => make('tr', { id: key && key(item), tabindex: key ? -1 : null, role: 'row', 'aria-rowindex': index + 2 },
    cells(item).map((content, i) => make('td', { role: 'cell', class: heads[i].style, 'data-head': heads[i].words }, content)));
  box.replaceChildren(shell);
  // The table is the box of its bodies; its head goes in again before them.
  const top = shell.firstChild;
  new Roll(shell, items, {
    row, size: 40, height: () => (innerWidth < 640 ? 110 : 42), holder: () => make('tbody', { role: 'rowgroup' }),
    spacer: height => make('tr', { 'aria-hidden': 'true' }, make('td', { '--height': `${height}px`, class: 'spacer', colspan: heads.length })),
  });
  shell.prepend(top);
  return rollOf.get(shell);
}

/** Bars of which the first ones are seen and a button shows the rest, which are made when they come into view. */
function shortened(items, limit, row) {
  const list = make('div');
  const how = { row, size: limit, height: () => 30, holder: () => make('ol', { class: 'bars' }), spacer: listSpacer };
  new Roll(list, items.slice(0, limit), how);
  if (items.length <= limit) return list;
  const button = make('button', { class: 'more', type: 'button', onclick: () => { button.remove(); new Roll(list, items, how); } }, say(`全部 ${items.length} 项`, `Show all ${items.length}`));
  return make('div', null, list, button);
}
