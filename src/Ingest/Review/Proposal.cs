using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Review;

/// <summary>A fact that words might be, for a person to take or leave.</summary>
/// <param name="Subject">What sort of fact: <c>assignment</c>, <c>deadline</c>, <c>target</c>, <c>plan</c>.</param>
/// <param name="Span">The words.</param>
/// <param name="Values">The fact's fields and their values, as a correction names them; those that have none are left out.</param>
public sealed record Proposal(string Subject, TextSpan Span, IReadOnlyList<KeyValuePair<string, string>> Values);
