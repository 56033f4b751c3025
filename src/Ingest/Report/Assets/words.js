// Language: the reader's own first, the button's choice afterwards.

let language = 'en';

/** One of two wordings. */
const say = (zh, en) => (language === 'zh' ? zh : en);

/** A number with its noun; English has a plural. */
const count = (n, zh, en, plural = en + 's') => say(`${n} ${zh}`, `${n} ${n === 1 ? en : plural}`);

const names = {
  role: { lead: ['牵头', 'lead'], support: ['配合', 'support'], implement: ['落实', 'implement'], responsible: ['负责', 'responsible'], supervise: ['监管', 'supervise'] },
  badge: { lead: ['牵', 'L'], support: ['配', 'S'], implement: ['落', 'I'], responsible: ['责', 'R'], supervise: ['监', 'V'], deadline: ['时', 'D'], target: ['标', 'T'], task: ['任', '▸'] },
  fact: { task: ['任务', 'task'], deadline: ['时限', 'deadline'], target: ['指标', 'target'] },
  kind: { task: ['任务', 'task'], safeguard: ['保障措施', 'safeguard'], project: ['项目', 'project'] },
  deadline: { by: ['之前', 'by'], from: ['起', 'from'], during: ['期间', 'during'], recurring: ['定期', 'recurring'], ongoing: ['持续', 'ongoing'] },
  source: { label: ['时限栏', 'labelled'], text: ['正文', 'in the text'] },
  op: { ge: ['≥', '≥'], le: ['≤', '≤'], increase: ['提高', 'up by'], decrease: ['下降', 'down by'], eq: ['=', '='] },
  level: { state: ['国家级', 'state'], province: ['省级', 'province'], city: ['市级', 'city'], county: ['县级', 'county'], town: ['乡镇级', 'town'] },
  severity: { warning: ['提醒', 'warning'], error: ['错误', 'error'], doubt: ['疑点', 'doubt'], alarm: ['警报', 'alarm'] },
  status: {
    skipped: ['跳过', 'skipped'], encrypted: ['加密', 'encrypted'], malformed: ['损坏', 'malformed'], unsupported: ['不支持', 'unsupported'],
    resource_limit: ['超出限制', 'over a limit'], timeout: ['超时', 'timeout'], crash: ['崩溃', 'crash'], io: ['读写错误', 'I/O error'],
  },
};

/** The name of a value of the database: named('role', 'lead'). */
const named = (set, value) => {
  const pair = names[set][value];
  return pair ? say(pair[0], pair[1]) : value;
};

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
