using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Hands a page's pieces to the document, with their roles and the fields among them.</summary>
internal static class PageWriter
{
    /// <summary>Appends all pieces.</summary>
    public static void Write(FlatPage page, BlockRole[] roles, DocumentBuilder builder)
    {
        var pieces = page.Pieces;
        var width = WrappedText.FindWidth([.. pieces.Where((piece, i) => IsRunning(piece, roles[i])).Select(Line)]);
        for (int i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (roles[i] == BlockRole.Metadata) WriteFields(piece, builder);
            else if (piece.Grid is not null) builder.AddTable(piece.Grid, roles[i]);
            else if (width is null || !IsRunning(piece, roles[i]))
                builder.AddParagraph(piece.Text, roles[i], null, piece.Label, piece.OutlineLevel, piece.Style, piece.Centered);
            else i = WriteWrapped(pieces, roles, i, width.Value, builder);
        }
    }

    /// <summary>Whether a line may be part of a paragraph that was cut into lines; titles, headings and list items are not.</summary>
    private static bool IsRunning(PagePiece piece, BlockRole role) => role == BlockRole.Body
        && piece is { Grid: null, Label: null, OutlineLevel: null, Centered: false };

    private static string Line(PagePiece piece) => piece.Text.Replace('\u00A0', ' ');

    /// <summary>Writes the run of lines from <paramref name="start"/> on as paragraphs, and returns its last place.</summary>
    private static int WriteWrapped(List<PagePiece> pieces, BlockRole[] roles, int start, WrappedText.Measure width, DocumentBuilder builder)
    {
        int end = start;
        while (end < pieces.Count && IsRunning(pieces[end], roles[end])) end++;
        foreach (string paragraph in WrappedText.Join([.. pieces[start..end].Select(Line)], width))
            builder.AddParagraph(paragraph, WrappedText.IsPageNumber(paragraph.AsSpan().Trim()) ? BlockRole.PageNumber : BlockRole.Body, style: pieces[start].Style);
        return end - 1;
    }

    /// <summary>Writes a table of fields as one paragraph a field, and a line of fields as it is.</summary>
    private static void WriteFields(PagePiece piece, DocumentBuilder builder)
    {
        if (piece.Grid is null)
        {
            if (builder.AddParagraph(piece.Text, BlockRole.Metadata) is { } line) AddFields(piece.Text.Trim(), PageFields.FromLine(piece.Text), line, builder);
            return;
        }
        foreach (var field in PageFields.FromTable(piece.Cells) ?? [])
        {
            string text = field.Written + field.Value;
            if (builder.AddParagraph(text, BlockRole.Metadata) is { } line) AddFields(text, [field], line, builder);
        }
    }

    private static void AddFields(string text, List<PageField> fields, TextSpan line, DocumentBuilder builder)
    {
        int from = 0;
        // A character that the document leaves out would shift the places; such a line keeps its text without fields.
        if (text.Length != line.Length) return;
        foreach (var field in fields)
        {
            if (field.Value.Length == 0) continue;
            int at = text.IndexOf(field.Value, Math.Max(from, text.IndexOf(field.Written, from, StringComparison.Ordinal) + field.Written.Length), StringComparison.Ordinal);
            if (at < 0) continue;
            builder.AddMetadata(field.Name, new TextSpan(line.Start + at, line.Start + at + field.Value.Length));
            from = at + field.Value.Length;
        }
    }
}
