using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>
/// Targets in tables: a column of goals (2025年, 目标值, 2021年水质目标) holds one for each row; the name stands before it in the row, or,
/// where rows are places, in the column's head. A table without such a column is an inventory and holds none.
/// </summary>
internal static partial class IndicatorTable
{
    private sealed record GoalColumn(int Index, int? Year, string Name);

    /// <summary>The targets of a table.</summary>
    /// <param name="context">The plan.</param>
    /// <param name="table">The table.</param>
    /// <param name="rowPath">The path of a row with these labels.</param>
    public static ImmutableArray<Target> Read(FactContext context, TableBlock table, Func<ImmutableArray<string>, ImmutableArray<string>> rowPath)
    {
        var view = context.Annotations.Table(table);
        var goals = GoalColumns(context, view, view.Title(context.Document, table));
        if (goals.IsEmpty)
        {
            context.Trace?.Reject("target", table.Span, $"no column of the table holds goals (目标, 目标值, a year of the plan), it is an inventory; its heads: {string.Join(", ", view.Heads.Where(head => head.Length > 0))}");
            return [];
        }
        var names = NameColumns(view, goals[0].Index);
        int unitColumn = view.First(ColumnKind.Measure);
        var targets = ImmutableArray.CreateBuilder<Target>();
        var above = new string[view.Columns];
        foreach (var entry in TableRows.Read(view))
            foreach (int row in entry.Rows)
            {
                string name = RowName(view, row, names, above);
                foreach (var goal in goals)
                {
                    var cell = view.Cell(row, goal.Index);
                    if (!cell.Span.IsEmpty && cell.Row == row)
                        targets.AddRange(ReadCell(context, view, cell, name + goal.Name, goal, unitColumn < 0 ? null : view.Text(row, unitColumn), rowPath(entry.Labels)));
                }
            }
        if (targets.Count > 0) context.Annotations.Claims.Claim(LeftoverKind.TaskColumn, table.Span.Start);
        return targets.ToImmutable();
    }

    private static ImmutableArray<GoalColumn> GoalColumns(FactContext context, TableView view, string title)
    {
        int[] years = [.. view.Heads.Select(YearOf).OfType<int>()];
        // 2020年 beside 2025年 is where it begins.
        int first = context.Period?.First ?? context.IssuedYear ?? (years.Length > 1 && years.Min() < years.Max() ? years.Min() + 1 : 0);
        var goals = ImmutableArray.CreateBuilder<GoalColumn>();
        bool titled = GoalTitle().IsMatch(title) && !Inventory().IsMatch(title);
        for (int c = 0; c < view.Columns; c++)
        {
            string head = view.Heads[c];
            if (head.Length == 0 || Baseline().IsMatch(head) || view.Kinds[c].Kind is ColumnKind.Name or ColumnKind.Indicator or ColumnKind.Units or ColumnKind.Time or ColumnKind.Points) continue;
            int? year = YearOf(head);
            if (year < first) continue;
            string rest = GoalWords().Replace(head, "");
            bool isGoal = IsGoalHead(head) || UnitInBracket().Replace(rest, "").Length == 0 && rest.Length < head.Length;
            bool inMatrix = titled && c > 0 && !Inventory().IsMatch(head) && UnitInBracket().IsMatch(head);
            if ((isGoal || inMatrix) && HoldsValues(view, c)) goals.Add(new GoalColumn(c, year ?? context.Period?.Last, rest));
        }
        return goals.ToImmutable();
    }

    /// <summary>2025年, 2025目标, “十四五”末.</summary>
    private static int? YearOf(string head)
    {
        if (Year().Match(head) is { Success: true } year) return int.Parse(year.ValueSpan, CultureInfo.InvariantCulture);
        return FiveYears().Match(head) is { Success: true } five ? 2005 + 5 * ("一二三四五六".IndexOf(five.Groups["n"].Value, StringComparison.Ordinal) + 1) : null;
    }

    private static bool IsGoalHead(string head) => head.Contains("目标", StringComparison.Ordinal) && !TextHead().IsMatch(head);

    /// <summary>At least a fifth of the cells that hold anything hold a value or a grade; the others may say that there is none.</summary>
    private static bool HoldsValues(TableView view, int column)
    {
        int filled = 0, values = 0;
        for (int row = view.FirstData; row < view.Rows; row++)
        {
            if (view.Text(row, column) is not { Length: > 0 } text) continue;
            filled++;
            if (CellValue.Read(text).Count > 0) values++;
        }
        return values > 0 && values * 5 >= filled;
    }

    /// <summary>The columns of names before the goals: the last one that holds text, and in a table of waters the water before the section.</summary>
    private static ImmutableArray<int> NameColumns(TableView view, int firstGoal)
    {
        var text = Enumerable.Range(0, firstGoal).Where(c => !NoName().IsMatch(view.Heads[c])).ToList();
        if (text.Count == 0) return firstGoal > 0 ? [firstGoal - 1] : [];
        int section = text.FindLast(c => view.Heads[c].Contains("断面", StringComparison.Ordinal));
        int water = text.FindIndex(c => view.Heads[c].Contains("水体", StringComparison.Ordinal) || view.Heads[c].Contains("河流", StringComparison.Ordinal));
        if (section > 0 && water >= 0 && text[water] < section) return [text[water], section];
        int named = text.FindLast(c => NameHead().IsMatch(view.Heads[c]));
        return [named >= 0 && text.Contains(named) ? named : text[^1]];
    }

    private static string RowName(TableView view, int row, ImmutableArray<int> columns, string[] above)
    {
        string name = "";
        foreach (int c in columns)
        {
            string part = view.Text(row, c);
            // A cell that spans rows comes out empty below: what stood above holds.
            if (SumWords.IsSum(part)) part = "";
            else if (part.Length == 0) part = above[c] ?? "";
            else above[c] = part;
            part = LeadingBracket().Replace(OutlineNumbering.Recognise(part) is { } label ? part[label.Length..] : part, "");
            if (view.Heads[c].Contains("断面", StringComparison.Ordinal) && !part.Contains("断面", StringComparison.Ordinal) && part.Length > 0) part += "断面";
            name = part.StartsWith(name, StringComparison.Ordinal) ? part : name + part;
        }
        return name;
    }

    private static IEnumerable<Target> ReadCell(FactContext context, TableView view, TableCell cell, string name, GoalColumn goal, string? unitCell, ImmutableArray<string> path)
    {
        var evidence = new Evidence("target.table-indicator", cell.Span, cell.Span.Of(context.Document.Text));
        foreach (var value in CellValue.Read(view.Text(cell)))
        {
            string indicator = FootnoteMark().Replace(UnitInBracket().Replace(name, ""), "");
            if (value.IsGrade && !indicator.Contains("水质", StringComparison.Ordinal)) indicator += "水质";
            if (indicator.Length == 0) continue;
            string? unit = value.Unit ?? UnitOf(name, unitCell);
            yield return new Target(path, 1, indicator, value.Op, value.Number, unit, value.Year ?? goal.Year, null, value.IsGrade ? evidence with { RuleId = "target.table-object" } : evidence);
        }
    }

    /// <summary>The unit from the name's last bracket, else from the unit's column.</summary>
    private static string? UnitOf(string name, string? unitCell)
    {
        if (UnitInBracket().Matches(CharFold.Fold(name)) is { Count: > 0 } brackets)
        {
            var unit = brackets[^1].Groups["unit"];
            // Folding keeps the length, so the bracket's place holds in the name as written.
            return name.Substring(unit.Index, unit.Length);
        }
        return string.IsNullOrEmpty(unitCell) || unitCell is "-" or "—" or "/" ? null : unitCell;
    }

    [GeneratedRegex(@"20\d\d(?=年|目标|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    // “十四五”末, 十四五目标
    [GeneratedRegex(@"十(?<n>[一二三四五六])五”?(?:期?末|目标|规划)", RegexOptions.CultureInvariant)]
    private static partial Regex FiveYears();

    // What a head says besides its indicator: 2021年目标, 目标值, 指标值.
    [GeneratedRegex(@"20\d\d(?:年(?:度|底|末)?|(?=目标|$))|“?十[一二三四五六]五”?(?:期?末|(?=目标|规划))|规划期?|考核|控制|预期|工作|年度|目标任务数?|任务数|计划数|(?:水质)?目标(?:值|数)?|指标值|规划值|^指标$|^数值$|^任务$|[(](?:五年)?累计[)]|累计|年均|增速|[(]?目标[)]?", RegexOptions.CultureInvariant)]
    private static partial Regex GoalWords();

    [GeneratedRegex(@"现状|基期|基数|基准|实际|已完成|完成值|完成情况|完成时|完成率|序号|时限|时间|牵头|责任|备注|属性|性质|类别|投资|资金|上年", RegexOptions.CultureInvariant)]
    private static partial Regex Baseline();

    // 目标任务, 工作目标, 目标类别 head columns of text or of kinds.
    [GeneratedRegex(@"目标类别|目标名称|目标分类|目标属性|目标责任|目标单位|目标任务及|主要目标任务", RegexOptions.CultureInvariant)]
    private static partial Regex TextHead();

    [GeneratedRegex(@"目标|指标|任务分解|分解表|计划任务|任务表", RegexOptions.CultureInvariant)]
    private static partial Regex GoalTitle();

    [GeneratedRegex(@"清单|名录|台账|名单|项目表|一览表|统计|投资|资金|面积|规模|数量|长度", RegexOptions.CultureInvariant)]
    private static partial Regex Inventory();

    [GeneratedRegex(@"^序号$|编号|^单位$|计量单位|指标单位|属性|性质|级别|类型|责任|牵头|所在|街道|20\d\d年|现状|基期|^类别$|^$", RegexOptions.CultureInvariant)]
    private static partial Regex NoName();

    [GeneratedRegex(@"指标|项目|内容|名称|任务", RegexOptions.CultureInvariant)]
    private static partial Regex NameHead();

    [GeneratedRegex(@"^[(（][^)）]*[)）]", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingBracket();

    // (%), (微克/立方米), (μg/m3), (万亩); not (含…) and other remarks of words.
    [GeneratedRegex(@"[(（](?<unit>[%‰]|(?:万|亿|千|百)?[A-Za-z0-9μ³²%/·微毫克吨亩公顷里米平方立升个家人户元件项座天次辆台套条张所岁分千瓦时标准煤/每万]{1,12})[)）]", RegexOptions.CultureInvariant)]
    private static partial Regex UnitInBracket();

    [GeneratedRegex(@"[①-⑳]|\[\d\]|[*＊]", RegexOptions.CultureInvariant)]
    private static partial Regex FootnoteMark();
}
