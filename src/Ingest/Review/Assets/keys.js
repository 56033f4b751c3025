// The keyboard. Letters are told by the key that is pressed, so that an input method for Chinese does not swallow them.

const allKeys = () => [
  [['j', 'k'], say('上下项', 'item'), say('下一项、上一项', 'next, previous item')],
  [['n', 'p'], say('待核对', 'finding'), say('下一处、上一处待核对', 'next, previous thing to check')],
  [['↓', '↑'], say('行', 'row'), say('条目中的下一行、上一行', 'next, previous row of the item')],
  [['⏎'], say('无误', 'right'), say('无误，到下一项', 'right; go on to what is next')],
  [['e'], say('修改', 'edit'), say('修改这一行', 'edit the row')],
  [['d'], say('删除', 'drop'), say('删除这一行', 'drop the row')],
  [['a'], say('补充', 'add'), say('补充：所选文字，或任务中遗漏的', 'add the selected words, or what the task lacks')],
  [['v'], say('选词', 'select'), say('用键盘在原文中选词', 'select words in the text by keyboard')],
  [['s'], say('拆分', 'split'), say('拆分单位或任务', 'split the unit or task')],
  [['m'], say('合并', 'join'), say('与后一个单位或任务合并', 'join with the unit or task behind')],
  [['b'], '', say('改名之后：同名之处一并修改', 'after a change of name: change it in all places')],
  [['u', 'Ctrl Z'], say('撤销', 'undo'), say('撤销', 'undo')],
  [['r', 'Ctrl Y'], say('重做', 'redo'), say('重做', 'do again what was undone')],
  [['f'], say('完成', 'finish'), say('全文看完，标记完成', 'mark the document as finished')],
  [['g'], say('清单', 'list'), say('到待核对清单', 'go to the list of what to check')],
  [['[', ']'], '', say('上一份、下一份文件', 'previous, next document')],
  [['?'], say('全部按键', 'all keys'), say('显示全部按键', 'show all keys')],
];

const selectionKeys = () => [
  [['→', '←'], say('移动', 'move'), say('移动一字', 'move by a character')],
  [['Ctrl →'], say('下一词', 'next word'), say('移到下一词（← 上一词）', 'go to the next word (← the former)')],
  [['↓', '↑'], say('下一句、上一句', 'clause'), say('移到下一句、上一句', 'go to the next, former clause')],
  [['Shift →'], say('多选一字', 'one more'), say('多选一字（← 少选）', 'take one character more (← less)')],
  [['Shift Ctrl →'], say('多选一词', 'one word more'), say('多选一词', 'take one word more')],
  [['Shift ↓'], say('选到句末', 'to the clause’s end'), say('选到下一句', 'take all up to the next clause')],
  [['a', '⏎'], say('补充所选', 'add'), say('补充所选文字', 'add the selected words')],
  [['Esc'], say('不选了', 'leave'), say('不选了', 'leave')],
];

function showKeys() {
  const footer = document.getElementById('keys');
  const shown = (state.selected ? selectionKeys() : allKeys()).filter(([, short]) => short);
  footer.setAttribute('aria-label', say('按键', 'Keys'));
  footer.replaceChildren(...shown.map(([keys, short]) => make('span', null, keys.filter(key => !key.startsWith('Ctrl') || state.selected).flatMap((key, i) => [i ? ' ' : '', make('kbd', null, key)]), ' ', short)));
}

function showHelp() {
  const list = rows => make('ul', { class: 'help' }, rows.map(([keys, , words]) => make('li', null, make('span', { class: 'which' }, keys.flatMap((key, i) => [i ? ' ' : '', make('kbd', null, key)])), make('span', null, words))));
  const dialog = openDialog(say('按键', 'Keys'), list(allKeys()), make('h3', null, say('选词时（v）', 'While words are selected (v)')), list(selectionKeys()),
    make('p', { class: 'note' }, say('每次更正立即保存在数据库中，撤销没有次数限制，重新打开此页也可撤销。', 'Each correction is saved in the database at once. There is no limit to undo, and it works after the page was opened anew.')),
    make('div', { class: 'buttons' }, make('button', { type: 'button', onclick: closeDialog }, say('关闭 Esc', 'Close Esc'))));
  dialog.querySelector('button').focus();
}

/** The letter of a key, also while an input method has it. */
function keyOf(event) {
  if (event.key === 'Process' || event.isComposing) return /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.code === 'Enter' ? 'Enter' : event.key;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

const doings = {
  j: () => goTo(state.at + 1), k: () => goTo(state.at - 1), n: () => goToFinding(1), p: () => goToFinding(-1),
  ArrowDown: () => chooseRow(state.row + 1), ArrowUp: () => chooseRow(state.row - 1),
  Enter: confirmHere, e: editRow, d: dropRow, Delete: dropRow, a: addHere, v: startSelecting, s: splitHere, m: joinHere, b: renameAll, u: undo, r: redo, f: finish,
  g: () => { document.getElementById('queue').classList.add('open'); const to = document.querySelector('#queue [aria-current="true"]') || document.querySelector('#queue .group button') || document.getElementById('by'); to.focus(); },
  '[': () => stepDocument(-1), ']': () => stepDocument(1), '?': showHelp, Escape: () => { stopSelecting(); focusRow(); },
};

// One thing at a time: a key that is pressed while a change is being saved waits for it.
let doing = Promise.resolve();
let waiting = 0;

function run(work) {
  doing = busy(doing.then(work));
  return doing;
}

/** Something that goes on beside; the page says that it is not idle. */
function busy(promise) {
  waiting++;
  document.body.dataset.idle = 'false';
  return promise.catch(failed).finally(() => {
    waiting--;
    document.body.dataset.idle = waiting === 0 ? 'true' : 'false';
  });
}

function onKey(event) {
  const target = event.target;
  if (document.getElementById('dialog').open || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || event.altKey) return;
  const key = keyOf(event);
  if (event.ctrlKey || event.metaKey) {
    const undoing = key === 'z' && !event.shiftKey, redoing = key === 'y' || key === 'z' && event.shiftKey;
    if (undoing || redoing) {
      event.preventDefault();
      run(undoing ? undo : redo);
      return;
    }
    if (!state.selected) return;
  }
  if (state.selected && selectKey(key, event)) {
    event.preventDefault();
    return;
  }
  const inQueue = document.getElementById('queue').contains(target);
  if (inQueue && ['Enter', 'ArrowDown', 'ArrowUp'].includes(key)) {
    if (key === 'Enter') return;
    const buttons = [...document.querySelectorAll('#queue button')];
    const at = buttons.indexOf(target) + (key === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    if (buttons[at]) buttons[at].focus();
    return;
  }
  // Buttons outside the panel do what they say.
  if (key === 'Enter' && target.tagName === 'BUTTON' && !target.classList.contains('row')) return;
  const work = event.ctrlKey || event.metaKey ? null : doings[key];
  if (!work || event.repeat && !['j', 'k', 'ArrowDown', 'ArrowUp'].includes(key)) return;
  event.preventDefault();
  run(work);
}

// Words selected by keyboard.

function startSelecting() {
  if (!data.blocks.length) return;
  const item = currentItem(), row = currentRow();
  const at = row && row.at || item.at;
  const start = Math.min(at[0], data.text.length - 1);
  setSelected([start, Math.min(start + 1, data.text.length)]);
  tell(say('选词：方向键移动，Shift 加方向键扩大，a 补充', 'selecting: arrows move, Shift with arrows takes more, a adds'));
}

function stopSelecting() {
  if (!state.selected) return;
  state.selected = null;
  getSelection().removeAllRanges();
  showKeys();
}

function setSelected([start, end]) {
  start = Math.max(0, Math.min(start, data.text.length - 1));
  state.selected = [start, Math.max(start + 1, Math.min(end, data.text.length))];
  const [[from, fromOffset], [to, toOffset]] = [pointAt(state.selected[0]), pointAt(state.selected[1])];
  getSelection().setBaseAndExtent(from, fromOffset, to, toOffset);
  bringIntoView((from.nodeType === Node.TEXT_NODE ? from.parentElement : from), true);
  document.getElementById('text').setAttribute('aria-description', textAt(state.selected));
  showKeys();
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The border of a word behind or before a place. */
function wordBorder(place, step) {
  const from = Math.max(0, place - 60), to = Math.min(data.text.length, place + 60);
  const borders = [...segmenter.segment(data.text.slice(from, to))].map(each => from + each.index);
  return step > 0 ? borders.find(border => border > place) ?? to : borders.findLast(border => border < place) ?? from;
}

/** The beginning of a clause behind or before a place. */
function clauseBorder(place, step) {
  const ends = /[，。；：、！？（）()\n\t]/;
  if (step > 0) {
    let at = place;
    while (at < data.text.length && !ends.test(data.text[at])) at++;
    while (at < data.text.length && (ends.test(data.text[at]) || data.text[at] === ' ' || data.text[at] === '\u3000')) at++;
    return Math.min(at, data.text.length - 1);
  }
  let at = place - 1;
  while (at > 0 && (ends.test(data.text[at]) || data.text[at] === ' ')) at--;
  while (at > 0 && !ends.test(data.text[at - 1])) at--;
  return Math.max(0, at);
}

function selectKey(key, event) {
  const [start, end] = state.selected;
  const wide = event.ctrlKey || event.metaKey;
  const moved = {
    ArrowRight: () => (event.shiftKey ? [start, wide ? wordBorder(end, 1) : end + 1] : wide ? cursor(wordBorder(start, 1)) : cursor(start + 1)),
    ArrowLeft: () => (event.shiftKey ? [start, wide ? wordBorder(end, -1) : end - 1] : wide ? cursor(wordBorder(start, -1)) : cursor(start - 1)),
    ArrowDown: () => (event.shiftKey ? [start, clauseBorder(end - 1, 1)] : cursor(clauseBorder(start, 1))),
    ArrowUp: () => (event.shiftKey ? [start, Math.max(start + 1, clauseBorder(end, -1))] : cursor(clauseBorder(start, -1))),
  }[key];
  if (moved) {
    setSelected(moved());
    return true;
  }
  if (key === 'Enter') {
    run(addHere);
    return true;
  }
  return false;
}

const cursor = place => [place, place + 1];
