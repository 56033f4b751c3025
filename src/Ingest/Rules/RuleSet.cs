using System.Collections.Immutable;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Ingest.Rules.Places;
using PolicyIngest.Ingest.Rules.Responsibility;
using PolicyIngest.Ingest.Rules.Tasks;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Takes the facts out of a document: plans, tasks, assignments, deadlines and targets, in that order.</summary>
public static class RuleSet
{
    /// <summary>Extracts all facts of a document with the program's own lexicons.</summary>
    public static Extraction Extract(PolicyDocument document, CancellationToken cancellation = default) => Extract(document, RuleOptions.Default, cancellation);

    /// <summary>Extracts all facts of a document.</summary>
    public static Extraction Extract(PolicyDocument document, RuleOptions options, CancellationToken cancellation = default)
    {
        options = options with { Cancellation = cancellation };
        var copy = FairCopy.Of(document, cancellation);
        if (options.Trace is { } trace) trace.Restore = copy.Restore;
        var annotations = new TextAnnotations(CharFold.Fold(copy.Document.Text), options.Lexicons, cancellation);
        var source = OutlineSource.From(copy.Document, annotations, cancellation);
        var plans = ImmutableArray.CreateBuilder<Plan>();
        var ranges = PlanSplitter.Split(source);
        var front = new FrontMatter(source, ranges);
        foreach (var range in ranges)
        {
            cancellation.ThrowIfCancellationRequested();
            if (PlanReader.Read(source, front, range, plans.Count, options, annotations) is { } plan) plans.Add(plan);
        }
        cancellation.ThrowIfCancellationRequested();
        var unread = new Unread(annotations, plans);
        var left = annotations.Claims.Left.Concat(annotations.Leftovers).Concat(unread.Clauses(copy.Document)).Concat(unread.Columns(copy.Document)).Distinct().OrderBy(each => each.Span.Start);
        var found = new Extraction(copy.Document, plans.ToImmutable(), []) { Leftovers = [.. left], Laws = [.. annotations.Laws] };
        return copy.Restore(found with
        {
            Plans = GivenPlace.Set(PlaceFinder.Find(found, source.Folded, options.Lexicons), options.Given, options.Lexicons),
            GivenFields = options.Given?.Fields ?? [],
            Citations = CitationReader.Read(copy.Document, source.Folded, found.Plans),
        });
    }
}
