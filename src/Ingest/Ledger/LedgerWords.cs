using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Export.Tables;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Ledger;

/// <summary>What a ledger (台账) says, in Chinese or in English: days as 2031年6月底前, targets as PM2.5年均浓度≤35微克/立方米.</summary>
internal sealed class LedgerWords(bool chinese)
{
    public bool IsChinese => chinese;

    /// <summary>A section's title.</summary>
    public string Title(LedgerSection section)
    {
        if (section.Plan is { } plan)
        {
            string name = plan.Title ?? plan.DocumentName;
            return chinese ? $"《{name.Replace('《', '〈').Replace('》', '〉')}》任务台账" : $"{name}: task ledger";
        }
        if (section.Unit is { } unit) return chinese ? $"{unit}任务台账" : $"{unit}: task ledger";
        return chinese ? "任务台账" : "Task ledger";
    }

    /// <summary>A section's name for a sheet.</summary>
    public string SheetName(LedgerSection section, bool isByUnit) =>
        section.Plan is { } plan ? plan.Title ?? plan.DocumentName : section.Unit ?? (isByUnit ? Either("未明确单位", "no unit") : Either("台账", "ledger"));

    /// <summary>What stands below a plan's title: its number, issuer and date; empty where none is known.</summary>
    public string Subtitle(LedgerPlan plan) =>
        string.Join("　", new[] { plan.Number, plan.Issuer, plan.IssuedOn is { } day ? Day(day) : null }.Where(words => words is not null));

    /// <summary>The task's name: its title, else the nearest heading above it. A level without heading stands among the headings as its number, which is no name.</summary>
    public static string Task(LedgerTask task) =>
        task.Title ?? task.Headings?.Split(" / ").Except(task.Path.Split('/'), StringComparer.Ordinal).LastOrDefault() ?? "";

    /// <summary>Who answers for a task: the units that lead; where none does, those that are responsible.</summary>
    public string Leads(LedgerTask task) => Names(task, IsLed(task) ? AssignmentRole.Lead : AssignmentRole.Responsible);

    /// <summary>All other units, each part other than support under its name.</summary>
    public string Others(LedgerTask task)
    {
        var lines = new List<string>();
        foreach (var role in new[] { AssignmentRole.Support, AssignmentRole.Responsible, AssignmentRole.Implement, AssignmentRole.Supervise })
        {
            if (role == AssignmentRole.Responsible && !IsLed(task)) continue;
            string names = Names(task, role);
            if (names.Length > 0) lines.Add(role == AssignmentRole.Support ? names : $"{Role(role)}{Either("：", ": ")}{names}");
        }
        return string.Join('\n', lines);
    }

    /// <summary>A unit's parts in a task: 牵头、配合.</summary>
    public string Parts(LedgerTask task, string unit) =>
        string.Join(Either("、", ", "), task.Units.Where(part => part.Canonical == unit).Select(part => part.Role).Distinct().Order().Select(Role));

    /// <summary>All times of a task.</summary>
    public string Times(LedgerTask task) => string.Join(Either("；", "; "), task.Deadlines.Select(Time).Distinct(StringComparer.Ordinal));

    /// <summary>The last day on which all of a task is still in time; null where none can be told.</summary>
    public static DateOnly? Due(LedgerTask task) => task.Deadlines.Max(time => time.Due);

    /// <summary>All targets of a task, one a line.</summary>
    public string Targets(LedgerTask task) => string.Join('\n', task.Targets.Select(Target).Distinct(StringComparer.Ordinal));

    /// <summary>Where a task stands: 二(一)1 and 第3页, a line each; in a ledger of several plans on one line behind the plan's title and number.</summary>
    public string Source(LedgerTask task, bool namesPlan)
    {
        string at = task.Place switch
        {
            { Page: { } page } => Either(Invariant($"第{page}页"), Invariant($"p. {page}")),
            { Line: { } line } => Either(Invariant($"第{line}行"), Invariant($"line {line}")),
            { Sheet: { } sheet } => Either($"工作表“{sheet}”", $"sheet {sheet}"),
            _ => "",
        };
        string[] place = [.. new[] { chinese ? WrittenPath.Of(task.Path) : task.Path, at }.Where(words => words.Length > 0)];
        if (!namesPlan) return string.Join('\n', place);
        string plan = task.Plan.Title is { } title ? Either($"《{title}》", title) : task.Plan.DocumentName;
        return plan + (task.Plan.Number is { } number ? Either($"（{number}）", $" ({number})") : "") + Either("", ", ") + string.Join(Either("，", ", "), place);
    }

    /// <summary>A role: 牵头, lead.</summary>
    public string Role(AssignmentRole role) => Word("role", role);

    /// <summary>One of two wordings.</summary>
    public string Either(string zh, string en) => chinese ? zh : en;

    /// <summary>A time in words: 2031年6月底前, 2031年6月, 每月4日前.</summary>
    public string Time(LedgerDeadline time) => time switch
    {
        { Kind: DeadlineKind.Recurring or DeadlineKind.Ongoing } or { Starts: null, Due: null } => time.Raw,
        { Starts: { } first, Due: { } last } when time.Kind == DeadlineKind.During || first != last => Period(first, last),
        { Due: { } due } => chinese ? Bound(due) + "前" : $"by {Day(due)}",
        { Starts: { } start } => chinese ? Bound(start, isStart: true) + "起" : $"from {Day(start)}",
        _ => time.Raw,
    };

    private static bool IsLed(LedgerTask task) => task.Units.Any(unit => unit.Role == AssignmentRole.Lead);

    private string Names(LedgerTask task, AssignmentRole role) =>
        string.Join('、', task.Units.Where(unit => unit.Role == role).Select(unit => unit.Name).Distinct(StringComparer.Ordinal));

    private string Target(LedgerTarget target)
    {
        string value = ((decimal)target.Value).ToString("0.##########", CultureInfo.InvariantCulture) + target.Measure;
        string op = target.Op switch
        {
            TargetOp.Eq => Either("：", " = "),
            TargetOp.Ge or TargetOp.Le => chinese ? Word("op", target.Op) : target.Op == TargetOp.Ge ? " ≥ " : " ≤ ",
            _ => Either(ChineseRows.Of("op", Name(target.Op)), target.Op == TargetOp.Increase ? " up by " : " down by "),
        };
        string[] years =
        [
            .. target.BaseYear is { } old ? new[] { Either(Invariant($"较{old}年"), Invariant($"on {old}")) } : [],
            .. target.Year is { } year ? new[] { Invariant($"{year}") + Either("年", "") } : [],
        ];
        return target.Indicator + op + value + (years.Length == 0 ? "" : Either($"（{string.Join('，', years)}）", $" ({string.Join(", ", years)})"));
    }

    private string Period(DateOnly first, DateOnly last)
    {
        if (!chinese) return $"{Day(first)} to {Day(last)}";
        if (first.Day != 1 || !IsMonthEnd(last)) return $"{Day(first)}至{Day(last)}";
        if (first.Month == 1 && last.Month == 12) return first.Year == last.Year ? Invariant($"{first.Year}年") : Invariant($"{first.Year}—{last.Year}年");
        string begin = Invariant($"{first.Year}年{first.Month}月");
        return first.Year == last.Year && first.Month == last.Month ? begin : first.Year == last.Year ? Invariant($"{begin}至{last.Month}月") : Invariant($"{begin}至{last.Year}年{last.Month}月");
    }

    private string Bound(DateOnly day, bool isStart = false)
    {
        if (isStart) return day.Day != 1 ? Day(day) : day.Month == 1 ? Invariant($"{day.Year}年") : Invariant($"{day.Year}年{day.Month}月");
        return !IsMonthEnd(day) ? Day(day) : day.Month == 12 ? Invariant($"{day.Year}年底") : Invariant($"{day.Year}年{day.Month}月底");
    }

    private string Day(DateOnly day) => chinese ? Invariant($"{day.Year}年{day.Month}月{day.Day}日") : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsMonthEnd(DateOnly day) => day.AddDays(1).Day == 1;

    private string Word<T>(string column, T value) where T : struct, Enum => chinese ? ChineseRows.Of(column, Name(value)) : Name(value);

    private static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Invariant(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
