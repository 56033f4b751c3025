using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>Turns a cell into the text that it shows.</summary>
internal sealed class CellText(List<string> strings, ExcelStyles styles, bool startsIn1904, SheetNotes notes)
{
    /// <summary>Reads the current <c>c</c> element.</summary>
    public string Read(XmlCursor xml)
    {
        string type = xml.Attribute("t") ?? "n";
        int? style = xml.Number("s");
        bool isFormula = false;
        var text = new StringBuilder();
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "v") xml.AppendText(text);
            else if (xml.Name == "is") AppendRichText(xml, text);
            else if (xml.Name == "f") isFormula = true;
        }
        string value = text.ToString();
        if (isFormula && value.Length == 0 && type is not ("str" or "e")) notes.FormulasWithoutValue++;
        if (styles.IsStruck(style) && value.Length > 0) return notes.Struck();
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int index) && index >= 0 && index < strings.Count ? strings[index] : "",
            "str" or "inlineStr" => Unescaped(value),
            "b" => value.Length == 0 ? "" : Boolean(value is "1" or "true"),
            "e" => notes.Error(value),
            "d" => Day(value, style),
            _ => Number(value, style),
        };
    }

    /// <summary>A truth value as Excel shows it, in Chinese Excel too.</summary>
    public static string Boolean(bool value) => value ? "TRUE" : "FALSE";

    /// <summary>Appends the text of <c>si</c>, <c>is</c> or <c>text</c>: plain or in runs, without phonetic guides and without runs that are struck out.</summary>
    public static void AppendRichText(XmlCursor xml, StringBuilder text)
    {
        bool isStruck = false;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "rPr") isStruck = ExcelStyles.IsStruck(xml);
            else if (xml.Name == "t" && !isStruck) xml.AppendText(text);
            else if (xml.Name == "r") AppendRichText(xml, text);
        }
    }

    /// <summary>Excel writes characters that XML can't hold as <c>_x000D_</c>.</summary>
    public static string Unescaped(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 6 < text.Length && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort code))
            {
                plain.Append((char)code);
                i += 6;
            }
            else
            {
                plain.Append(text[i]);
            }
        }
        return plain.ToString();
    }

    private string Number(string value, int? style) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? styles.Format(style).Show(number, startsIn1904)
            : value;

    /// <summary>A date of a strict file, 2025-06-30T00:00:00.</summary>
    private string Day(string value, int? style)
    {
        if (!DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return value;
        var format = styles.Format(style);
        double serial = (date - (startsIn1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30))).TotalDays;
        return format == NumberFormat.General ? date.ToString("yyyy/M/d", CultureInfo.InvariantCulture) : format.Show(serial, startsIn1904);
    }
}
