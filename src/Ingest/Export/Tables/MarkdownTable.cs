using System.Text;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>Writes a table in Markdown, as GitHub and most programs show it.</summary>
public static class MarkdownTable
{
    /// <summary>Writes a heading and all rows.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="heading">The heading, or null for none.</param>
    /// <param name="rows">The table.</param>
    /// <param name="chineseHeads">Whether the heads are Chinese.</param>
    public static void Write(Stream output, string? heading, ITableRows rows, bool chineseHeads = false)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        if (heading is not null) text.WriteLine($"## {heading}\n");
        foreach (string column in rows.Columns) text.Write($"| {Escaped(ColumnHeads.Of(column, chineseHeads))} ");
        text.WriteLine('|');
        foreach (string _ in rows.Columns) text.Write("| --- ");
        text.WriteLine('|');
        while (rows.Read())
        {
            for (int i = 0; i < rows.Columns.Length; i++) text.Write($"| {Escaped(TableCells.Words(rows.Value(i)))} ");
            text.WriteLine('|');
        }
        text.WriteLine();
    }

    /// <summary>Text that stays text and on one line: no markup, no HTML, a line break as <c>&lt;br&gt;</c>.</summary>
    private static string Escaped(string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        foreach (char c in words.Trim())
        {
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '\n': escaped.Append("<br>"); break;
                case '\t': escaped.Append(' '); break;
                case '|' or '\\' or '*' or '_' or '`' or '[' or ']' or '~' or '$': escaped.Append('\\').Append(c); break;
                case var _ when char.IsControl(c) || c is '\u2028' or '\u2029': escaped.Append(' '); break;
                default: escaped.Append(c); break;
            }
        }
        return escaped.ToString();
    }
}
