using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>How a paragraph looks on a page.</summary>
/// <param name="Aside">What it is for beside the document itself (<c>footer</c>), or null.</param>
/// <param name="IsTitle">Whether a plan's title begins in it.</param>
/// <param name="IsCentred">Whether it is centred and no title.</param>
/// <param name="Heading">Level of the heading that it is, from 1; 0 for none.</param>
internal readonly record struct BlockLook(string? Aside, bool IsTitle, bool IsCentred, int Heading)
{
    private const int LevelsThatDiffer = 3;

    /// <summary>The names of its styles.</summary>
    public List<string> Classes()
    {
        var classes = new List<string>();
        if (Aside is not null) classes.Add($"aside {Aside}");
        if (IsTitle) classes.Add("title");
        else if (IsCentred) classes.Add("centred");
        if (Heading > 0) classes.Add($"heading level{Math.Min(Heading, LevelsThatDiffer)}");
        return classes;
    }
}

/// <summary>Which of a document's paragraphs are titles and headings.</summary>
internal sealed class BlockLooks
{
    private readonly HashSet<int> _titles;
    private readonly Dictionary<int, OutlineNode> _headings = [];

    public BlockLooks(Extraction extraction)
    {
        _titles = [.. extraction.Plans.Where(plan => plan.TitleEvidence is not null).Select(plan => plan.TitleEvidence!.Span.Start)];
        foreach (var node in extraction.Plans.SelectMany(plan => plan.Nodes)) _headings.TryAdd(node.LabelSpan.Start, node);
    }

    /// <summary>The look of a paragraph. A heading is a numbered item that is nothing else: a full stop may follow it, no sentence.</summary>
    public BlockLook Of(ParagraphBlock paragraph)
    {
        bool isHeading = _headings.TryGetValue(paragraph.Span.Start, out var node) && node.HeadingSpan is { } heading && heading.End + 2 >= paragraph.Span.End;
        return new BlockLook(paragraph.Role == BlockRole.Body ? null : GoldJson.Name(paragraph.Role), _titles.Contains(paragraph.Span.Start), paragraph.IsCentered,
            isHeading ? node!.Level : 0);
    }
}
