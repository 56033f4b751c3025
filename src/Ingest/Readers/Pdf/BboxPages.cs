using System.Buffers.Text;
using System.Net;
using System.Text;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>
/// Reads what <c>pdftotext -bbox</c> writes: a line for each page and each word. It is XML in form only (control characters stand in it
/// raw), so it is read line by line.
/// </summary>
internal static class BboxPages
{
    /// <summary>The pages in order, with their words and without lines.</summary>
    public static IEnumerable<PageContent> Read(ReadOnlyMemory<byte> output)
    {
        List<PageWord>? words = null;
        double width = 0, height = 0;
        int number = 0;
        for (int start = 0, end; start < output.Length; start = end + 1)
        {
            int length = output.Span[start..].IndexOf((byte)'\n');
            end = length < 0 ? output.Length : start + length;
            var line = output.Span[start..end].TrimStart((byte)' ');
            if (line.StartsWith("<word "u8))
            {
                if (words is not null && ReadWord(line) is { } word) words.Add(word);
            }
            else if (line.StartsWith("<page "u8))
            {
                width = Attribute(line, "width=\""u8);
                height = Attribute(line, "height=\""u8);
                words = [];
                number++;
            }
            else if (line.StartsWith("</page>"u8) && words is not null)
            {
                yield return new PageContent(number, width, height, words, []);
                words = null;
            }
        }
    }

    private static PageWord? ReadWord(ReadOnlySpan<byte> line)
    {
        int open = line.IndexOf((byte)'>'), close = line.LastIndexOf("</word>"u8);
        if (open < 0 || close <= open) return null;
        string text = Encoding.UTF8.GetString(line[(open + 1)..close]);
        if (text.Contains('&', StringComparison.Ordinal)) text = WebUtility.HtmlDecode(text);
        text = CompatibilityForms.MakePlain(WithoutControls(text)).Trim();
        if (text.Length == 0) return null;
        double left = Attribute(line, "xMin=\""u8), right = Attribute(line, "xMax=\""u8);
        double top = Attribute(line, "yMin=\""u8), bottom = Attribute(line, "yMax=\""u8);
        return new PageWord(text, Math.Min(left, right), Math.Min(top, bottom), Math.Max(left, right), Math.Max(top, bottom));
    }

    private static string WithoutControls(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 ? text : new string([.. text.Where(c => c >= ' ')]);

    private static double Attribute(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        int at = line.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(line[(at + name.Length)..], out double value, out _) && double.IsFinite(value) ? value : 0;
    }
}
