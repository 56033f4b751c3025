using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tracing;

/// <summary>Something that a rule looked at and passed over.</summary>
/// <param name="Kind">The rules' kind, as in their ids: task, responsibility, deadline, target.</param>
/// <param name="Span">The words.</param>
/// <param name="Reason">Why it is no fact, in English, without a full stop.</param>
public sealed record Rejection(string Kind, TextSpan Span, string Reason);

/// <summary>
/// Takes down what rules look at and pass over. Rules hold none unless somebody asks for an explanation, so that it costs a comparison with null where
/// something is passed over, and nothing else.
/// </summary>
public sealed class RuleTrace
{
    private readonly HashSet<Rejection> _rejections = [];

    /// <summary>What was passed over, in the order of places; each once, though a rule may look twice.</summary>
    public IEnumerable<Rejection> Rejections => _rejections.OrderBy(each => each.Span.Start).ThenBy(each => each.Span.End).ThenBy(each => each.Kind, StringComparer.Ordinal);

    /// <summary>Leads a place in the text that rules work on to the document's own.</summary>
    internal Func<TextSpan, TextSpan> Restore { get; set; } = span => span;

    /// <summary>Takes something down.</summary>
    internal void Reject(string kind, TextSpan span, string reason) => _rejections.Add(new Rejection(kind, Restore(span), reason));
}
