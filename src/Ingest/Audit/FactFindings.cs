using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>Findings about facts that look like none.</summary>
internal static class FactFindings
{
    private const int LongestUnit = 30, ShortestScope = 5, LongestPlace = 4, LongestRest = 8, ShortestNamed = 3;

    private const int MostYears = 30;

    // Behind how many organs words stand before they are taken for a verb (市水务局领办, 市财政局领办, …), and before how many names an ending is one.
    private const int Habit = 3;

    // What stands between units or before what they do, and in no unit's name.
    private static readonly string[] NoNames = ["会同", "牵头", "配合单位", "按照", "负责"];

    // 市体育总社及各地区: the names of two.
    private static readonly string[] Joins = ["及各", "和各", "及相关", "及有关"];

    private static readonly string[] VerbsAtEnd = ["完成", "实现", "达到", "确保", "力争", "新建", "建成", "推进", "推动", "突破", "新增", "认为", "表示", "面向", "超", "超过", "不少于", "只支持"];

    // 检修计划70%、11月底: another number or time stands in the name.
    private static readonly string[] NoIndicator = ["%", "月底", "年底"];

    /// <summary>
    /// Units with a verb or a comma in them, of more than 30 characters, or of a single one; and, once, each name that ends as no organ's does, unless several end so
    /// in the document.
    /// </summary>
    public static IEnumerable<Finding> Units(AuditContext context)
    {
        // Also of tables that restate the body: their units are read anew.
        var all = context.Extraction.Plans.SelectMany(plan => plan.Tasks, (plan, task) => (Plan: plan, Task: task)).ToList();
        var names = all.SelectMany(each => each.Task.Assignments).Select(fact => CharFold.Fold(fact.Unit)).Distinct(StringComparer.Ordinal).ToList();
        var verbs = Habits(names.Select(name => Behind(context, name)));
        var ends = Habits(names.Where(name => name.Length > 2 && !context.Organs.IsOrgan(name)).Select(name => name[^2..]));
        var told = new HashSet<string>(StringComparer.Ordinal);
        var starts = all.SelectMany(each => each.Task.Assignments).Select(fact => fact.Evidence.Span.Start).ToHashSet();
        foreach (var (plan, task) in all)
        {
            bool led = false;
            string before = "";
            foreach (var assignment in task.Assignments)
            {
                string name = CharFold.Fold(assignment.Unit);
                bool hasLevel = context.Organs.LevelLength(name) > 0;
                // 市水务事务栈市财政局, 市水务事务栈各街道: two names that ran together.
                bool twice = name.LastIndexOf('各') > LongestPlace || ends.Any(end => name.IndexOf(end, StringComparison.Ordinal) is > 0 and var at && at + end.Length < name.Length);
                // 市场监管事务栈: its 监管 was taken for a verb, and the rest for what the unit is in charge of.
                bool cut = assignment.Scope is { Length: <= ShortestScope } && !context.Organs.IsNamed(name) || GoesOn(context, assignment, starts);
                // 云岭区事务栈、区政府: whose 区政府 it is hangs on a name that is none.
                bool orphan = hasLevel && name.Length <= ShortestNamed && before.Length > 0 && !context.Organs.IsOrgan(before) && context.Organs.LevelLength(before) == 0;
                bool odd = twice || cut || orphan || IsOdd(context, name, ends) || verbs.Contains(Behind(context, name));
                // 市水务事务栈、财政事务栈: the second may have lost its 市.
                bool unknown = !odd && !context.Organs.IsOrgan(name) && (led && !hasLevel && context.Organs.StartsAsDepartment(name) || !ends.Contains(name[^2..]) && told.Add(name));
                if (odd || unknown) yield return new Finding(FindingCode.OddUnit, assignment.Evidence.Span, plan.Ordinal);
                (led, before) = (led || hasLevel, name);
            }
        }
    }

    /// <summary>Whether words go on behind a unit that are neither the next unit nor its verb.</summary>
    private static bool GoesOn(AuditContext context, Assignment assignment, HashSet<int> starts)
    {
        int at = assignment.Evidence.Span.End, end = at;
        while (end < context.Text.Length && char.IsLetter(context.Text[end])) end++;
        var rest = context.Text.AsSpan(at, end - at);
        int label = assignment.Label.Length > 0 ? rest.IndexOf(assignment.Label, StringComparison.Ordinal) : -1;
        // 市场监管总栈、…: a word goes on behind 监管, and the list behind that.
        if (label == 0 && rest.Length - assignment.Label.Length is > 1 and <= LongestRest && end < context.Text.Length && context.Text[end] == '、'
            && context.Targets.Act.AtStart(rest[assignment.Label.Length..]) == 0) return true;
        bool verb = label >= 0;
        return rest.Length is > 1 and <= LongestRest && !verb && !starts.Contains(at) && !"等及和与、并".Contains(rest[0], StringComparison.Ordinal) && assignment.Scope is null;
    }

    private static HashSet<string> Habits(IEnumerable<string> words) =>
        words.Where(word => word.Length > 0).CountBy(word => word, StringComparer.Ordinal).Where(word => word.Value >= Habit).Select(word => word.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Deadlines in a year before the date of issue, or more than thirty years behind it. Those of some months before are common: a plan takes time to be signed.</summary>
    public static IEnumerable<Finding> Deadlines(AuditContext context)
    {
        foreach (var (plan, task) in Tasks(context))
            foreach (var deadline in task.Deadlines)
            {
                if (plan.IssuedOn is not { } issued || deadline.Due is not { } due) continue;
                if (due.Year < issued.Year) yield return new Finding(FindingCode.EarlyDeadline, deadline.Evidence.Span, plan.Ordinal);
                else if (due.Year > issued.Year + MostYears) yield return new Finding(FindingCode.FarDeadline, deadline.Evidence.Span, plan.Ordinal);
            }
    }

    /// <summary>Indicators that end in a verb which no name ends in: 全市新建, 年底前完成; 污水治理 is a name; and those with another number or time in them.</summary>
    public static IEnumerable<Finding> Indicators(AuditContext context)
    {
        foreach (var plan in context.Extraction.Plans)
            foreach (var target in plan.Targets)
                if (VerbsAtEnd.Any(verb => target.Indicator.EndsWith(verb, StringComparison.Ordinal)) || NoIndicator.Any(word => target.Indicator.Contains(word, StringComparison.Ordinal))) yield return new Finding(FindingCode.OddIndicator, target.Evidence.Span, plan.Ordinal);
    }

    private static bool IsOdd(AuditContext context, string name, HashSet<string> ends) =>
        name is ['指', not '挥', ..] || name.Contains("转变为", StringComparison.Ordinal) || name.Length is < 2 or > LongestUnit || name.IndexOfAny([',', ';', ':', '。']) >= 0
        || context.Organs.IsStem(name)
        || Joins.Any(word => name.Contains(word, StringComparison.Ordinal))
        || !OrganNames.IsGroup(name) && NoNames.Any(word => name.Contains(word, StringComparison.Ordinal))
        || !context.Organs.IsOrgan(name) && (context.Targets.Act.AtStart(name) > 0 && !context.Organs.StartsAsDepartment(name) || GoesOnBehindOrgan(context, name, ends));

    /// <summary>市水务局领办; not 省司法事务栈, whose 司 is part of 司法, and not 省委网信事务栈 where several names end so.</summary>
    private static bool GoesOnBehindOrgan(AuditContext context, string name, HashSet<string> ends)
    {
        int end = context.Organs.FirstEnd(name), level = context.Organs.LevelLength(name);
        var rest = name.AsSpan(end);
        return end > 1 && rest.Length > 1 && rest.IndexOfAny("()[]") < 0 && end > level + context.Organs.DepartmentLength(name.AsSpan(level))
            && !(ends.Contains(name[^2..]) && context.Organs.StartsAsDepartment(rest));
    }

    /// <summary>领办 of 市水务局领办, though it ends as organs do; empty for words that are part of a name (分局).</summary>
    private static string Behind(AuditContext context, string name) =>
        context.Organs.FirstEnd(name) is > 1 and var end && name.Length - end is >= 2 and <= 4 && !context.Organs.IsEnding(name.AsSpan(end)) ? name[end..] : "";

    private static IEnumerable<(Plan Plan, PolicyTask Task)> Tasks(AuditContext context) =>
        context.Extraction.Plans.SelectMany(plan => plan.Tasks.Where(task => !task.Restates), (plan, task) => (plan, task));
}
