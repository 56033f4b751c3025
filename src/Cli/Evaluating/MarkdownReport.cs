using System.Globalization;
using PolicyIngest.Ingest.Evaluation;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>An evaluation as Markdown, such as the summary of a CI job shows.</summary>
internal static class MarkdownReport
{
    public static void Write(TextWriter output, EvaluationOutcome outcome)
    {
        foreach (string complaint in outcome.Complaints()) output.WriteLine($"- **short**: {complaint}");
        if (!outcome.Holds) output.WriteLine();
        output.WriteLine("| facts | precision | recall | F1 | gold | found |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (string measure in outcome.Result.Measured)
        {
            var total = outcome.Result.Total(measure);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {measure} | {Figures.Short(total, score => score.Precision)} | {Figures.Short(total, score => score.Recall)} | {Figures.Short(total, score => score.F1)} | {total.Gold} | {total.Found} |"));
        }
        output.WriteLine();
        output.WriteLine($"| F1 by document | {string.Join(" | ", outcome.Result.Measured)} |");
        output.WriteLine($"| --- |{string.Concat(outcome.Result.Measured.Select(_ => " ---: |"))}");
        foreach (var document in outcome.Result.Documents)
            output.WriteLine($"| {Cell(document.Document)} | {string.Join(" | ", outcome.Result.Measured.Select(measure => Figures.Short(document.Tallies[measure].Score, score => score.F1)))} |");
        WriteLists(output, outcome);
    }

    private static void WriteLists(TextWriter output, EvaluationOutcome outcome)
    {
        if (!outcome.Changes.IsEmpty)
        {
            output.WriteLine();
            output.WriteLine("Against the baseline:");
            output.WriteLine();
            foreach (var change in outcome.Changes) output.WriteLine($"- {EvaluationOutcome.NameOf(change.Kind)}: {change.Measure}: {Cell(change.Fact)}");
        }
        foreach (bool missing in new[] { true, false })
        {
            var facts = outcome.Result.Measured.SelectMany(measure => outcome.FirstFacts(measure, missing).Select(each => (measure, each.Fact))).ToList();
            if (facts.Count == 0) continue;
            output.WriteLine();
            output.WriteLine(missing ? "Missing:" : "Surplus:");
            output.WriteLine();
            foreach (var (measure, fact) in facts) output.WriteLine($"- {measure}: {Cell(fact.Shown)}");
        }
    }

    /// <summary>A text as plain Markdown on one line: nothing in it is markup.</summary>
    internal static string Cell(string text) =>
        string.Concat(Terminal.Printable(text).Select(c => c is '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\' or '#' ? $"\\{c}" : c.ToString()));
}
