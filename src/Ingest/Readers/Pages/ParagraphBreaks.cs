namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Decides, line by line, whether a paragraph goes on.</summary>
internal sealed class ParagraphBreaks(BodyStyle style)
{
    /// <summary>Whether <paramref name="next"/> goes on with the paragraph that ends with <paramref name="line"/> so far.</summary>
    /// <param name="first">The paragraph's first line.</param>
    /// <param name="line">The paragraph's last line so far.</param>
    /// <param name="next">The line behind it in reading order, maybe on another page.</param>
    public bool GoesOn(FlowLine first, FlowLine line, FlowLine next)
    {
        if (line.Area != next.Area && (line.Area.IsFrame || next.Area.IsFrame)) return false;
        // What stands over the columns is a heading, or a text of its own.
        if (line.Page == next.Page && line.Area.IsColumn != next.Area.IsColumn) return false;
        if (style.IsCentred(line) && style.IsCentred(next) && line.Page == next.Page && !DiffersInSize(line, next)) return BodyStyle.FillsWidth(line, next);
        if (BodyStyle.IsSurelyShort(line, next) || DiffersInSize(line, next) || style.IsCentred(line) || style.IsCentred(next)) return false;
        if (style.IsWide(line, next)) return false;
        if (StartsHanging(first, line, next)) return true;
        double indent = BodyStyle.Indent(next);
        if (indent > 5 && indent > BodyStyle.Indent(line) + 1) return false;
        bool isFull = BodyStyle.IsFull(line, next);
        if (Script.StartsWithLabel(next.Line.Text) && (!isFull || (Script.EndsSentence(line.Line.Text) && !style.HasLabelsWithin(line, next)))) return false;
        return indent > 1.2 ? isFull && GoesOnIndented(first, line, next) : GoesOnAtEdge(line, next, isFull);
    }

    /// <summary>Whether the text behind a number that stands out goes on, however far it is set in: 5.1.1 … with its second line below the text.</summary>
    private static bool StartsHanging(FlowLine first, FlowLine line, FlowLine next)
    {
        double difference = BodyStyle.Indent(next) - BodyStyle.Indent(line);
        return ReferenceEquals(first, line) && difference is > 0.4 and < 6 && Script.StartsWithLabel(line.Line.Text) && !Script.StartsWithLabel(next.Line.Text)
            && BodyStyle.IsFull(line, next) && TextBehindLabel(line.Line) is { } text && Math.Abs(text - next.Line.Left) < 0.6 * next.Line.Em;
    }

    /// <summary>Where the text behind a label begins: after the first gap of the line.</summary>
    private static double? TextBehindLabel(TextLine line)
    {
        for (int i = 1; i < Math.Min(line.Words.Count, 4); i++)
            if (line.Words[i].Left - line.Words[i - 1].Right > 0.15 * line.Em) return line.Words[i].Left;
        return null;
    }

    /// <summary>The next line starts at the left edge.</summary>
    private bool GoesOnAtEdge(FlowLine line, FlowLine next, bool isFull)
    {
        // What may not part from the start of the next line leaves a little room at the end of lines: only habits and wording tell.
        if (style.IndentsFirstLines || (style.SpacesParagraphs && line.Page == next.Page)) return true;
        string text = line.Line.Text;
        if (style.FieldsStandAlone && Script.StartsWithField(next.Line.Text)) return false;
        if (Script.StartsWithLabel(next.Line.Text)) return Script.GoesOnInList(text) || (isFull && style.HasLabelsWithin(line, next));
        return isFull || (BodyStyle.MayBeFull(line, next) && !Script.EndsSentence(text));
    }

    /// <summary>The next line starts behind the left edge: a new paragraph, or one that is set in as a whole.</summary>
    private bool GoesOnIndented(FlowLine first, FlowLine line, FlowLine next)
    {
        double difference = BodyStyle.Indent(next) - BodyStyle.Indent(line);
        bool isFirst = ReferenceEquals(first, line);
        if (Math.Abs(difference) < 0.4)
        {
            // Two full first lines in a row are two paragraphs; behind a line that is not the first, the whole is set in.
            return !isFirst || !style.IndentsFirstLines || BodyStyle.Indent(next) > 3;
        }
        if (difference > 0)
        {
            // A hanging number: 1. stands out, the text behind it lines up.
            return isFirst && Script.StartsWithLabel(line.Line.Text) && difference < 4;
        }
        // The paragraph is set in and its first line further: 　　　…
        return isFirst;
    }

    /// <summary>Whether the lines differ in font size, by their width and by their height; another font alone changes but one of them.</summary>
    private static bool DiffersInSize(FlowLine line, FlowLine next) =>
        Ratio(line.Line.Em, next.Line.Em) > 1.12 && Ratio(line.Line.Height, next.Line.Height) > 1.08;

    private static double Ratio(double a, double b) => Math.Max(a, b) / Math.Max(Math.Min(a, b), 0.1);
}
