using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>A node of the outline while it is being built; the rules read it, the model's record is made of it at the end.</summary>
internal sealed class OutlineDraft
{
    /// <summary>The node's number; null for the plan itself.</summary>
    public required NumberLabel? Label { get; init; }

    /// <summary>The number as shown in paths.</summary>
    public required string Name { get; init; }

    /// <summary>Rank by which nodes nest: a node stands under the nearest node before it of a smaller rank.</summary>
    public required int Rank { get; init; }

    /// <summary>The number as written.</summary>
    public required TextSpan LabelSpan { get; init; }

    /// <summary>The node above; null for the plan itself.</summary>
    public OutlineDraft? Parent { get; init; }

    /// <summary>Nodes below, in order.</summary>
    public List<OutlineDraft> Children { get; } = [];

    /// <summary>The node's own lines: the rest of its first line, then the lines that follow up to the next number.</summary>
    public List<TextSpan> Lines { get; } = [];

    /// <summary>Tables that stand in the node.</summary>
    public List<TableBlock> Tables { get; } = [];

    /// <summary>Lines of a box (专栏) that stands in the node: examples and projects beside the text, no items of the outline.</summary>
    public List<TextSpan> Boxed { get; } = [];

    /// <summary>What the part is for.</summary>
    public SectionKind Section { get; set; }

    /// <summary>The heading as written, without closing full stop; null where there is none.</summary>
    public TextSpan? Heading { get; set; }

    /// <summary>Whether the heading stands alone on its line.</summary>
    public bool HeadingAlone { get; set; }

    /// <summary>Place among the plan's nodes; -1 for the plan itself.</summary>
    public int Ordinal { get; set; } = -1;

    /// <summary>Depth, from 1; 0 for the plan itself.</summary>
    public int Level => Parent is null ? 0 : Parent.Level + 1;

    /// <summary>Whether the node is an annex.</summary>
    public bool IsAnnex => Label?.Style == NumberStyle.Annex;

    /// <summary>The node's own text without its heading, line by line.</summary>
    public IEnumerable<TextSpan> Body()
    {
        for (int i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (i == 0 && Heading is { } heading)
            {
                line = new TextSpan(heading.End, line.End);
            }
            if (!line.IsEmpty) yield return line;
        }
    }

    /// <summary>Labels from the plan down to the node.</summary>
    public IEnumerable<string> Path() => Parent is null ? [] : Parent.Path().Append(Name);

    /// <summary>The node and all below it, in the document's order.</summary>
    public IEnumerable<OutlineDraft> SelfAndBelow()
    {
        yield return this;
        foreach (var child in Children)
            foreach (var node in child.SelfAndBelow())
                yield return node;
    }

    /// <summary>End of the node's last line, table or child.</summary>
    public int End
    {
        get
        {
            int end = LabelSpan.End;
            if (Lines.Count > 0) end = Math.Max(end, Lines[^1].End);
            if (Boxed.Count > 0) end = Math.Max(end, Boxed[^1].End);
            if (Tables.Count > 0) end = Math.Max(end, Tables[^1].Span.End);
            return Children.Count > 0 ? Math.Max(end, Children[^1].End) : end;
        }
    }
}
