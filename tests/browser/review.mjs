// Starts the review's server, corrects a document by keyboard alone, kills the server in the middle, starts it again and goes on; prints what was seen as one
// line of JSON. node review.mjs CHROMIUM SETTINGS.json
// Settings: command (the program and its arguments), part (correct | corpus | speed | two), shots (folder for pictures, or null)
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [, , executablePath, file] = process.argv;
const { command, part, shots } = JSON.parse(readFileSync(file, 'utf8'));
const seen = { complaints: [], requests: [], told: [] };
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic'] });
let server;

/** Starts the program and waits for the address that it prints. */
async function serve() {
  server = spawn(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  return await new Promise((resolve, reject) => {
    server.stderr.on('data', bytes => {
      printed += bytes;
      const address = printed.match(/http:\S+/);
      if (address) resolve(address[0]);
    });
    server.on('exit', code => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

async function open(address, options = {}) {
  const context = options.context || await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 720 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const allowed = new URL(address).origin;
  page.on('console', message => { if (['error', 'warning'].includes(message.type()) && !page.dying) seen.complaints.push(message.text()); });
  page.on('pageerror', error => seen.complaints.push(error.message));
  page.on('request', request => { if (!request.url().startsWith(allowed)) seen.requests.push(request.url()); });
  await page.goto(address);
  await idle(page);
  return page;
}

/** Waits until every key has been answered and every change is saved. Asked from outside: the page's policy forbids what waitForFunction would plant in it. */
async function idle(page) {
  for (let i = 0; i < 600; i++) {
    if (await page.evaluate(() => document.body.dataset.idle === 'true' && document.body.dataset.saved !== 'false')) return;
    await page.waitForTimeout(20);
  }
  throw new Error('the page stays busy');
}

async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await idle(page);
    const told = await page.locator('#status').innerText();
    if (told && told !== seen.told.at(-1)) seen.told.push(told);
  }
}

async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.waitForTimeout(150);
  await page.screenshot({ path: join(shots, name + '.png') });
}

const rowNames = page => page.locator('#panel .row').allInnerTexts().then(rows => rows.map(row => row.replace(/\s+/g, ' ').trim()));
const itemName = page => page.locator('#item-name').innerText();
const progressOf = page => page.locator('#progress').innerText();

/** Goes by keys to the row whose words hold these. */
async function toRow(page, words) {
  const rows = await rowNames(page);
  const begins = rows.findIndex(row => row.startsWith(words)), wanted = begins >= 0 ? begins : rows.findIndex(row => row.includes(words));
  if (wanted < 0) throw new Error(`no row with ${words} among ${rows.join(' | ')}`);
  for (let i = 0; i < 60; i++) {
    const at = await page.evaluate(() => [...document.querySelectorAll('#panel .row')].findIndex(row => row.getAttribute('aria-current')));
    if (at === wanted) return;
    await press(page, at < wanted ? 'ArrowDown' : 'ArrowUp');
  }
}

/** Goes by keys to the item whose name holds these words. */
async function toItem(page, words) {
  for (let i = 0; i < 400 && !(await itemName(page)).includes(words); i++) await press(page, 'k');
  for (let i = 0; i < 400 && !(await itemName(page)).includes(words); i++) await press(page, 'j');
  if (!(await itemName(page)).includes(words)) throw new Error(`no item with ${words}`);
}

async function type(page, words) {
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
}

async function correct() {
  let page = await open(await serve());
  seen.address = page.url();
  seen.title = await page.title();
  seen.headings = await page.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4')].map(each => `${each.tagName} ${each.textContent.trim().slice(0, 20)}`));
  await shot(page, 'review');

  // The plan's head: an issuer that no rule found.
  await toItem(page, '河道治理工作方案');
  await toRow(page, '发文机关');
  await press(page, 'e');
  await page.keyboard.type('云岭市人民政府');
  await press(page, 'Enter');
  seen.head = await rowNames(page);
  await press(page, 'Enter');

  // A name put right in one place, then in all of them.
  await toItem(page, '清理河道垃圾');
  await toRow(page, '市财政局');
  await press(page, 'e');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('市财政厅');
  await page.waitForTimeout(300);
  seen.completions = await page.locator('#unit-names option').count();
  await shot(page, 'review-edit');
  await press(page, 'Enter');
  seen.offer = await page.locator('#offer').innerText();
  await press(page, 'b');
  await shot(page, 'review-rename');
  await press(page, 'Enter');
  await press(page, 'Enter');

  // What a task lacks: proposed by the scanners.
  await toItem(page, '取缔违法建筑');
  seen.before = await rowNames(page);
  await press(page, 'v', 'ArrowDown');
  for (let i = 0; i < 40 && !(await page.evaluate(() => getSelection().toString())).startsWith('清'); i++) await press(page, 'ArrowRight');
  for (let i = 0; i < 8; i++) await press(page, 'Shift+ArrowRight');
  seen.selected = await page.evaluate(() => getSelection().toString());
  await press(page, 'a');
  seen.proposals = await page.locator('#dialog .choices button').allInnerTexts();
  await shot(page, 'review-add');
  await press(page, '1');
  await press(page, 'Enter');
  seen.added = await rowNames(page);

  // Dropped, taken back, done again, taken back.
  await toItem(page, '清理河道垃圾');
  await toRow(page, '市公安局');
  await press(page, 'd');
  seen.dropped = await rowNames(page);
  await press(page, 'u');
  seen.undone = await rowNames(page);
  await press(page, 'r');
  seen.redone = await rowNames(page);
  await press(page, 'Control+z');

  // A task in two, and one again.
  await toItem(page, '取缔违法建筑');
  await toRow(page, '任务');
  await press(page, 's', '1');
  await idle(page);
  seen.split = await progressOf(page);
  await press(page, 'm');
  seen.joined = await progressOf(page);

  await press(page, '?');
  seen.help = await page.locator('#dialog').innerText();
  await shot(page, 'review-keys');
  await press(page, 'Escape');

  // Killed while a change is on its way; what was told as saved is there afterwards, and the change is there whole or not at all.
  seen.saved = await page.locator('#saving').innerText();
  page.dying = true;
  await page.keyboard.press('Enter');
  server.removeAllListeners('exit');
  server.kill('SIGKILL');
  await new Promise(resolve => setTimeout(resolve, 300));
  await press(page, 'j');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  seen.dead = await page.locator('#alert').innerText();
  await page.close();

  page = await open(await serve(), { colorScheme: 'dark' });
  await toItem(page, '取缔违法建筑');
  seen.after = await rowNames(page);
  // Undo goes back behind the restart.
  await press(page, 'u');
  seen.undoneAfter = seen.told.at(-1);
  await press(page, 'r');
  await shot(page, 'review-dark');
  for (let i = 0; i < 40; i++) {
    const now = await progressOf(page);
    const [, all, done] = now.match(/(\d+) 项任务已看 (\d+) 项/);
    if (all === done) break;
    await press(page, 'Enter');
  }
  seen.progress = await progressOf(page);
  await press(page, 'f');
  seen.finished = await progressOf(page);
  const english = await open(page.url(), { context: page.context() });
  await english.locator('#language').click();
  seen.english = await progressOf(english);
}

/** Every task of a document that is open first is confirmed by Enter, and one unit of each second task dropped and taken back. */
async function corpus() {
  const page = await open(await serve());
  await press(page, 'j');
  const { all } = (await progressOf(page)).match(/(?<all>\d+) 项任务/).groups;
  seen.all = Number(all);
  for (let i = 0; i < seen.all + 10; i++) {
    const [, total, done] = (await progressOf(page)).match(/(\d+) 项任务已看 (\d+) 项/);
    if (total === done) break;
    if (i % 5 === 2) await press(page, 'ArrowDown', 'd', 'u');
    await press(page, 'Enter');
  }
  seen.progress = await progressOf(page);
}

/** How long the page's thread works for a key, on a long document, and how long a person waits for the next picture. */
async function speed() {
  const page = await open(await serve());
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => (await session.send('Performance.getMetrics')).metrics.find(metric => metric.name === 'TaskDuration').value * 1000;
  seen.characters = await page.evaluate(() => document.getElementById('article').textContent.length);
  seen.keys = {};
  await press(page, 'j', 'j', 'j');
  const measure = async (name, key, times, prepare) => {
    seen.keys[name] = { worked: [], waited: [] };
    for (let i = 0; i < times; i++) {
      if (prepare) await prepare();
      const before = await worked();
      const waited = await page.evaluate(k => new Promise(resolve => {
        const began = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: k, bubbles: true, cancelable: true }));
        requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => resolve(performance.now() - began); channel.port2.postMessage(0); });
      }), key);
      seen.keys[name].worked.push(await worked() - before);
      seen.keys[name].waited.push(waited);
      const began = Date.now();
      await idle(page);
      (seen.keys[name].saved ||= []).push(waited + Date.now() - began);
      (seen.keys[name].behind ||= []).push(await worked() - before);
    }
  };
  await measure('next item', 'j', 30);
  await measure('previous item', 'k', 10);
  await measure('next row', 'ArrowDown', 10);
  await measure('next finding', 'n', 5);
  await measure('right', 'Enter', 15);
  await measure('drop', 'd', 5, () => press(page, 'j', 'ArrowDown'));
  await measure('undo', 'u', 5);
  await measure('edit', 'e', 5, () => press(page, 'Escape', 'j', 'ArrowDown'));
}

/** Two tabs on one document: each sees the other's change; what was not seen is not overwritten. */
async function two() {
  const first = await open(await serve());
  await toItem(first, '清理河道垃圾');
  const second = await open(first.url(), { context: first.context() });
  await toItem(second, '清理河道垃圾');
  // The second tab does not see what the first one does: it is told that nothing has changed.
  const version = await second.evaluate(() => fetch('/api/version').then(answer => answer.json()));
  await second.route('**/api/version', route => route.fulfill({ json: version }));
  await toRow(first, '市公安局');
  await press(first, 'd');
  second.dying = true;
  await toRow(second, '市公安局');
  await press(second, 'd');
  seen.conflict = await second.locator('#alert').innerText();
  seen.secondAfter = await rowNames(second);
  second.dying = false;
  await second.unroute('**/api/version');
  await toRow(second, '市财政局');
  await press(second, 'e');
  await type(second, '市财政厅');
  await press(second, 'Enter');
  await first.bringToFront();
  for (let i = 0; i < 100 && !(await rowNames(first)).some(row => row.includes('市财政厅')); i++) await first.waitForTimeout(100);
  seen.first = await rowNames(first);
}

try {
  await { correct, corpus, speed, two }[part]();
} finally {
  await browser.close();
  if (server) {
    server.removeAllListeners('exit');
    server.kill('SIGKILL');
  }
}
console.log(JSON.stringify(seen));
