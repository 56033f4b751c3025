using System.Globalization;
using PolicyIngest.Ingest.Evaluation;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>An evaluation for a terminal: totals, F1 by document, misses, what changed.</summary>
internal static class TextReport
{
    public static void Write(TextWriter output, EvaluationOutcome outcome)
    {
        WriteTotals(output, outcome.Result);
        output.WriteLine();
        WriteDocuments(output, outcome.Result);
        WriteCorrected(output, outcome);
        WriteFacts(output, outcome);
        WriteChanges(output, outcome);
        foreach (string complaint in outcome.Complaints()) output.WriteLine($"short: {complaint}");
    }

    private static void WriteTotals(TextWriter output, EvaluationResult result)
    {
        output.WriteLine($"{"",-21} {"precision",9} {"recall",9} {"F1",9} {"gold",7} {"found",7}");
        foreach (string measure in result.Measured)
        {
            var total = result.Total(measure);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{measure,-21} {Figures.Short(total, score => score.Precision),9} {Figures.Short(total, score => score.Recall),9} {Figures.Short(total, score => score.F1),9} {total.Gold,7} {total.Found,7}"));
        }
    }

    private static void WriteDocuments(TextWriter output, EvaluationResult result)
    {
        int width = Math.Max("F1 by document".Length, result.Documents.Max(document => Figures.Width(Terminal.Printable(document.Document))));
        string[] shown = [.. result.Measured.Where(measure => !measure.EndsWith("_tolerant", StringComparison.Ordinal))];
        output.Write(Figures.Padded("F1 by document", width));
        foreach (string measure in shown) output.Write($" {measure.Replace("_strict", "*", StringComparison.Ordinal),11}");
        output.WriteLine();
        foreach (var document in result.Documents)
        {
            output.Write(Figures.Padded(Terminal.Printable(document.Document), width));
            foreach (string measure in shown) output.Write($" {Figures.Short(document.Tallies[measure].Score, score => score.F1),11}");
            output.WriteLine(document.WasFound ? "" : "  (no such document)");
        }
    }

    private static void WriteCorrected(TextWriter output, EvaluationOutcome outcome)
    {
        if (outcome.Corrected.IsEmpty) return;
        output.WriteLine();
        output.WriteLine($"{"corrected by people",-34} {"facts",7} {"corrected",10}");
        foreach (var (rule, count) in outcome.Corrected) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule,-34} {count.Fired,7} {count.Corrected,10}"));
    }

    private static void WriteFacts(TextWriter output, EvaluationOutcome outcome)
    {
        if (outcome.Shown == 0) return;
        foreach (string measure in outcome.Result.Measured)
        {
            foreach (var (document, fact) in outcome.FirstFacts(measure, missing: true))
                output.WriteLine(Terminal.Printable(string.Create(CultureInfo.InvariantCulture, $"{document.GoldFile}:{fact.Line}: {measure} missing: {fact.Shown}")));
            foreach (var (_, fact) in outcome.FirstFacts(measure, missing: false)) output.WriteLine(Terminal.Printable($"{measure} surplus: {fact.Shown}"));
        }
    }

    private static void WriteChanges(TextWriter output, EvaluationOutcome outcome)
    {
        if (!outcome.HasBaseline) return;
        output.WriteLine();
        output.WriteLine(outcome.Changes.IsEmpty ? "against the baseline: nothing changed" : "against the baseline:");
        foreach (var change in outcome.Changes)
            output.WriteLine(Terminal.Printable($"  {EvaluationOutcome.NameOf(change.Kind)}: {change.Measure}: {change.Fact}"));
    }
}
