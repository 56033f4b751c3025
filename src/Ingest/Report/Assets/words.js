// Language: the reader's own first, the button's choice afterwards.

let language = 'en';

/** One of two wordings. */
const say = (zh, en) => (language === 'zh' ? zh : en);

/** A number with its noun; English has a plural. */
const count = (n, zh, en, plural = en + 's') => say(`${n} ${zh}`, `${n} ${n === 1 ? en : plural}`);

/** Words of the database's closed lists as [Chinese, English], from the list that exports use too. */
const names = {{words}};

Object.assign(names, {
  badge: { lead: ['牵', 'L'], support: ['配', 'S'], implement: ['落', 'I'], responsible: ['责', 'R'], supervise: ['监', 'V'], deadline: ['时', 'D'], target: ['标', 'T'], task: ['任', '▸'] },
  fact: { task: ['任务', 'task'], deadline: ['时限', 'deadline'], target: ['指标', 'target'] },
});

/** The name of a value of the database: named('role', 'lead'). */
const named = (set, value) => {
  const pair = names[set][value];
  return pair ? say(pair[0], pair[1]) : value;
};

/** A moment of the database (UTC) as the reader's clock shows it: 2031-05-09 14:30 UTC+8. */
function localTime(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = number => String(number).padStart(2, '0');
  const off = -at.getTimezoneOffset();
  const zone = `UTC${off < 0 ? '-' : '+'}${Math.floor(Math.abs(off) / 60)}${off % 60 ? ':' + two(Math.abs(off) % 60) : ''}`;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())} ${zone}`;
}

/** Names in the order in which a Chinese reader looks them up. */
const inNameOrder = new Intl.Collator('zh-Hans-CN', { numeric: true }).compare;

/** The choice of last time; a page opened from a folder may have no storage. */
const memory = {
  get(key) { try { return localStorage.getItem('policy-ingest.' + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem('policy-ingest.' + key, value); } catch { /* then it is asked again */ } },
};

function chooseLanguage(chosen) {
  const own = (navigator.languages || [navigator.language]).find(tag => /^(zh|en)\b/i.test(tag)) || 'en';
  language = chosen || memory.get('language') || (/^zh/i.test(own) ? 'zh' : 'en');
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
}

function chooseTheme(chosen) {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = chosen || memory.get('theme') || (dark ? 'dark' : 'light');
}
