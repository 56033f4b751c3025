using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Hands a page's pieces to the document, with their roles and the fields among them.</summary>
internal static class PageWriter
{
    /// <summary>Appends all pieces.</summary>
    public static void Write(FlatPage page, BlockRole[] roles, DocumentBuilder builder)
    {
        for (int i = 0; i < page.Pieces.Count; i++)
        {
            var piece = page.Pieces[i];
            if (roles[i] == BlockRole.Metadata) WriteFields(piece, builder);
            else if (piece.Grid is not null) builder.AddTable(piece.Grid, roles[i]);
            else builder.AddParagraph(piece.Text, roles[i], null, piece.Label, piece.OutlineLevel, piece.Style, piece.Centered);
        }
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
