using System.Text;
using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Gives marks between Chinese characters the width that they have in Chinese: the model does not tell a wide comma from a narrow one.</summary>
internal static class PunctuationWidth
{
    private const string Narrow = ",;:?!()";
    private const string Wide = "，；：？！（）";

    /// <summary>The text with its marks mended.</summary>
    public static string Mend(string text)
    {
        if (text.AsSpan().IndexOfAny(Narrow) < 0) return text;
        var mended = new StringBuilder(text);
        for (int i = 0; i < text.Length; i++)
        {
            int which = Narrow.IndexOf(text[i], StringComparison.Ordinal);
            if (which < 0) continue;
            bool betweenFigures = text[i] is ',' or ':' && i > 0 && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiLetterOrDigit(text[i + 1]);
            if (!betweenFigures) mended[i] = Wide[which];
        }
        return mended.ToString();
    }
}
