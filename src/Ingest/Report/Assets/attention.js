// What needs a person: by what is wrong, the worst first; then files that gave nothing.

const severities = ['error', 'alarm', 'doubt', 'warning'];

const messageOf = each => say(data.chinese[each.message], each.message) || each.message;

function showAttention() {
  const groups = grouped(data.diagnostics, each => [each.code]);
  groups.sort((a, b) => severities.indexOf(a[1][0].severity) - severities.indexOf(b[1][0].severity) || b[1].length - a[1].length);
  const total = groups.reduce((sum, group) => sum + group[1].length, 0) + data.unused.length;
  show('attention', say('待人工核查', 'For a person to check'), total ? say('按问题分类；展开可见所在文件和文字。', 'By what is wrong; open a line to see documents and words.') : say('没有需要核查的内容。', 'Nothing needs checking.'),
    groups.map(([code, all]) => fold('h3', [badge(all[0].severity, named('severity', all[0].severity)), messageOf(all[0]), make('span', { class: 'dim' }, ` ${all.length}`)],
      box => new Roll(box, all, { row: checkRow, holder: () => make('ul', { class: 'rows' }), spacer: listSpacer, height: () => 48 }), { 'data-code': code })),
    data.unused.length ? fold('h3', [badge('error', say('未用', 'unused')), say('未能使用的文件', 'Files that gave nothing'), make('span', { class: 'dim' }, ` ${data.unused.length}`)], showUnused, { class: 'unused' }, !groups.length) : '');
}

/** Where it is: the document, and the words, which lead to their place. */
function checkRow(each) {
  const source = data.documentOf.get(each.document);
  const placed = each.at && hasText(source);
  const words = placed ? clip(textOf(source).slice(each.at[0], each.at[1]).trim().replace(/\s+/g, ' '), 50) : '';
  // What is said of a text's first words is about the words that stand for its title already.
  const repeats = words && documentName(source).startsWith(words.replace(/…$/, ''));
  return make('li', null, make('a', { href: placed ? `#p-${each.document}-${each.at[0]}-${each.at[1]}` : '#doc' + each.document, lang: 'zh' }, documentName(source)), words && !repeats ? [' ', make('q', { lang: 'zh' }, words)] : '');
}

function showUnused(box) {
  const heads = [{ words: say('结果', 'Outcome') }, { words: say('文件', 'File'), style: 'file' }, { words: say('原因', 'Reason') }];
  rollTable(box, say('未能使用的文件', 'Files that gave nothing'), heads, data.unused,
    file => [badge(file.status === 'skipped' ? 'warning' : 'error', named('status', file.status)), file.path,
      [say(data.chinese[file.reason], file.reason) || file.reason, file.former ? say('（数据库中仍是旧版本）', ' (the database keeps the former version)') : '', ' ', make('code', null, file.code)]]);
}
