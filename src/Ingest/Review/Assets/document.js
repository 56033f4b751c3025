// The document as it looks: its blocks, with the facts marked. Text goes in as text; a block is made anew only where its marks have changed.

const blocksToAChunk = 24;
let blockElements = [];
let blockMarks = [];

/** All marks of the document, ordered by place, the outer one first. */
function allMarks() {
  const marks = [];
  // A fact that nobody has looked at and that is not to be trusted without a look shows it.
  const unsure = fact => fact.unsure && !fact.checked ? ` unsure ${fact.unsure}` : '';
  const add = (letter, style, at) => { if (at[1] > at[0]) marks.push({ s: at[0], e: at[1], style, key: placeKey(letter, at) }); };
  for (const task of data.tasks) add('t', '', task.at);
  for (const unit of data.assignments) add('a', `unit ${unit.role}${unsure(unit)}`, unit.at);
  for (const deadline of data.deadlines) add('d', `deadline${unsure(deadline)}`, deadline.at);
  for (const target of data.targets) add('g', `target${unsure(target)}`, target.at);
  // What a person wrote without pointing at words has the plan's first words as its place.
  for (const head of data.heads) if (head.field === 'title' || !textAt(head.at).includes('\n')) add('h', 'headfact', head.at);
  for (const finding of data.findings) if (finding.at && !finding.checked) add('f', `finding ${finding.severity}`, finding.at);
  return marks.sort(byPlaceInText);
}

const shownMarks = () => marksOfBlocks(data.blocks, allMarks());

/** The text's title is the page's first heading. */
const textForm = () => ({ text: data.text, level: 1 });

const signature = marks => marks.map(mark => mark.key + mark.style).join(' ');

/** Shows a document that was not shown before. */
function showDocument() {
  const article = document.getElementById('article');
  article.setAttribute('aria-label', data.documents[0].name);
  const perBlock = shownMarks();
  blockMarks = perBlock.map(signature);
  blockElements = data.blocks.map((block, i) => blockElement(textForm(), block, perBlock[i]));
  const chunks = [];
  for (let i = 0; i < blockElements.length; i += blocksToAChunk) chunks.push(make('div', { class: 'chunk' }, blockElements.slice(i, i + blocksToAChunk)));
  article.replaceChildren(...chunks);
}

/** Makes those blocks anew whose marks are others now. */
function refreshMarks() {
  shownMarks().forEach((marks, i) => {
    const now = signature(marks);
    if (now === blockMarks[i]) return;
    blockMarks[i] = now;
    const element = blockElement(textForm(), data.blocks[i], marks);
    blockElements[i].replaceWith(element);
    blockElements[i] = element;
  });
}

/** The text node and offset of a place of the text. */
function pointAt(place) {
  let element = blockElements[blockAt(data.blocks, place)];
  for (const cell of element.querySelectorAll('[data-s]')) if (Number(cell.dataset.s) <= place) element = cell;
  let left = place - Number(element.dataset.s);
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let node = walk.nextNode(), last = node;
  while (node && left > node.length) {
    left -= node.length;
    last = node;
    node = walk.nextNode();
  }
  return node ? [node, left] : last ? [last, last.length] : [element, 0];
}

/** The place of the text at a text node and offset; null outside the document. */
function placeAt(node, offset) {
  const holder = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest('[data-s]');
  if (!holder || !document.getElementById('article').contains(holder)) return null;
  const range = document.createRange();
  range.setStart(holder, 0);
  range.setEnd(node, offset);
  return Number(holder.dataset.s) + range.toString().length;
}

/** The words selected by mouse or keyboard, as their place; null for none. */
function selectedPlace() {
  if (state.selected) return state.selected;
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const [start, end] = [placeAt(range.startContainer, range.startOffset), placeAt(range.endContainer, range.endOffset)];
  return start === null || end === null || end <= start ? null : [start, end];
}

/** Marks the item and the fact at hand, and brings them into view. */
function showPlace() {
  const article = document.getElementById('article');
  for (const old of article.querySelectorAll('.now, .here')) old.classList.remove('now', 'here');
  const item = currentItem(), row = currentRow();
  if (item.type === 'task') for (const piece of article.querySelectorAll(`[data-t~="${item.task.place}"]`)) piece.classList.add('now');
  const place = row && row.place;
  const pieces = place ? [...article.querySelectorAll(`[data-f~="${place}"]`)] : [];
  for (const piece of pieces) piece.classList.add('here');
  const at = row && row.at || item.at;
  if (!data.blocks.length) return;
  const target = pieces[0] || item.type === 'task' && article.querySelector(`[data-t~="${item.task.place}"]`) || blockElements[blockAt(data.blocks, at[0])];
  bringIntoView(target, pieces.length > 0);
}

function bringIntoView(target, exactly) {
  const view = document.getElementById('text');
  const [box, frame] = [target.getBoundingClientRect(), view.getBoundingClientRect()];
  const margin = 60;
  if (box.top >= frame.top + margin && box.top <= frame.bottom - (exactly ? margin : frame.height / 2)) return;
  view.scrollTop += box.top - frame.top - frame.height / 4;
}
