namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Reads the head of a paper that several organs issue together (联合发文版头): their names below one another, and 文件 beside them, in the middle of all. It is read
/// behind the last of them.
/// </summary>
internal static class Letterhead
{
    private const string Document = "文件";

    // Names stand no further below one another than this, and 文件 no further off the middle of them, in ems of the names.
    private const double Pitch = 2.2;
    private const double OffMiddle = 0.6;

    // Names and 文件 may differ in size, all names by less.
    private const double SizeOfDocument = 2, SizeOfNames = 1.2;

    /// <summary>The lines of a page, from top to bottom, with 文件 behind the last organ.</summary>
    public static List<TextLine> Join(List<TextLine> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Words[^1] is not { Text: Document } document) continue;
            TextLine? beside = lines[i].Words.Count > 1 ? new TextLine([.. lines[i].Words.SkipLast(1)]) : null;
            int first = i, last = i;
            while (first > 0 && IsName(lines[first - 1], first == i ? beside : lines[first], document)) first--;
            while (last + 1 < lines.Count && IsName(lines[last + 1], last == i ? beside : lines[last], document)) last++;
            if (last == i || last - first < (beside is null ? 2 : 1) || Math.Abs((lines[first].CentreY + lines[last].CentreY) / 2 - document.CentreY) > OffMiddle * lines[last].Em) continue;
            // At the height of the last name, since the order of lines is that of their tops.
            var behind = document with { Top = lines[last].Top, Bottom = lines[last].Bottom };
            var joined = new List<TextLine>(lines) { [last] = new TextLine([.. lines[last].Words, behind], lines[last].Em) };
            if (beside is null) joined.RemoveAt(i);
            else joined[i] = beside;
            return joined;
        }
        return lines;
    }

    /// <summary>Whether a line may be an organ's name left of 文件, next to another one.</summary>
    private static bool IsName(TextLine line, TextLine? other, PageWord document) =>
        line.Right < document.Left && !Script.HasStop(line.Text) && Math.Max(line.Em, document.Height) < SizeOfDocument * Math.Min(line.Em, document.Height)
        && Math.Abs(line.CentreY - document.CentreY) < Pitch * 4 * line.Em
        && (other is null || Math.Abs(line.CentreY - other.CentreY) < Pitch * line.Em && Math.Max(line.Em, other.Em) < SizeOfNames * Math.Min(line.Em, other.Em));
}
