using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>A line or a table of a page, before it is known whether it belongs to the article.</summary>
internal sealed class PagePiece
{
    /// <summary>The line's text; for a table the texts of its cells, parted by line breaks.</summary>
    public required string Text { get; init; }

    /// <summary>The table, or null for a line.</summary>
    public TableGrid? Grid { get; init; }

    /// <summary>The cells of the table by place; empty for a line.</summary>
    public IReadOnlyList<GridCell> Cells { get; init; } = [];

    /// <summary>A number that the browser or the word processor set before the line.</summary>
    public string? Label { get; init; }

    /// <summary>Heading level that the markup states.</summary>
    public int? OutlineLevel { get; init; }

    /// <summary>Whether the line is centred.</summary>
    public bool Centered { get; init; }

    /// <summary>The style's name in markup made by Word.</summary>
    public string? Style { get; init; }

    /// <summary>What the line is for as far as the markup says: text, contents, note …</summary>
    public BlockRole Role { get; init; }

    /// <summary>Characters other than white space.</summary>
    public int Length { get; init; }

    /// <summary>Those of them that stand in links.</summary>
    public int LinkLength { get; init; }

    /// <summary>Whether a link of the line leads to a file, such as an annex to be fetched.</summary>
    public bool LinksToFile { get; init; }

    /// <summary>The innermost part of the page in which it stands.</summary>
    public int Part { get; init; }

    /// <summary>Whether a line break, no new block, parts it from the line before.</summary>
    public bool AfterBreak { get; init; }

    /// <summary>Whether the line begins with spaces, as a paragraph's first line does.</summary>
    public bool Indented { get; init; }
}

/// <summary>An element that holds pieces of the page.</summary>
/// <param name="Parent">The part around it; -1 for the outermost.</param>
/// <param name="Tag">The element's name.</param>
/// <param name="Names">Its id and classes, parted by spaces.</param>
/// <param name="First">Its first piece.</param>
internal sealed record PagePart(int Parent, string Tag, string Names, int First)
{
    /// <summary>The piece after its last one.</summary>
    public int End { get; set; }
}

/// <summary>A page as a run of pieces, and the parts that hold them.</summary>
/// <param name="Pieces">Lines and tables in reading order.</param>
/// <param name="Parts">The parts; one comes before the parts inside it.</param>
/// <param name="HiddenLength">Characters of hidden text that were left out.</param>
/// <param name="StruckLength">Characters that are struck out and were left out, white space not counted.</param>
/// <param name="Pictures">The pictures large enough to hold text.</param>
internal sealed record FlatPage(List<PagePiece> Pieces, List<PagePart> Parts, int HiddenLength, int StruckLength, List<PagePicture> Pictures);

/// <summary>A picture of a page.</summary>
/// <param name="Before">Number of pieces before it.</param>
/// <param name="Source">Where its bytes are: the address as written, or they themselves (<c>data:image/png;base64,…</c>); null where nothing says.</param>
internal readonly record struct PagePicture(int Before, string? Source);
