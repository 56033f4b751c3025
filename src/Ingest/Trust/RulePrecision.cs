using System.Collections.Frozen;
using System.Globalization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Trust;

/// <summary>
/// How often each rule was right where people gave the answers, by the counts in <c>rule-precision.tsv</c>. A test writes them anew from the shared gold
/// (<c>POLICYINGEST_ACCEPT=1</c>) and fails where they are others.
/// </summary>
internal sealed class RulePrecision
{
    // Shares of what a rule found that must be right, and how much it must have found to be judged by them.
    private const double Weak = 0.9, Fair = 0.98;
    private const int Rare = 10;

    private readonly FrozenDictionary<string, (int Right, int Found)> _counts;

    private RulePrecision(string table) => _counts = table.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.TrimEnd('\r').Split('\t'))
        .ToFrozenDictionary(line => line[0], line => (int.Parse(line[1], CultureInfo.InvariantCulture), int.Parse(line[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    /// <summary>The counts that the program carries.</summary>
    public static RulePrecision OfProgram { get; } = new(EmbeddedFile.Text("rule-precision.tsv"));

    /// <summary>What the counts say against a rule; null for nothing.</summary>
    public (ConfidenceLevel Level, string Code)? Of(string rule)
    {
        var (right, found) = _counts.GetValueOrDefault(rule);
        if (found < Rare) return (ConfidenceLevel.Medium, "rule-rare");
        double precision = (double)right / found;
        return precision < Weak ? (ConfidenceLevel.Low, "rule-weak") : precision < Fair ? (ConfidenceLevel.Medium, "rule-fair") : null;
    }
}
