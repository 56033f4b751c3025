using System.Buffers;

namespace PolicyIngest.Ingest.Report;

/// <summary>Writes text into HTML so that it can be nothing but text, between tags and inside double quotes.</summary>
internal static class Markup
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'\0\r");

    /// <summary>
    /// Writes <paramref name="text"/>. Each character stays one character, so that places in the page's text are those in the document's:
    /// what HTML can't hold (NUL, a carriage return that the parser would fold) stands as a replacement character.
    /// </summary>
    public static void Write(TextWriter html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is var at and >= 0)
        {
            html.Write(text[..at]);
            html.Write(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", _ => "\uFFFD" });
            text = text[(at + 1)..];
        }
        html.Write(text);
    }
}
