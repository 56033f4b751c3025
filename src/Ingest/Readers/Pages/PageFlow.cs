namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Something that stands on a page in reading order: a line of text or a table.</summary>
internal abstract record FlowItem(int Page, double Top, double Bottom);

/// <summary>A line of running text.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Line">The line.</param>
/// <param name="Area">The column, frame or page in which it is set.</param>
internal sealed record FlowLine(int Page, TextLine Line, TextArea Area) : FlowItem(Page, Line.Top, Line.Bottom);

/// <summary>A table, or the part of one that stands on this page.</summary>
internal sealed record FlowTable(PageTable Table) : FlowItem(Table.Page, Table.Top, Table.Bottom);

/// <summary>
/// A stretch of a page in which lines are set: the page between its margins, a column, a frame. Its edges are measured over all pages of a run that
/// have a stretch of the kind.
/// </summary>
/// <param name="kind">What it is, the same on all pages that may be set alike.</param>
/// <param name="outerLeft">Left border of the page, the column or the frame.</param>
/// <param name="outerRight">Its right border.</param>
/// <param name="isFrame">Whether it is a frame, whose text does not go on outside.</param>
internal sealed class TextArea(string kind, double outerLeft, double outerRight, bool isFrame)
{
    public string Kind { get; } = kind;

    public double OuterLeft { get; } = outerLeft;

    public double OuterRight { get; } = outerRight;

    public bool IsFrame { get; } = isFrame;

    /// <summary>Whether it is one of two columns.</summary>
    public bool IsColumn { get; init; }

    /// <summary>Left edge of the lines that go on with a paragraph.</summary>
    public double Left { get; set; }

    /// <summary>Right edge of full lines.</summary>
    public double Right { get; set; }
}
