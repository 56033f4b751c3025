// The queue: what is to be looked at, grouped, that first on which most hangs.

const queue = { by: 'severity', groups: [], open: null, entries: [], at: -1, stale: false };

const groupings = () => [['severity', say('按轻重', 'by severity')], ['document', say('按文件', 'by document')], ['plan', say('按计划', 'by plan')], ['code', say('按问题种类', 'by kind of finding')], ['unit', say('按单位', 'by unit')]];

function groupName(group) {
  if (queue.by === 'severity') return named('severity', group.key);
  if (queue.by === 'code') { const words = state.session.findings[group.key] || {}; return say(words.zh, words.en) || group.key; }
  return group.name || say('（无标题）', '(no title)');
}

async function loadQueue() {
  const { groups } = await get('/api/queue', { by: queue.by });
  queue.groups = groups;
  queue.stale = false;
  if (!groups.some(group => group.key === queue.open)) queue.open = groups.length ? groups[0].key : null;
  await loadEntries();
}

async function loadEntries() {
  const former = queue.entries.length;
  queue.entries = [];
  if (queue.open !== null) do { if (!await nextPage()) break; } while (queue.entries.length < former);
  showQueue();
  showCurrentEntry();
}

const openCount = () => (queue.groups.find(group => group.key === queue.open) || { count: 0 }).count;

/** The next entries of the open group. Asked for with some that are known, since others may settle theirs meanwhile; says whether there were new ones. */
async function nextPage() {
  const { entries } = await get('/api/queue', { by: queue.by, group: queue.open, from: Math.max(0, queue.entries.length - 20) });
  const known = new Set(queue.entries.map(entry => entry.fact));
  const fresh = entries.filter(entry => !known.has(entry.fact));
  queue.entries.push(...fresh);
  return fresh.length > 0;
}

async function showMore() {
  await nextPage();
  showQueue();
  showCurrentEntry();
}

async function openGroup(key) {
  queue.open = key;
  queue.at = -1;
  queue.entries = [];
  await loadEntries();
}

function showQueue() {
  const nav = document.getElementById('queue');
  nav.setAttribute('aria-label', say('待核对', 'To be looked at'));
  const hadFocus = nav.contains(document.activeElement) && document.activeElement.dataset.focus;
  const by = make('select', { id: 'by', 'data-focus': 'by', onchange: async event => { queue.by = event.target.value; queue.open = null; queue.at = -1; await loadQueue().catch(failed); } },
    groupings().map(([value, words]) => make('option', { value, selected: value === queue.by }, words)));
  nav.replaceChildren(
    make('label', { for: 'by' }, say('待核对', 'To be looked at')), by,
    queue.groups.length ? make('ul', { class: 'groups' }, queue.groups.map(group => make('li', { class: 'group' },
      make('button', { type: 'button', 'data-focus': 'group' + group.key, 'aria-expanded': group.key === queue.open ? 'true' : 'false', title: groupName(group), onclick: () => openGroup(group.key === queue.open ? null : group.key).catch(failed) },
        group.severity && queue.by !== 'severity' ? badge(group.severity, named('severity', group.severity)) : null,
        make('span', { class: 'name', lang: queue.by === 'document' || queue.by === 'plan' || queue.by === 'unit' ? 'zh' : null }, groupName(group)), make('span', { class: 'count' }, `${group.count}`)),
      group.key === queue.open ? make('ul', { class: 'entries' }, queue.entries.map((entry, i) => make('li', null, entryElement(entry, i))),
        queue.entries.length < group.count ? make('li', null, make('button', { type: 'button', class: 'entry more', 'data-focus': 'more', onclick: () => showMore().catch(failed) }, say(`再显示（还有 ${group.count - queue.entries.length} 处）`, `show more (${group.count - queue.entries.length} left)`))) : null) : null)))
      : make('p', { class: 'dim' }, say('没有待核对的。', 'Nothing is to be looked at.')));
  if (hadFocus) { const again = nav.querySelector(`[data-focus="${CSS.escape(hadFocus)}"]`); if (again) again.focus(); }
}

function entryElement(entry, i) {
  const words = state.session.findings[entry.code];
  const raw = entry.words ? clip(entry.words.replace(/\s+/g, ' '), 30) : '';
  const about = words && queue.by !== 'code' ? say(words.zh, words.en).split(/[;；]/)[0] : '';
  return make('button', { type: 'button', class: 'entry', 'data-entry': i, 'data-focus': 'entry' + entry.fact, onclick: () => openEntry(i).catch(failed) },
    queue.by === 'document' ? '' : make('span', { class: 'where' }, entry.name),
    raw ? make('span', { class: 'words', lang: 'zh' }, `“${raw}”`) : '', about ? make('span', { class: raw ? 'about' : 'words' }, about) : '');
}

function showCurrentEntry() {
  const row = currentRow(), item = state.items.length ? currentItem() : null;
  const key = row && row.type === 'finding' ? row.key : item && item.type === 'task' ? item.task.key : null;
  const at = queue.entries.findIndex(entry => entry.fact === key);
  if (at >= 0) queue.at = at;
  for (const button of document.querySelectorAll('#queue .entry')) {
    const here = Number(button.dataset.entry) === at;
    if (here) {
      button.setAttribute('aria-current', 'true');
      button.scrollIntoView({ block: 'nearest' });
    } else button.removeAttribute('aria-current');
  }
}

async function openEntry(i) {
  const entry = queue.entries[i];
  if (!entry) return;
  queue.at = i;
  if (!data || entry.document !== data.documents[0].id) await openDocument(entry.document);
  const fact = byId.get(entry.fact);
  const at = !fact ? -1 : fact.type === 'finding' ? state.items.indexOf(itemOf(fact)) : state.items.findIndex(item => item.task === fact);
  goTo(at < 0 ? 0 : at, fact && fact.type === 'finding' ? fact.key : undefined);
}

/**
 * The next or former entry of the queue; behind a group's last one the next group. A step of 0 goes to the entry at hand, or to what took its place; where only
 * the list is to be brought up to date, nothing moves.
 */
async function goToFinding(step, onlyList) {
  const former = queue.entries[queue.at];
  if (queue.stale) {
    await loadQueue();
    // What was at hand may be gone: then what stood behind it is at its place.
    const still = former ? queue.entries.findIndex(entry => entry.fact === former.fact) : -1;
    if (still >= 0) queue.at = still;
    else if (step > 0) queue.at--;
    else queue.at = Math.min(queue.at, queue.entries.length - 1);
  }
  if (onlyList) return;
  if (!queue.groups.length) return tell(say('没有待核对的', 'nothing is to be looked at'));
  const wanted = step ? queue.at + step : Math.max(0, queue.at);
  if (wanted === queue.entries.length && wanted < openCount() && await nextPage()) showQueue();
  if (wanted >= 0 && wanted < queue.entries.length) return openEntry(wanted);
  const at = queue.groups.findIndex(group => group.key === queue.open) + step;
  if (at < 0 || at >= queue.groups.length) return tell(step > 0 ? say('这是最后一处', 'this is the last one') : say('这是第一处', 'this is the first one'));
  await openGroup(queue.groups[at].key);
  await openEntry(step > 0 ? 0 : queue.entries.length - 1);
}

/** Goes on to what stands behind a finding that was looked at just now; the queue itself is asked for anew a little later. */
async function leaveFinding(finding) {
  const at = queue.entries.findIndex(entry => entry.fact === finding.key);
  if (at < 0) {
    showPanel();
    refreshMarks();
    return focusRow();
  }
  queue.entries.splice(at, 1);
  const group = queue.groups.find(each => each.key === queue.open);
  if (group) group.count--;
  refreshMarks();
  showQueue();
  queue.at = at - 1;
  if (at < queue.entries.length) return openEntry(at);
  return goToFinding(1);
}

/** What was corrected may have changed the queue; it is asked for anew a little later, so that the next key does not wait. */
let queueTimer = 0;
function queueChanged() {
  queue.stale = true;
  clearTimeout(queueTimer);
  queueTimer = setTimeout(() => {
    if (!queue.stale || waiting || writing) return queue.stale && queueChanged();
    run(() => goToFinding(0, true));
  }, 600);
}
