using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Tracing;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>With what the rules work.</summary>
public sealed record RuleOptions
{
    /// <summary>The program's own lexicons.</summary>
    public static RuleOptions Default { get; } = new();

    /// <summary>The word lists.</summary>
    public LexiconSet Lexicons { get; init; } = LexiconSet.BuiltIn;

    /// <summary>What a person says of the document from outside; it wins over what the rules find. Null where nobody does.</summary>
    public GivenFacts? Given { get; init; }

    /// <summary>Takes down what is passed over; null where nobody asks.</summary>
    public RuleTrace? Trace { get; init; }

    /// <summary>Stops the work; looked at line by line and item by item.</summary>
    internal CancellationToken Cancellation { get; init; }
}
