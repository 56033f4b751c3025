using System.Text;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Cli.Searching;

/// <summary>Prints rows as a table that lines up on a terminal, where a Chinese character is as wide as two letters. Long cells are cut.</summary>
internal static class TerminalTable
{
    private const int MaxCellWidth = 60;

    // Rows that widths are measured by; those behind them are printed with the same widths, so that a million rows cost no memory.
    private const int Measured = 200;

    /// <summary>Prints all rows.</summary>
    /// <returns>How many there were.</returns>
    public static long Write(TextWriter output, ITableRows rows)
    {
        var first = new List<string[]>();
        while (first.Count < Measured && rows.Read()) first.Add(Cells(rows));
        string[] heads = [.. rows.Columns.Select(column => Cut(OneLine(column)))];
        int[] widths = [.. heads.Select((column, i) => first.Select(row => Width(row[i])).Append(Width(column)).Max())];
        WriteRow(output, heads, widths);
        WriteRow(output, [.. widths.Select(width => new string('-', width))], widths);
        foreach (string[] row in first) WriteRow(output, row, widths);
        long count = first.Count;
        if (count < Measured) return count;
        for (; rows.Read(); count++) WriteRow(output, Cells(rows), widths);
        return count;
    }

    /// <summary>Columns that a text takes on a terminal: two for a Chinese character or full-width sign, none for a combining one.</summary>
    public static int Width(string text)
    {
        int width = 0;
        foreach (var rune in text.EnumerateRunes()) width += Width(rune);
        return width;
    }

    private static int Width(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark) return 0;
        return rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F)
            or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
    }

    private static string[] Cells(ITableRows rows)
    {
        var cells = new string[rows.Columns.Length];
        for (int i = 0; i < cells.Length; i++) cells[i] = Cut(OneLine(TableCells.Words(rows.Value(i))));
        return cells;
    }

    private static string OneLine(string text) => Terminal.Printable(text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' '));

    private static string Cut(string text)
    {
        if (text.Length * 2 <= MaxCellWidth || Width(text) <= MaxCellWidth) return text;
        var cut = new StringBuilder();
        int width = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
            if (width > MaxCellWidth) break;
            cut.Append(rune);
        }
        return cut.Append('…').ToString();
    }

    private static void WriteRow(TextWriter output, string[] cells, int[] widths)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            output.Write(cells[i]);
            if (i < cells.Length - 1) output.Write(new string(' ', Math.Max(0, widths[i] - Width(cells[i])) + 2));
        }
        output.WriteLine();
    }
}
