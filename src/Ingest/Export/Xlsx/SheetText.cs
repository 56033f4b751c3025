using System.Buffers;
using System.Globalization;

namespace PolicyIngest.Ingest.Export.Xlsx;

/// <summary>Text as a workbook's XML holds it.</summary>
internal static class SheetText
{
    /// <summary>Excel's limit of a cell, in UTF-16 code units.</summary>
    public const int MaxLength = 32_767;

    /// <summary>Characters that may need an escape: few texts have any.</summary>
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Concat("&<>_\uFFFE\uFFFF".Select(c => (int)c)).Concat(Enumerable.Range(0xD800, 0x800)).Select(c => (char)c)]);

    /// <summary>Writes a cell's text; what is longer than Excel allows is cut, and the cell says so at its end.</summary>
    public static void Write(TextWriter xml, string text)
    {
        string shown = Fitting(text);
        int done = 0;
        for (int i = 0; i < shown.Length; i++)
        {
            int next = shown.AsSpan(i).IndexOfAny(Suspects);
            if (next < 0) break;
            i += next;
            if (Escape(shown, i) is not { } escape) continue;
            xml.Write(shown.AsSpan(done, i - done));
            xml.Write(escape);
            done = i + 1;
        }
        xml.Write(shown.AsSpan(done));
    }

    /// <summary>Text inside double quotes.</summary>
    public static string Attribute(string text)
    {
        using var xml = new StringWriter(CultureInfo.InvariantCulture);
        Write(xml, text);
        return xml.ToString().Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    private static string Fitting(string text)
    {
        if (text.Length <= MaxLength) return text;
        string note = string.Create(CultureInfo.InvariantCulture, $" […cut: {text.Length} characters / 原文 {text.Length} 字，已截断]");
        int end = MaxLength - note.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), note);
    }

    /// <summary>
    /// What stands for a character that can't stand for itself; null where it can. Excel writes a control character as <c>_x0007_</c>, so words
    /// that look like that have their underscore written in this way.
    /// </summary>
    private static string? Escape(string text, int at) => text[at] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\t' or '\n' => null,
        < ' ' or '\uFFFE' or '\uFFFF' => string.Create(CultureInfo.InvariantCulture, $"_x{(int)text[at]:X4}_"),
        '_' when LooksEscaped(text.AsSpan(at)) => "_x005F_",
        >= '\uD800' and <= '\uDBFF' when at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]) => "\uFFFD",
        >= '\uDC00' and <= '\uDFFF' when at == 0 || !char.IsHighSurrogate(text[at - 1]) => "\uFFFD",
        _ => null,
    };

    private static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] is 'x' or 'X' && text[6] == '_' && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3])
            && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}
