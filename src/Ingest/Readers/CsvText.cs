using System.Text;

namespace PolicyIngest.Ingest.Readers;

/// <summary>Reads values parted by commas, semicolons or tabs (.csv), as spreadsheets write them: a value in quotes may hold separators, quotes written twice and line breaks.</summary>
internal static class CsvText
{
    /// <summary>Adds the values as one table; a single column as paragraphs.</summary>
    public static void Read(string text, DocumentBuilder builder, CancellationToken cancellation)
    {
        var grid = new TableGrid();
        int row = 0, column = 0;
        char separator = Separator(text);
        var value = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') value.Append(text[++i]);
            else if (c == '"' && (quoted || value.Length == 0)) quoted = !quoted;
            else if (quoted || c != separator && c is not ('\n' or '\r')) value.Append(c is '\r' ? '\n' : c);
            else if (c == separator) Close();
            else if (c == '\n' || i + 1 == text.Length || text[i + 1] != '\n')
            {
                Close();
                (row, column) = (row + 1, 0);
                if ((row & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            }
        }
        if (value.Length > 0 || column > 0) Close();
        if (grid.Columns > 1) builder.AddTable(grid);
        else
            foreach (var cell in grid.Complete().Cells) builder.AddParagraph(cell.Text);

        void Close()
        {
            grid.Add(new GridCell(row, column++, 1, 1, value.ToString()));
            value.Clear();
            quoted = false;
        }
    }

    /// <summary>The sign that parts the values of the first line with any.</summary>
    private static char Separator(string text)
    {
        int at = text.AsSpan().IndexOfAny(",;\t");
        return at < 0 ? ',' : text[at];
    }
}
