using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>How far a fact or a document can be trusted without a look.</summary>
public enum ConfidenceLevel
{
    /// <summary>Nothing speaks against it.</summary>
    High,
    /// <summary>Something near it, or the rule itself, gives reason to look.</summary>
    Medium,
    /// <summary>Something speaks against it.</summary>
    Low,
}

/// <summary>How far something can be trusted, and why not further.</summary>
/// <param name="Level">How far.</param>
/// <param name="Reasons">Codes of what speaks against it, most weighty first: of findings (<c>odd-unit</c>), of what the reader noted (<c>encoding-guessed</c>), of the rule
/// (<c>rule-weak</c>, <c>rule-fair</c>, <c>rule-rare</c>); <c>checked</c> where a person has looked at it. Empty where nothing does.</param>
public sealed record Confidence(ConfidenceLevel Level, ImmutableArray<string> Reasons)
{
    /// <summary>The reasons in one line, parted by spaces; null for none.</summary>
    public string? Why => Reasons.IsEmpty ? null : string.Join(' ', Reasons);
}
