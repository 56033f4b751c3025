using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Shared;

/// <summary>Puts words into a document that no list of the program knows, in place of those by which it reads.</summary>
/// <param name="Kind">What is replaced: labels, verbs, heads, brackets, suffixes, numbers.</param>
/// <param name="Word">What stands there instead, and the name of the row of figures.</param>
/// <param name="Edits">The changes to a document that was read as it is.</param>
/// <param name="Unit">What becomes of a unit's name; null where it stays.</param>
/// <param name="TellsRoles">Whether the words still say who has which part.</param>
internal sealed record UnknownWords(string Kind, string Word, Func<Extraction, IEnumerable<Edit>> Edits, Func<string, string>? Unit = null, bool TellsRoles = true)
{
    // 牵头单位: all of these instead. A document with three labels gets three words that follow each other here.
    private static readonly string[] Labels =
    [
        "领办科室", "揽抓方", "主抓口", "挂帅组", "帮办部室", "首接岗", "兜底方", "操盘手", "扛旗队", "盯办组", "经办线", "主理方", "攻坚班", "领衔处", "归口办", "包案方", "谁来干", "统领席",
    ];

    private static readonly string[] Verbs =
        ["统揽", "襄办", "挂帅", "领衔", "主抓", "包抓", "兜底", "操盘", "扛旗", "坐镇", "主理", "领办", "揽总", "担纲", "司职", "协力", "帮办"];

    private static readonly string[] UnitHeads =
        ["领办方", "归口", "落地方", "谁来干", "揽抓口", "操盘手", "盯办席", "主理", "认领方", "包保", "兜底方", "管家", "承接席", "出力方", "挂帅者", "扛旗手"];

    private static readonly string[] TaskHeads =
        ["干什么", "招数", "动作", "事由", "条目", "要义", "攻关点", "抓什么", "步骤", "议题", "课题", "看点", "落点", "清单项", "主攻向"];

    // The clause's own words go, and its units stand in these.
    private static readonly string[] Frames =
        ["（主→@）", "——@", "｛@｝", "〖@〗", "＜@＞", "（@★）", "※@", "／@／", "（@☆）", "｜@", "（挂图：@）", "（@＃）", "〈@〉", "（@·领）", "【@】", "＊@"];

    private static readonly string[] Suffixes =
        ["事务栈", "大本营", "指挥所", "攻坚营", "联席桌", "调度舱", "先锋岗", "督战台子", "作战单元", "协理堂", "事务坊", "总调度", "领办轴", "工作坊", "服务驿", "推进班子"];

    private static readonly Func<int, string>[] Numbers =
    [
        i => $"{Stem(i)}、", i => $"〈{i}〉", i => $"第{i}项：", i => $"（{Letter(i)}）", i => $"{Letter(i)}．", i => $"任务{i}：", i => $"{i}#", i => $"№{i} ", i => $"其{Han(i)}，",
        i => $"T{i} ", i => $"{i}号任务 ", i => $"{Formal(i)}、", i => $"【{i}】", i => $"《{i}》", i => $"●{i}●", i => $"举措{Han(i)}：",
    ];

    /// <summary>All of them, each word once.</summary>
    public static IReadOnlyList<UnknownWords> All { get; } =
    [
        .. Labels.Select((word, i) => new UnknownWords("labels", word, plain => OfLabels(plain, i))),
        .. Verbs.Select((word, i) => new UnknownWords("verbs", word, plain => OfVerbs(plain, i))),
        .. UnitHeads.Select(word => new UnknownWords("unit heads", word, plain => OfHeads(plain, ColumnKind.Units, word))),
        .. TaskHeads.Select(word => new UnknownWords("task heads", word, plain => OfHeads(plain, ColumnKind.Name, word))),
        .. Frames.Select(word => new UnknownWords("brackets", word, plain => OfBrackets(plain, word), TellsRoles: false)),
        .. Suffixes.Select(word => new UnknownWords("suffixes", word, plain => OfSuffixes(plain, word), unit => HasSuffix(unit) ? unit[..^1] + word : unit)),
        .. Numbers.Select(number => new UnknownWords("numbers", number(1).Trim(), plain => OfNumbers(plain, number))),
    ];

    /// <summary>Reads a document with the words put in and measures it; null where they change nothing.</summary>
    public AuditFigures? Measure(GoldDocument gold, Action<string>? tell = null)
    {
        List<Edit> edits = [.. Edits(gold.Plain)];
        if (edits.Count == 0) return null;
        var (document, place) = Edit.Apply(gold.Plain.Document, edits);
        return (Unit is null && TellsRoles ? gold : gold.Renamed(Unit ?? (unit => unit), TellsRoles)).Measure(IngestPipeline.Extract(document), place, tell);
    }

    /// <summary>Each label of units that gave assignments, wherever it stands; also in 列第一位者为牵头单位.</summary>
    private static IEnumerable<Edit> OfLabels(Extraction plain, int word)
    {
        string folded = CharFold.Fold(plain.Document.Text);
        var words = RoleWords.Of(LexiconSet.BuiltIn);
        var used = plain.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Select(fact => CharFold.Fold(fact.Label)).ToHashSet(StringComparer.Ordinal);
        var labels = new List<string>();
        var tables = plain.Document.Blocks.OfType<TableBlock>().ToList();
        for (int i = 0; i < folded.Length; i++)
        {
            var run = words.RunAt(folded, i);
            if (run.End <= i) continue;
            if (run.Holder == HolderKind.Unit && run.Role is not null && !tables.Exists(table => table.Span.Start <= i && i < table.Span.End))
            {
                string label = folded[i..run.End];
                if (used.Contains(label))
                {
                    if (!labels.Contains(label)) labels.Add(label);
                    yield return new Edit(new TextSpan(i, run.End), Labels[(word + labels.IndexOf(label)) % Labels.Length]);
                }
            }
            i = run.End - 1;
        }
    }

    /// <summary>Each verb that gave assignments (市水务局牵头).</summary>
    private static IEnumerable<Edit> OfVerbs(Extraction plain, int word)
    {
        var clauses = plain.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Where(fact => fact.Evidence.RuleId == "responsibility.verb").ToList();
        var verbs = new List<string>();
        var places = new SortedDictionary<int, string>();
        foreach (var fact in clauses)
        {
            if (fact.Label.Length == 0) continue;
            int at = plain.Document.Text.IndexOf(fact.Label, fact.Evidence.Span.End, Math.Min(300, plain.Document.Text.Length - fact.Evidence.Span.End), StringComparison.Ordinal);
            if (at >= 0) places[at] = fact.Label;
        }
        int end = 0;
        foreach (var (at, label) in places)
        {
            if (at < end) continue;
            if (!verbs.Contains(label)) verbs.Add(label);
            yield return new Edit(new TextSpan(at, end = at + label.Length), Verbs[(word + verbs.IndexOf(label)) % Verbs.Length]);
        }
    }

    /// <summary>The heads of the columns of a kind, in tables that gave tasks.</summary>
    private static IEnumerable<Edit> OfHeads(Extraction plain, ColumnKind kind, string word)
    {
        string folded = CharFold.Fold(plain.Document.Text);
        foreach (var table in plain.Document.Blocks.OfType<TableBlock>())
        {
            if (!plain.Plans.Any(plan => plan.Tasks.Any(task => task.Node is null && table.Span.Contains(task.Evidence.Span)))) continue;
            var view = new TableView(table, folded, LexiconSet.BuiltIn);
            var seen = new HashSet<int>();
            for (int column = 0; column < view.Columns; column++)
                for (int row = view.FirstHead; row < view.FirstData && view.Kinds[column].Kind == kind; row++)
                    if (view.Cell(row, column) is { Span.IsEmpty: false } cell && view.Text(cell) == view.Kinds[column].Head && seen.Add(cell.Span.Start))
                        yield return new Edit(cell.Span, column % 2 == 0 ? word : word + "乙");
        }
    }

    /// <summary>Brackets at the end that hold a clause: units alone, in a frame that nobody has seen.</summary>
    private static IEnumerable<Edit> OfBrackets(Extraction plain, string frame)
    {
        string text = plain.Document.Text;
        var facts = plain.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).OrderBy(fact => fact.Evidence.Span.Start).ToList();
        var brackets = new Brackets(CharFold.Fold(text)).Outermost;
        for (int i = 0; i < brackets.Count; i++)
        {
            var bracket = brackets[i];
            if (!bracket.IsClosed) continue;
            var inside = facts.Where(fact => bracket.Span.Contains(fact.Evidence.Span)).Select(fact => fact.Evidence.Raw).ToList();
            if (inside.Count > 0) yield return new Edit(bracket.Span, frame.Replace("@", string.Join('、', inside), StringComparison.Ordinal));
        }
    }

    /// <summary>The ends of units' names: 市水务局 is 市水务指挥所.</summary>
    private static IEnumerable<Edit> OfSuffixes(Extraction plain, string suffix)
    {
        int end = 0;
        foreach (var fact in plain.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).OrderBy(fact => fact.Evidence.Span.Start))
        {
            var span = fact.Evidence.Span;
            if (span.Start < end || !HasSuffix(fact.Unit)) continue;
            end = span.End;
            yield return new Edit(new TextSpan(span.End - 1, span.End), suffix);
        }
    }

    // Not 各区委, which shares its 各 with what follows.
    private static bool HasSuffix(string unit) => unit.Length > 3 && unit[^1] is '局' or '委' or '厅' or '办';

    /// <summary>The numbers of the commonest style among tasks.</summary>
    private static IEnumerable<Edit> OfNumbers(Extraction plain, Func<int, string> write)
    {
        string folded = CharFold.Fold(plain.Document.Text);
        var labels = plain.Plans.SelectMany(plan => plan.Tasks.Where(task => task.Node is not null).Select(task => plan.Nodes[task.Node!.Value])).DistinctBy(node => node.LabelSpan)
            .Select(node => (node.LabelSpan, Number: OutlineNumbering.Recognise(folded.AsSpan(node.LabelSpan.Start, Math.Min(20, folded.Length - node.LabelSpan.Start)))))
            .Where(label => label.Number is not null).ToList();
        var common = labels.GroupBy(label => label.Number!.Value.Style).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
        foreach (var (span, number) in common?.AsEnumerable() ?? [])
            yield return new Edit(new TextSpan(span.Start, span.Start + number!.Value.Length), write(number.Value.Value));
    }

    private static string Stem(int i) => i <= 10 ? "甲乙丙丁戊己庚辛壬癸"[i - 1].ToString() : $"{"甲乙丙丁戊己庚辛壬癸"[(i - 1) / 10 % 10]}{"甲乙丙丁戊己庚辛壬癸"[(i - 1) % 10]}";

    private static string Letter(int i) => ((char)('a' + (i - 1) % 26)).ToString();

    private static string Han(int i) => i <= 10 ? "一二三四五六七八九十"[i - 1].ToString() : i.ToString(CultureInfo.InvariantCulture);

    private static string Formal(int i) => i <= 10 ? "壹贰叁肆伍陆柒捌玖拾"[i - 1].ToString() : $"拾{"壹贰叁肆伍陆柒捌玖拾"[(i - 1) % 10]}";
}

/// <summary>Words in place of others.</summary>
internal readonly record struct Edit(TextSpan Span, string Text)
{
    /// <summary>A document with all edits made; they may not overlap.</summary>
    public static (PolicyDocument Document, Func<int, int> Place) Apply(PolicyDocument document, List<Edit> edits)
    {
        edits.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        var text = new System.Text.StringBuilder();
        var places = new int[document.Text.Length + 1];
        int at = 0;
        foreach (var edit in edits)
        {
            Keep(edit.Span.Start);
            for (int i = 0; at < edit.Span.End; i++, at++) places[at] = text.Length + Math.Min(i, edit.Text.Length);
            text.Append(edit.Text);
        }
        Keep(document.Text.Length);
        places[^1] = text.Length;
        return (document with
        {
            Text = text.ToString(),
            Blocks = [.. document.Blocks.Select(Moved)],
            Metadata = [.. document.Metadata.Select(field => field with { Value = At(field.Value) })],
        }, place => places[place]);

        void Keep(int end)
        {
            while (at < end)
            {
                places[at] = text.Length;
                text.Append(document.Text[at++]);
            }
        }

        TextSpan At(TextSpan span) => new(places[span.Start], span.IsEmpty ? places[span.Start] : Math.Max(places[span.Start], places[span.End]));

        Block Moved(Block block) => block switch
        {
            TableBlock table => table with { Span = At(table.Span), Cells = [.. table.Cells.Select(cell => cell with { Span = At(cell.Span) })] },
            ParagraphBlock paragraph => paragraph with { Span = At(paragraph.Span), GeneratedLabel = paragraph.GeneratedLabel is { } label ? At(label) : null },
            _ => block,
        };
    }
}
