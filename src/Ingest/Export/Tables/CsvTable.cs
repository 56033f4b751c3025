using System.Buffers;
using System.Globalization;
using System.Text;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>
/// Writes a table as comma-separated values after RFC 4180, in UTF-8 with a byte order mark, by which Excel knows that Chinese is Chinese.
/// A cell of text that a spreadsheet would run as a formula gets an apostrophe before it.
/// </summary>
public static class CsvTable
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    // A Chinese or Japanese Excel takes the full-width signs for formulas too.
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>Writes all rows.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="rows">The table.</param>
    /// <param name="chineseHeads">Whether the heads are Chinese.</param>
    public static void Write(Stream output, ITableRows rows, bool chineseHeads = false)
    {
        using var csv = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        for (int i = 0; i < rows.Columns.Length; i++)
        {
            if (i > 0) csv.Write(',');
            Cell(csv, Harmless(ColumnHeads.Of(rows.Columns[i], chineseHeads)));
        }
        csv.Write("\r\n");
        while (rows.Read())
        {
            for (int i = 0; i < rows.Columns.Length; i++)
            {
                if (i > 0) csv.Write(',');
                var value = rows.Value(i);
                Cell(csv, value.Kind == CellKind.Text ? Harmless(value.Text) : TableCells.Words(value));
            }
            csv.Write("\r\n");
        }
    }

    /// <summary>The text as a spreadsheet shows it and does not run it. A negative number in text is a number and stays as it is.</summary>
    private static string Harmless(string text) =>
        text.Length > 0 && FormulaSigns.Contains(text[0]) && !IsNegativeNumber(text) ? "'" + text : text;

    private static bool IsNegativeNumber(string text) =>
        text[0] == '-' && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);

    private static void Cell(StreamWriter csv, string words)
    {
        if (!words.AsSpan().ContainsAny(Quoted))
        {
            csv.Write(words);
            return;
        }
        csv.Write('"');
        csv.Write(words.Replace("\"", "\"\"", StringComparison.Ordinal));
        csv.Write('"');
    }
}
