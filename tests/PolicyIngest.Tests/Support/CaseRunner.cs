using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>Runs a case through the whole pipeline and prints what it asks for, one fact a line.</summary>
internal static class CaseRunner
{
    private static readonly Dictionary<string, Action<StringBuilder, TestCase, Extraction>> Printers = new(StringComparer.Ordinal)
    {
        ["blocks"] = (lines, _, extraction) => lines.Append(Dump.Blocks(extraction.Document)),
        ["lines"] = (lines, _, extraction) => lines.Append(Dump.Lines(extraction.Document)),
        ["plans"] = (lines, _, extraction) => Plans(lines, extraction),
        ["kinds"] = (lines, _, extraction) =>
        {
            foreach (var plan in extraction.Plans) lines.Append(CultureInfo.InvariantCulture, $"{GoldJson.Name(plan.Kind)} | {plan.Title ?? "-"}\n");
        },
        ["outline"] = (lines, _, extraction) => Outline(lines, extraction),
        ["tasks"] = (lines, test, extraction) => EachTask(lines, test, extraction, task =>
            [$"{GoldJson.Name(task.Kind)} {Dump.PathOf(task.Path, task.Part)}{(task.Restates ? " restates" : "")} | {task.Title ?? "-"}"], prefixed: false),
        ["content"] = (lines, test, extraction) => EachTask(lines, test, extraction, task => [$"content {Dump.Shown(task.Content)}"]),
        ["assignments"] = (lines, test, extraction) => EachTask(lines, test, extraction, task => task.Assignments.Select(Dump.Assignment)),
        ["deadlines"] = (lines, test, extraction) => EachTask(lines, test, extraction, task =>
            task.Deadlines.Select(deadline => $"{Dump.Deadline(deadline)} | {Dump.Shown(deadline.Evidence.Raw)}")),
        ["targets"] = (lines, test, extraction) => Targets(lines, test, extraction),
    };

    /// <summary>The words that a case may name behind <c>show:</c>.</summary>
    public static IReadOnlyCollection<string> Shows => Printers.Keys;

    /// <summary>The found lines, in the form of the expected ones.</summary>
    public static string Run(TestCase test)
    {
        if (test.Frame is "passage" && test.Show is ["targets"])
            return string.Join('\n', InPassage(test).Select(target => Dump.Target(target).Replace("target  ", "target ", StringComparison.Ordinal)));
        if (test.Frame is "passage" or "label")
            return string.Join('\n', Deadlines(test).Select(deadline => $"{Dump.Deadline(deadline)} | {Dump.Shown(deadline.Evidence.Raw)}"));
        string text = test.Frame == "document"
            ? test.Input
            : $"云岭市{test.Year}年示例工作方案\n一、重点任务\n（一）示例事项\n1.示例举措。{test.Input}";
        var extraction = IngestPipeline.Run(new SourceFile("case" + test.Ending, Encoding.UTF8.GetBytes(text)), ReadOptions.Default);
        var lines = new StringBuilder();
        foreach (string show in test.Show) Printers[show](lines, test, extraction);
        return lines.ToString().Trim('\n');
    }

    private static ImmutableArray<Target> InPassage(TestCase test)
    {
        var document = new PolicyDocument(new SourceInfo("case.txt", "txt", 0, ""), test.Input, [], [], []);
        var context = new FactContext(document, CharFold.Fold(test.Input), new PlanPeriod(test.Year, test.LastYear), null);
        return TargetRule.InText(context, [new TextSpan(0, test.Input.Length)], [], 1);
    }

    /// <summary>What the rule of deadlines makes of an input that stands for a task's text or a label's.</summary>
    public static ImmutableArray<Deadline> Deadlines(TestCase test)
    {
        var copied = new CopiedText(test.Input, new PlanPeriod(test.Year, test.LastYear), isCell: test.Frame == "label");
        var found = test.Frame == "label" ? DeadlineRule.InLabel(copied.Context, copied.All) : DeadlineRule.InText(copied.Context, [copied.All]);
        return [.. found.Select(copied.Restored)];
    }

    private static void Plans(StringBuilder lines, Extraction extraction)
    {
        foreach (var plan in extraction.Plans)
        {
            lines.Append(CultureInfo.InvariantCulture, $"plan {plan.Title ?? "-"}\n");
            if (plan.DocNumber is { } number) lines.Append(CultureInfo.InvariantCulture, $"  number {number}\n");
            if (plan.Issuer is { } issuer) lines.Append(CultureInfo.InvariantCulture, $"  issuer {issuer}\n");
            if (plan.IssuedOn is { } date) lines.Append(CultureInfo.InvariantCulture, $"  issued {date:yyyy-MM-dd}\n");
            if (plan.Period is { } period) lines.Append(CultureInfo.InvariantCulture, $"  period {period.First}–{period.Last}\n");
        }
    }

    private static void Outline(StringBuilder lines, Extraction extraction)
    {
        foreach (var node in extraction.Plans.SelectMany(plan => plan.Nodes))
        {
            lines.Append(' ', (node.Level - 1) * 2);
            lines.Append(CultureInfo.InvariantCulture, $"{node.Label} {GoldJson.Name(node.Section)} | {node.Heading ?? "-"}\n");
        }
    }

    private static void Targets(StringBuilder lines, TestCase test, Extraction extraction)
    {
        foreach (var target in extraction.Plans.SelectMany(plan => plan.Targets))
        {
            string line = Dump.Target(target);
            // In the frame every path is the same, 一/(一)/1, and says nothing.
            if (test.Frame == "task") line = line.Replace("target 一/(一)/1 ", "target ", StringComparison.Ordinal);
            lines.Append(line).Append('\n');
        }
    }

    private static void EachTask(
        StringBuilder lines, TestCase test, Extraction extraction, Func<PolicyTask, IEnumerable<string>> print, bool prefixed = true)
    {
        foreach (var task in extraction.Plans.SelectMany(plan => plan.Tasks))
        {
            string prefix = !prefixed ? ""
                : test.Frame == "document" ? $"{Dump.PathOf(task.Path, task.Part)}: "
                : task.Part > 1 ? string.Create(CultureInfo.InvariantCulture, $"part {task.Part}: ")
                : "";
            foreach (string line in print(task)) lines.Append(prefix).Append(line).Append('\n');
        }
    }
}
