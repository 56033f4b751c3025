using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Trust;

/// <summary>
/// Says how far each fact of a document can be trusted: by how often its rule was right where people gave the answers, by the findings that touch it, and by what
/// the reader noted. The same extraction gives the same ratings each time.
/// </summary>
public sealed class ConfidenceRating
{
    /// <summary>Findings (alarm or doubt) for each task from which on a whole document is in doubt.</summary>
    private const double MostDoubts = 0.1;

    private readonly Extraction _extraction;
    private readonly RulePrecision _rules = RulePrecision.OfProgram;

    /// <summary>What is about the whole document.</summary>
    private readonly ImmutableArray<(ConfidenceLevel Level, string Code)> _everywhere;

    /// <summary>For each character the doubt that names it, as its number from 1; 0 for none. Of several that overlap the last. Empty where nothing is doubted.</summary>
    private readonly ushort[] _doubts;

    /// <summary>For each character the first that is doubted from there on; the text's length for none.</summary>
    private readonly int[] _nextDoubt;
    private readonly List<string> _codes = [];

    /// <summary>Looks over an extraction once.</summary>
    public ConfidenceRating(Extraction extraction)
    {
        _extraction = extraction;
        var everywhere = new List<(ConfidenceLevel, string)>();
        var doubts = new List<(TextSpan Span, string Code)>();
        foreach (var finding in extraction.Findings)
        {
            if (finding.Code == FindingCode.GarbledText) everywhere.Add((ConfidenceLevel.Low, finding.Code.Name));
            else if (finding is { Code.Severity: FindingSeverity.Doubt, Span: { } span }) doubts.Add((span, finding.Code.Name));
        }
        foreach (var note in extraction.Document.Diagnostics)
        {
            if (note.Severity < DiagnosticSeverity.Warning && note.Code != "encoding-guessed") continue;
            if (note.Span is { } span) doubts.Add((span, note.Code));
            else everywhere.Add((ConfidenceLevel.Medium, note.Code));
        }
        _everywhere = [.. everywhere.Distinct()];
        int length = doubts.Count == 0 ? 0 : extraction.Document.Text.Length;
        (_doubts, _nextDoubt) = (new ushort[length], new int[length]);
        foreach (var (span, code) in doubts) Paint(span, code);
        for (int i = length - 1, next = length; i >= 0; i--) _nextDoubt[i] = next = _doubts[i] > 0 ? i : next;
    }

    /// <summary>How far a fact can be trusted.</summary>
    /// <param name="fact">Where it stands, and by which rule.</param>
    /// <param name="around">The task in which it stands; null for what stands in none.</param>
    public Confidence Of(Evidence fact, TextSpan? around = null)
    {
        if (fact.IsChecked || fact.Origin == FactOrigin.Person) return new Confidence(ConfidenceLevel.High, ["checked"]);
        var reasons = new List<(ConfidenceLevel Level, string Code)>(_everywhere);
        if (Touching(fact.Span) is { } touching) reasons.Add((ConfidenceLevel.Low, touching));
        else if (around is { } task && Touching(task) is { } near) reasons.Add((ConfidenceLevel.Medium, near));
        if (_rules.Of(fact.RuleId) is { } rule) reasons.Add(rule);
        return Worst(reasons);
    }

    /// <summary>How far a task can be trusted: a finding in it throws a doubt on it, and one that covers all of it speaks against it.</summary>
    public Confidence Of(PolicyTask task) => Of(task.Evidence with { Span = new TextSpan(task.Evidence.Span.Start, task.Evidence.Span.Start + Math.Min(1, task.Evidence.Span.Length)) }, task.Evidence.Span);

    /// <summary>How far the reading of the whole document can be trusted: by its alarms, its doubts for each task, and what the reader noted.</summary>
    public Confidence OfDocument()
    {
        var reasons = new List<(ConfidenceLevel Level, string Code)>(_everywhere);
        foreach (var finding in _extraction.Findings)
            if (finding.Code.Severity == FindingSeverity.Alarm) reasons.Add((ConfidenceLevel.Low, finding.Code.Name));
        int tasks = _extraction.Plans.Sum(plan => plan.Tasks.Length);
        var doubts = _extraction.Findings.Where(finding => finding.Code.Severity == FindingSeverity.Doubt).Select(finding => finding.Code.Name).ToList();
        if (doubts.Count > MostDoubts * tasks) reasons.AddRange(doubts.Distinct(StringComparer.Ordinal).Select(code => (ConfidenceLevel.Medium, code)));
        return Worst(reasons);
    }

    private static Confidence Worst(List<(ConfidenceLevel Level, string Code)> reasons) =>
        new(reasons.Count == 0 ? ConfidenceLevel.High : reasons.Max(reason => reason.Level), [.. reasons.OrderByDescending(reason => reason.Level).Select(reason => reason.Code).Distinct(StringComparer.Ordinal)]);

    private void Paint(TextSpan span, string code)
    {
        int known = _codes.IndexOf(code);
        if (known < 0)
        {
            known = _codes.Count;
            _codes.Add(code);
        }
        _doubts.AsSpan(span.Start, span.Length).Fill((ushort)(known + 1));
    }

    private string? Touching(TextSpan span)
    {
        if (span.Start >= _nextDoubt.Length) return null;
        int at = _nextDoubt[span.Start];
        return at >= span.End ? null : _codes[_doubts[at] - 1];
    }
}
