namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Joins the lines of a cell. A line that the cell's width broke goes on with the next; one that ends although more would have fitted
/// was ended on purpose, as between the units 发改委⏎工信局.
/// </summary>
internal static class CellText
{
    private const int LongestUnitName = 40;

    /// <summary>The text of a cell, its paragraphs parted by <c>\n</c>.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="padding">Space between border and text.</param>
    /// <param name="page">The page on which the cell stands, from 1.</param>
    public static JoinedText Read(PageCell cell, double padding, int page)
    {
        var text = new JoinedText();
        bool centred = IsCentred(cell);
        for (int i = 0; i < cell.Lines.Count; i++)
        {
            // The text's end tells whether a name ends there.
            if (i > 0 && !GoesOn(cell, cell.Lines[i - 1], cell.Lines[i], text.Tail(LongestUnitName), padding, centred)) text.Break();
            text.Append(cell.Lines[i], page);
        }
        return text;
    }

    /// <summary>Whether <paramref name="next"/> goes on with the sentence or word of <paramref name="line"/>.</summary>
    /// <param name="cell">The cell in which the lines stand.</param>
    /// <param name="line">A line.</param>
    /// <param name="next">The line behind it, maybe on the next page.</param>
    /// <param name="text">The cell's text so far, which ends with <paramref name="line"/>.</param>
    /// <param name="padding">Space between border and text.</param>
    /// <param name="centred">Whether the cell's lines stand in the middle.</param>
    public static bool GoesOn(PageCell cell, TextLine line, TextLine next, string text, double padding, bool centred)
    {
        if (Script.IsNumber(line.Text) && Script.IsNumber(next.Text)) return false;
        double width = cell.Right - cell.Left - 2 * padding, em = Math.Max(line.Em, next.Em);
        double room = centred ? width - line.Width : cell.Right - padding - line.Right;
        // In a column of three characters or less a slip in the padding weighs too much: the widest line tells what fits.
        if (width < 4 * em) room = Math.Min(room, cell.Lines.Max(other => other.Width) - line.Width);
        if (room >= (next.FirstUnit.Most - 0.02) * em) return false;
        if (Script.StartsWithLabel(next.Text) && Script.EndsSentence(line.Text)) return false;
        // 各县（市、区）人民政府⏎太阳山开发区管委会: a list of units whose first just fills the cell, or the lines of a narrow one.
        return !(Script.EndsUnit(text.AsSpan(text.LastIndexOf('\n') + 1)) && !Script.GoesOnUnit(next.Text) && cell.Lines.TrueForAll(other => !Script.HasStop(other.Text)));
    }

    /// <summary>Whether the lines stand in the middle between the borders.</summary>
    public static bool IsCentred(PageCell cell)
    {
        double middle = (cell.Left + cell.Right) / 2;
        return cell.Lines.TrueForAll(line => Math.Abs(line.CentreX - middle) < 0.3 * line.Em);
    }
}
