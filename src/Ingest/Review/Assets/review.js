// The page as a whole.

function showHead() {
  document.title = `${data ? data.documents[0].name + ' – ' : ''}${say('核对', 'Review')} – PolicyIngest`;
  const dark = document.documentElement.dataset.theme === 'dark';
  const select = make('select', { id: 'document', 'aria-label': say('文件', 'Document'), onchange: event => run(() => openDocument(Number(event.target.value)).then(() => goTo(0))) },
    state.documents.map(each => make('option', { value: each.id, selected: data && each.id === data.documents[0].id }, `${each.name}${each.title ? ' · ' + clip(each.title, 40) : ''}`)));
  document.getElementById('head').replaceChildren(
    make('h1', null, say('核对', 'Review')), select, make('span', { id: 'progress' }), make('span', { class: 'space' }), make('span', { id: 'saving' }),
    make('button', { type: 'button', onclick: showHelp }, make('kbd', null, '?'), say(' 按键', ' keys')),
    make('button', { type: 'button', id: 'language', lang: language === 'zh' ? 'en' : 'zh', onclick: () => { memory.set('language', language === 'zh' ? 'en' : 'zh'); chooseLanguage(language === 'zh' ? 'en' : 'zh'); showAll(); document.getElementById('language').focus(); } }, say('English', '中文')),
    make('button', { type: 'button', id: 'theme', onclick: () => { memory.set('theme', dark ? 'light' : 'dark'); chooseTheme(dark ? 'light' : 'dark'); showHead(); showProgress(); document.getElementById('theme').focus(); } }, dark ? say('浅色', 'Light') : say('深色', 'Dark')));
}

function showProgress() {
  showSaving();
  const holder = document.getElementById('progress');
  if (!data) return holder.replaceChildren();
  const { all, done } = progress();
  holder.replaceChildren(all ? make('progress', { max: all, value: done, 'aria-hidden': 'true' }) : '', make('span', null, all ? say(`${all} 项任务已看 ${done} 项`, `${done} of ${count(all, '', 'task')} looked at`) : say('没有任务', 'no tasks')),
    data.finished ? make('span', { class: 'state done' }, say('✓ 完成', '✓ finished')) : '');
}

function showAll() {
  showHead();
  showProgress();
  showQueue();
  if (data) {
    showPanel();
    showPlace();
    showCurrentEntry();
  }
  showKeys();
}

async function openDocument(id) {
  await writes;
  const answer = await get('/api/document', { id, text: 1 });
  state.at = 0;
  state.row = 0;
  state.rows = [];
  state.generation++;
  state.offer = null;
  stopSelecting();
  takeDocument(answer);
  showDocument();
  document.getElementById('text').scrollTop = 0;
  document.getElementById('text').setAttribute('aria-label', say('原文', 'The document'));
  showHead();
  showProgress();
  memory.set('review.document', `${id}`);
}

async function stepDocument(step) {
  const at = state.documents.findIndex(each => each.id === data.documents[0].id) + step;
  if (at < 0 || at >= state.documents.length) return tell(step > 0 ? say('这是最后一份文件', 'this is the last document') : say('这是第一份文件', 'this is the first document'));
  await openDocument(state.documents[at].id);
  goTo(0);
}

/** Shows what others have changed, in this database by whatever way. */
async function look() {
  if (document.visibilityState !== 'visible' || waiting || writing || !data || document.querySelector('.edit') || document.getElementById('dialog').open) return;
  try {
    const { version } = await get('/api/version');
    if (version === state.version || waiting || writing) return;
    state.version = version;
    await run(async () => {
      const answer = await get('/api/document', { id: data.documents[0].id });
      if (answer.sha256 !== data.sha256) return openDocument(data.documents[0].id).then(() => goTo(0));
      if (answer.revision === data.revision && answer.rules === data.rules) return;
      state.generation++;
      const others = answer.history.filter(each => each.ids[0] > data.last);
      takeFresh(answer);
      if (others.length) tell(say(`别处的更正：${describeCorrection(others[0])}`, `corrected elsewhere: ${describeCorrection(others[0])}`));
    });
    queueChanged();
  } catch (fault) {
    if (fault.status === 401 || fault.status === 0) warn(fault.message);
    else failed(fault);
  }
}

async function start() {
  if (location.search) history.replaceState(null, '', '/');
  chooseLanguage();
  chooseTheme();
  state.session = await get('/api/session');
  if (state.session.language && !memory.get('language')) chooseLanguage(state.session.language);
  state.version = (await get('/api/version')).version;
  state.documents = (await get('/api/documents')).documents;
  showAll();
  await loadQueue();
  if (!state.documents.length) return warn(say('数据库中没有文件。', 'The database holds no document.'));
  const last = Number(memory.get('review.document'));
  if (state.documents.some(each => each.id === last)) {
    await openDocument(last);
    goTo(Math.max(0, state.items.findIndex(item => !isDone(item))));
  } else if (queue.entries.length) await openEntry(0);
  else {
    await openDocument(state.documents[0].id);
    goTo(0);
  }
  showKeys();
}

document.addEventListener('DOMContentLoaded', () => {
  // A form that a choice has opened keeps the focus.
  document.getElementById('dialog').addEventListener('close', () => { if (!document.querySelector('.edit')) focusRow(); });
  document.addEventListener('keydown', onKey);
  document.getElementById('article').addEventListener('click', event => {
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest('[data-f], [data-t]');
    if (!mark) return;
    stopSelecting();
    const key = (mark.dataset.f || mark.dataset.t).split(' ').at(-1);
    const facts = byPlace.get(key) || data.findings.filter(finding => finding.place === key);
    const fact = facts[0];
    if (!fact) return;
    const at = fact.type === 'finding' ? state.items.indexOf(itemOf(fact)) : fact.type === 'head' ? state.items.findIndex(item => item.type === 'plan' && item.plan.id === fact.plan)
      : state.items.findIndex(item => item.task === (fact.type === 'task' ? fact : fact.task) && item.task || item.goals && item.goals.includes(fact));
    if (at < 0) return;
    const row = rowsOf(state.items[at]).find(each => each.place === key);
    goTo(at, row && row.key);
  });
  document.getElementById('queue').addEventListener('focusout', event => { if (!document.getElementById('queue').contains(event.relatedTarget)) document.getElementById('queue').classList.remove('open'); });
  run(start);
  setInterval(look, 2000);
  document.addEventListener('visibilitychange', look);
  addEventListener('beforeunload', event => { if (writing) event.preventDefault(); });
});
