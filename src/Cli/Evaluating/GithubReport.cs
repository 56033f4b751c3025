using System.Globalization;
using PolicyIngest.Ingest.Evaluation;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>An evaluation as GitHub's workflow commands: errors for what falls short, warnings at the gold file's lines for what is missing.</summary>
internal static class GithubReport
{
    public static void Write(TextWriter output, EvaluationOutcome outcome)
    {
        foreach (string complaint in outcome.Complaints()) output.WriteLine($"::error title=eval::{Data(complaint)}");
        foreach (var change in outcome.Changes.Where(change => change.Kind is ChangeKind.NewlyMissed or ChangeKind.NewlyWrong))
            output.WriteLine($"::warning title={Property($"{change.Measure} {EvaluationOutcome.NameOf(change.Kind)}")}::{Data(change.Fact)}");
        foreach (string measure in outcome.Result.Measured)
        {
            foreach (var (document, fact) in outcome.FirstFacts(measure, missing: true))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"::warning file={Property(document.GoldFile)},line={Math.Max(1, fact.Line)},title={measure} missing::{Data(fact.Shown)}"));
            foreach (var (_, fact) in outcome.FirstFacts(measure, missing: false)) output.WriteLine($"::warning title={measure} surplus::{Data(fact.Shown)}");
        }
        foreach (var document in outcome.Result.Documents.Where(document => !document.WasFound))
            output.WriteLine($"::warning file={Property(document.GoldFile)}::{Data($"there is no document {document.Document}")}");
        string totals = string.Join(", ", outcome.Result.Measured.Select(measure => $"{measure} {Figures.Short(outcome.Result.Total(measure).F1)}"));
        output.WriteLine($"::notice title=eval F1::{Data(totals)}");
    }

    /// <summary>Text as a command's message.</summary>
    public static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Text as a command's property.</summary>
    public static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
