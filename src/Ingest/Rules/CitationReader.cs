using System.Collections.Immutable;
using PolicyIngest.Ingest.Annotations.Citations;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Takes the citations out of a document's running text and notes: of its plans and of what stands between them.</summary>
internal static class CitationReader
{
    /// <summary>The citations, in the text's order. What a plan says of itself in its head is none.</summary>
    public static ImmutableArray<Citation> Read(PolicyDocument document, string folded, ImmutableArray<Plan> plans)
    {
        var own = plans.Select(plan => plan.DocNumber is { } number ? CitedNames.NumberOf(number) : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var titles = plans.Select(plan => plan.TitleEvidence?.Span).OfType<TextSpan>().ToArray();
        var read = document.Blocks.Where(block => block.Role is BlockRole.Body or BlockRole.Note).Select(block => block.Span).ToArray();
        return [.. CitationScanner.Scan(document.Text, folded).Where(each => IsRead(read, each.Evidence.Span) && !IsOwn(each))];

        // The number once more in a page's table of fields; 云岭市“十四五”规划 as the plan's own title.
        bool IsOwn(Citation citation) => citation.Title is null ? citation.DocNumber is { } number && own.Contains(number)
            : citation.Evidence.RuleId == "citation.short" && titles.Any(title => title.Contains(citation.Evidence.Span));
    }

    private static bool IsRead(TextSpan[] blocks, TextSpan span)
    {
        int next = Ordered.FirstFrom<TextSpan>(blocks, static block => block.Start, span.Start + 1);
        return next > 0 && blocks[next - 1].End > span.Start;
    }
}
