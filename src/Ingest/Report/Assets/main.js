// The page as a whole.

chooseLanguage();
chooseTheme();

function showHead() {
  document.getElementById('skip').textContent = say('跳到任务', 'Skip to the tasks');
  const links = [['overview', '总览', 'Overview'], ['attention', '核查', 'Check'], ['tasks', '任务', 'Tasks'], ['targets', '指标', 'Targets'], ['plans', '计划', 'Plans'], ['months', '时间', 'Dates'],
    ['units', '单位', 'Units'], ['pairs', '协作', 'Together'], ['citations', '引用', 'Citations'], ['sources', '原文', 'Texts']];
  const dark = document.documentElement.dataset.theme === 'dark';
  const nav = document.getElementById('nav');
  nav.setAttribute('aria-label', say('章节', 'Sections'));
  nav.replaceChildren(
    make('span', { class: 'links' }, links.map(([id, zh, en]) => make('a', { href: '#' + id }, say(zh, en)))),
    make('button', { type: 'button', id: 'to-print', onclick: choosePrint }, say('打印…', 'Print…')),
    make('button', { type: 'button', id: 'language', lang: language === 'zh' ? 'en' : 'zh', onclick: () => { memory.set('language', language === 'zh' ? 'en' : 'zh'); chooseLanguage(language === 'zh' ? 'en' : 'zh'); showAll(); document.getElementById('language').focus(); } }, say('English', '中文')),
    make('button', { type: 'button', id: 'theme', onclick: () => { memory.set('theme', dark ? 'light' : 'dark'); chooseTheme(dark ? 'light' : 'dark'); showHead(); document.getElementById('theme').focus(); } }, dark ? say('浅色', 'Light') : say('深色', 'Dark')));
}

function showAll() {
  hideTip();
  for (const part of [showHead, showOverview, showAttention, showTasks, showTargets, showPlans, showMonths, showUnits, showPairs, showCitations, showSources]) part();
}

document.addEventListener('DOMContentLoaded', () => {
  loadData();
  showAll();
  listenToMarks();
  addEventListener('hashchange', () => follow(location.hash));
  // A link that is chosen twice goes there twice.
  document.addEventListener('click', event => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link && !event.defaultPrevented && link.getAttribute('href') === location.hash) follow(location.hash);
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      document.getElementById('search').focus();
    }
  });
  addEventListener('beforeprint', toPaper);
  addEventListener('afterprint', fromPaper);
  if (location.hash) follow(location.hash);
});
