using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>Findings about facts that look like none.</summary>
internal static class FactFindings
{
    private const int LongestUnit = 30;

    private const int MostYears = 30;

    // What stands between units or before what they do, and in no unit's name.
    private static readonly string[] NoNames = ["会同", "牵头", "配合单位", "按照", "负责"];

    private static readonly string[] VerbsAtEnd = ["完成", "实现", "达到", "确保", "力争", "新建", "建成", "推进", "推动", "突破", "新增"];

    /// <summary>Units with a verb or a comma in them, of more than 30 characters, or of a single one.</summary>
    public static IEnumerable<Finding> Units(AuditContext context)
    {
        foreach (var (plan, task) in Tasks(context))
            foreach (var assignment in task.Assignments)
                if (IsOdd(context, assignment.Unit)) yield return new Finding(FindingCode.OddUnit, assignment.Evidence.Span, plan.Ordinal);
    }

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

    /// <summary>Indicators that end in a verb which no name ends in: 全市新建, 年底前完成; 污水治理 is a name.</summary>
    public static IEnumerable<Finding> Indicators(AuditContext context)
    {
        foreach (var plan in context.Extraction.Plans)
            foreach (var target in plan.Targets)
                if (VerbsAtEnd.Any(verb => target.Indicator.EndsWith(verb, StringComparison.Ordinal))) yield return new Finding(FindingCode.OddIndicator, target.Evidence.Span, plan.Ordinal);
    }

    private static bool IsOdd(AuditContext context, string unit)
    {
        string name = CharFold.Fold(unit);
        return name.Length is < 2 or > LongestUnit || name.IndexOfAny([',', ';', ':', '。']) >= 0
            || !OrganNames.IsGroup(name) && NoNames.Any(word => name.Contains(word, StringComparison.Ordinal))
            || !context.Organs.IsOrgan(name) && (context.Targets.Act.AtStart(name) > 0 || context.Organs.FirstEnd(name) is > 1 and var end && IsHan(name[end..]));
    }

    // 市水务局领办: words behind the organ; a bracket there is part of the name.
    private static bool IsHan(string text) => text.Length > 1 && text.All(char.IsLetter);

    private static IEnumerable<(Plan Plan, PolicyTask Task)> Tasks(AuditContext context) =>
        context.Extraction.Plans.SelectMany(plan => plan.Tasks.Where(task => !task.Restates), (plan, task) => (plan, task));
}
