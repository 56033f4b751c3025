using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Rules.Tracing;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>What a rule of facts needs to know about the plan that it reads.</summary>
/// <param name="Document">The document; every span points into its text.</param>
/// <param name="Folded">The document's text by <see cref="CharFold.Fold(string)"/>: of the same length, so that offsets agree.</param>
/// <param name="Period">The years that the plan covers, or null.</param>
/// <param name="IssuedYear">The year of issue, or null.</param>
public sealed record FactContext(PolicyDocument Document, string Folded, PlanPeriod? Period, int? IssuedYear)
{
    /// <summary>With what the rules work.</summary>
    public RuleOptions Options { get; init; } = RuleOptions.Default;

    /// <summary>What was noticed in the text; shared by all plans of a document.</summary>
    internal TextAnnotations Annotations
    {
        get => field ??= new TextAnnotations(Folded, Options.Lexicons, Options.Cancellation);
        init;
    }

    /// <summary>Takes down what is passed over; null where nobody asks.</summary>
    internal RuleTrace? Trace => Options.Trace;
}
