using System.Collections.Frozen;
using System.Globalization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections.Workbook;

/// <summary>What stands in a cell, in the form in which facts hold it; programs that save a workbook leave marks of their own.</summary>
internal static class CellWords
{
    // Excel holds no more in a cell.
    private const int MostInCell = 32_000;

    private static readonly FrozenDictionary<string, string> Chinese = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["牵头"] = "lead", ["配合"] = "support", ["落实"] = "implement", ["负责"] = "responsible", ["责任"] = "responsible", ["监管"] = "supervise",
        ["之前"] = "by", ["截止"] = "by", ["之后"] = "from", ["起"] = "from", ["期间"] = "during", ["定期"] = "recurring", ["长期"] = "ongoing", ["持续"] = "ongoing",
        ["不低于"] = "ge", ["达到"] = "ge", ["不高于"] = "le", ["提高"] = "increase", ["增长"] = "increase", ["降低"] = "decrease", ["下降"] = "decrease", ["等于"] = "eq",
        ["任务"] = "task", ["保障"] = "safeguard", ["项目"] = "project",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] DayForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    /// <summary>A fact's value as a cell shows it: line ends are \n, no other control characters, nothing at the ends; what is too long is cut.</summary>
    public static string Shown(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        string plain = value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("_x000D_", "", StringComparison.Ordinal).Replace('\r', '\n');
        if (plain.Any(IsMark)) plain = string.Concat(plain.Where(c => !IsMark(c)));
        plain = plain.Trim();
        return plain.Length > MostInCell ? plain[..(char.IsHighSurrogate(plain[MostInCell - 1]) ? MostInCell - 1 : MostInCell)] : plain;
    }

    /// <summary>A cell's words as the value of a field; null for an empty cell.</summary>
    public static string? ValueOf(CorrectionSubject subject, string field, string cell)
    {
        if (cell.Length == 0) return null;
        if (!CorrectionFields.ChoicesOf(subject, field).IsDefaultOrEmpty) return Chinese.GetValueOrDefault(cell, cell.ToLowerInvariant());
        if (field is "due" or "start" or "issued_on")
            return DateOnly.TryParseExact(cell, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? FactFields.Text(day) : cell;
        return field == "value" && FactFields.NumberOf(cell) is { } number ? FactFields.Text(number) : cell;
    }

    /// <summary>A short hash of a document's rows, by which is told whether it is still the one that was written to a workbook.</summary>
    public static string StateOf(long documentId, Extraction extraction)
    {
        var hash = new Sha256();
        foreach (var sheet in CorrectionSheet.All)
            foreach (var row in sheet.Rows(documentId, extraction))
                hash.Append(string.Join('\u001F', row.Cells.Select(cell => cell.Value)) + "\n");
        return hash.ToHex()[..16];
    }

    private static bool IsMark(char c) => char.IsControl(c) && c != '\n' || c is '\uFFFE' or '\uFFFF';
}
