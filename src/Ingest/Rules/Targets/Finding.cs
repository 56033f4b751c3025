using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>A target before it has a path.</summary>
internal sealed record Finding(string RuleId, TextSpan Span, int Order, string Indicator, TargetOp Op, decimal Value, string? Unit, int? Year, int? Base)
{
    public Target ToTarget(FactContext context, ImmutableArray<string> path, int part) =>
        new(path, part, Indicator, Op, Value, Unit, Year, Base, new Evidence(RuleId, Span, Span.Of(context.Document.Text)));
}
