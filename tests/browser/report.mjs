// Opens a report and prints, as one line of JSON, what a person would see.
// node report.mjs CHROMIUM REPORT.html [filter|facts|many]     filter: only the filter is tried; facts: all but colours and attacks; many: what a page of hundreds of documents does
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , executablePath, file, part] = process.argv;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
const seen = { errors: [], requests: [] };

async function open(path, options) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) page.complaints.push(message.text()); });
  page.on('pageerror', error => page.complaints.push(error.message));
  page.on('request', request => { if (!request.url().startsWith('file:')) seen.requests.push(request.url()); });
  page.complaints = [];
  await page.goto(pathToFileURL(path).href);
  return page;
}

/** Contrast of an element's words to what lies behind them, by WCAG's formula. */
const contrasts = selectors => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const paint = (...colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(c => c / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  };
  const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return selectors.map(selector => {
    const element = document.querySelector(selector);
    if (!element) return [selector, null];
    const behind = [];
    for (let at = element; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const [a, b] = [light(paint(...behind)), light(paint(...behind, getComputedStyle(element).color))];
    return [selector, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  });
};

const looked = ['body', '.note', '.dim', '#nav a', '.mark.lead', '.mark.support', '.mark.deadline', '.mark.target', '.badge.lead', '.badge.support',
  '.badge.deadline', '.badge.target', '.badge.error', '.cell', '.cell.strong', '.path', '.card code', '.card-plan', '.where', '#tip dt', '.notice'];

/** Chooses parts and texts in the box of the print button; the browser's own box can't be shown here. */
async function choosePrint(page, parts, texts) {
  await page.evaluate(() => { window.print = () => {}; });
  await page.locator('#to-print').evaluate(button => button.click());
  await page.evaluate(([wanted, whose]) => {
    for (const box of document.querySelectorAll('#print [name=part]')) box.checked = wanted === 'all' || wanted.includes(box.value);
    document.querySelector(`#print [value=${whose}]`).click();
  }, [parts, texts]);
  const total = await page.locator('#print-total').innerText();
  await page.locator('#print-now').click();
  return total;
}

/** Looks at the page as it goes to paper. */
async function onPaper(page, look) {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const looked = await page.evaluate(look);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  return looked;
}

const outline = () => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(each => each.checkVisibility()).map(each => Number(each.tagName[1]));

/** Cards and rows whose words begin with their own title. */
const repeating = () => [...document.querySelectorAll('#task-list .card')].filter(card => {
  const [title, words] = [card.querySelector('h3').lastChild.textContent, card.querySelector('.card-text')?.textContent || ''];
  return words.startsWith(title) || title.trim() === '';
}).map(card => card.id).concat([...document.querySelectorAll('#attention .rows li')].filter(row => row.querySelector('q') && row.querySelector('a').textContent.startsWith(row.querySelector('q').textContent)).map(row => row.textContent));

async function lookAround(page) {
  // Marks, their words and their facts; all texts are made for paper alone.
  await choosePrint(page, 'all', 'all');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  seen.marks = await page.evaluate(() => {
    const words = {};
    for (const piece of document.querySelectorAll('[data-t], [data-f]'))
      for (const key of (piece.dataset.t || piece.dataset.f).split(' ')) words[key] = (words[key] || '') + piece.textContent;
    return words;
  });
  seen.badLinks = await page.evaluate(() => {
    const facts = JSON.parse(document.getElementById('data').textContent);
    const known = new Set([...facts.tasks.map(f => 't' + f.id), ...facts.assignments.map(f => 'a' + f.id), ...facts.deadlines.map(f => 'd' + f.id), ...facts.targets.map(f => 'g' + f.id)]);
    return [...document.querySelectorAll('.source-text a')].map(link => link.getAttribute('href').slice(1)).filter(key => !known.has(key));
  });
  seen.texts = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('article.source-text')].map(article => [article.id, article.textContent])));
  seen.repeating = await page.evaluate(repeating);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));

  // From a mark to its fact, from the fact to its mark, and back: one fact of each kind, and a goal that belongs to no task.
  seen.ways = {};
  const kinds = await page.evaluate(() => {
    const facts = JSON.parse(document.getElementById('data').textContent);
    const goal = facts.targets.find(target => !target.task);
    return ['t', 'a', 'd', 'g'].map(letter => ({ t: facts.tasks, a: facts.assignments, d: facts.deadlines, g: facts.targets })[letter].at(-1)?.id).map((id, i) => 'tadg'[i] + id)
      .concat(goal ? ['g' + goal.id] : []);
  });
  for (const key of kinds) {
    const way = {};
    await page.evaluate(hash => { location.hash = hash; }, '#m-' + key);
    await page.waitForFunction(k => (document.activeElement.dataset.f || document.activeElement.dataset.m || '').split(' ').includes(k), key);
    way.wordsInView = await page.evaluate(() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
    await page.evaluate(() => document.activeElement.click());
    way.goesTo = await page.evaluate(() => location.hash.slice(1));
    await page.waitForFunction(() => document.activeElement.closest('#tasks, #targets'));
    way.fact = await page.evaluate(() => document.activeElement.dataset.fact || document.activeElement.id);
    // The page looks once more after two frames, when rows near it have been made.
    await page.evaluate(() => new Promise(done => { let frames = 4; const next = () => (frames-- ? requestAnimationFrame(next) : done()); next(); }));
    way.factInView = await page.evaluate(() => { const box = document.activeElement.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; });
    const back = page.locator(`#tasks [data-fact="${key}"], #${key} .where, #${key} [data-fact="${key}"]`).first();
    await back.evaluate(link => link.click());
    way.back = await page.evaluate(() => document.activeElement.dataset.f || document.activeElement.dataset.m);
    seen.ways[key] = way;
  }

  // Hover and keyboard.
  await page.evaluate(() => { const facts = JSON.parse(document.getElementById('data').textContent); location.hash = '#m-a' + facts.assignments[0].id; });
  const mark = page.locator('.source-text .mark').first();
  await mark.evaluate(link => link.scrollIntoView({ block: 'center' }));
  seen.outlineOfText = await page.evaluate(outline);
  await mark.hover();
  seen.hover = await page.locator('#tip').innerText();
  await page.mouse.move(1, 1);
  seen.tipGone = await page.locator('#tip').isHidden();
  await page.evaluate(() => { location.hash = ''; document.body.focus(); });
  await page.keyboard.press('/');
  seen.slashFocuses = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.type('河道');
  seen.found = await page.locator('#found').innerText();
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement.matches('[data-fact]'))); i++) await page.keyboard.press('Tab');
  seen.tabTip = await page.locator('#tip').innerText();
  seen.describedBy = await page.evaluate(() => document.activeElement.getAttribute('aria-describedby'));
  await page.keyboard.press('Enter');
  // Asked again and again from outside: the page's policy forbids what waitForFunction would plant in it.
  for (let i = 0; i < 100 && !(await page.evaluate(() => document.activeElement.matches('.mark'))); i++) await page.waitForTimeout(50);
  seen.enterLeadsTo = await page.evaluate(() => document.activeElement.className);
  await page.keyboard.press('Escape');
  seen.escapeHides = await page.locator('#tip').isHidden();
  await page.locator('.cell').first().evaluate(cell => cell.click());
  seen.narrowed = await page.locator('.chosen').count();

  // Languages, themes, narrow screens, paper.
  if (part !== 'facts') await lookAtColours();
  const phone = await open(file, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  await show(phone);
  seen.phoneOverflow = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const touched = phone.locator('.source-text .mark').first();
  await touched.evaluate(link => { link.blur(); link.scrollIntoView({ block: 'center' }); });
  const before = await phone.evaluate(() => location.hash);
  await touched.tap();
  seen.touch = await phone.evaluate(hash => [document.getElementById('tip').hidden, location.hash === hash], before);
  seen.errors.push(...phone.complaints);
  await page.emulateMedia({ media: 'print' });
  seen.print = { head: await page.locator('.page-head').isVisible() };
  if (part !== 'facts') await attack();
}

/** Opens what is folded, and the first document that has a mark, which gets the focus. */
async function show(target) {
  await target.evaluate(() => { for (const each of document.querySelectorAll('details:not(.document)')) each.open = true; });
  await target.evaluate(() => { const facts = JSON.parse(document.getElementById('data').textContent); location.hash = '#m-a' + facts.assignments[0].id; });
  await target.locator('.source-text .mark').first().evaluate(mark => mark.focus());
  await target.evaluate(() => document.getElementById('task-list').scrollIntoView());
  await target.locator('#task-list .card').first().waitFor();
}

/** A page of hundreds of documents: how much of it is made, in which orders it stands, and what is printed of it. */
async function lookAtMany(page) {
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
  seen.elements = [await elements()];
  seen.outline = await page.evaluate(outline);
  seen.note = await page.locator('#overview .note').innerText();
  for (let i = 1; i <= 12; i++) {
    await page.evaluate(part => scrollTo(0, document.documentElement.scrollHeight * part), i / 12);
    await page.waitForTimeout(150);
    seen.elements.push(await elements());
  }
  seen.places = await page.locator('#plans > .fold > summary > h3').allInnerTexts();
  for (const by of ['form', 'year']) {
    await page.locator(`[data-by=${by}]`).evaluate(button => button.click());
    seen[by] = await page.locator('#plans > .fold > summary > h3').allInnerTexts();
  }
  seen.orders = {};
  for (const name of ['document', 'due', 'unit', 'plan']) {
    await page.locator('#order').selectOption(name);
    await choosePrint(page, ['tasks'], 'none');
    seen.orders[name] = await onPaper(page, () => [...document.querySelectorAll('#task-list .card')].map(card => card.id.slice(1)));
  }
  await page.locator('#target-list thead button').nth(1).evaluate(button => button.click());
  await choosePrint(page, ['targets'], 'none');
  seen.values = await onPaper(page, () => [...document.querySelectorAll('#target-list tbody td:nth-child(2)')].map(cell => Number(/-?[\d.]+/.exec(cell.textContent)[0])));
  seen.usual = await onPaper(page, () => [...document.querySelectorAll('main > section.unprinted')].map(each => each.id));
  // What is chosen is printed, and nothing else.
  await page.locator('#by-year').selectOption('2031');
  seen.total = await choosePrint(page, ['tasks'], 'matching');
  seen.paper = await onPaper(page, () => [document.querySelectorAll('#task-list .card').length, document.querySelectorAll('article.source-text').length, document.querySelectorAll('main > section:not(.unprinted)').length]);
  await page.waitForTimeout(500);
  seen.elementsAtEnd = await elements();
  const phone = await open(file, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await phone.evaluate(() => document.getElementById('target-list').scrollIntoView());
  await phone.locator('#target-list td:nth-child(2)').first().waitFor();
  seen.phone = await phone.evaluate(() => [document.documentElement.scrollWidth - innerWidth, getComputedStyle(document.querySelector('#target-list td')).display, document.querySelector('#target-list td:nth-child(2)').dataset.head]);
}

async function lookAtColours() {
  const english = await open(file, { locale: 'en-US', colorScheme: 'dark' });
  seen.english = await english.locator('#overview h1').innerText();
  await show(english);
  seen.dark = await english.evaluate(contrasts, looked);
  await english.locator('#theme').click();
  seen.light = await english.evaluate(contrasts, looked);
  await english.locator('#language').click();
  seen.switched = await english.locator('#overview h1').innerText();
  seen.errors.push(...english.complaints);
}

/** What is put into the file, as a fault of the program would, does not run. */
async function attack() {
  const tampered = file.replace(/\.html$/, '.tampered.html');
  writeFileSync(tampered, readFileSync(file, 'utf8').replace('<noscript', '<p id="bad" style="position:absolute" onclick="window.ran=1">x</p><script>window.ran=2</script><img src="x" onerror="window.ran=3"><noscript'));
  const attacked = await open(tampered);
  await attacked.evaluate(() => { document.getElementById('bad').click(); try { document.body.insertAdjacentHTML('beforeend', '<b id="made"></b>'); } catch { /* refused */ } });
  seen.attack = await attacked.evaluate(() => ({ ran: window.ran ?? 0, position: getComputedStyle(document.getElementById('bad')).position, made: !!document.getElementById('made') }));
  seen.attack.refusals = attacked.complaints.filter(text => /Content Security Policy|TrustedHTML/.test(text)).length;
}

try {
  const page = await open(file);
  const timing = await page.evaluate(() => performance.getEntriesByType('navigation')[0].toJSON());
  seen.openMilliseconds = timing.domContentLoadedEventEnd;
  seen.scriptMilliseconds = timing.domContentLoadedEventEnd - timing.domContentLoadedEventStart;
  seen.title = await page.title();
  seen.chinese = await page.locator('#overview h1').innerText();

  // The filter, until the page is laid out again: the time that the page's thread works, whatever else the machine does.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => (await session.send('Performance.getMetrics')).metrics.find(metric => metric.name === 'TaskDuration').value * 1000;
  seen.filterMilliseconds = [];
  for (const words of ['市', '市水利局', '河道 市财政', '没有的词', '20', '']) {
    const before = await worked();
    await page.evaluate(typed => {
      const search = document.getElementById('search');
      search.value = typed;
      search.dispatchEvent(new Event('input'));
      void document.body.offsetHeight;
    }, words);
    seen.filterMilliseconds.push(await worked() - before);
  }
  if (part === 'many') await lookAtMany(page);
  else if (part !== 'filter') await lookAround(page);
  seen.errors.push(...page.complaints);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
