using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>
/// A passage without its spaces, so that <c>2021 年 6 月底前</c> reads like <c>2021年6月底前</c>. A space between two digits stays: it parts two numbers.
/// </summary>
internal sealed class SqueezedText
{
    private readonly int[] places;

    private SqueezedText(string text, int[] places)
    {
        Text = text;
        this.places = places;
    }

    /// <summary>The passage, folded, without spaces.</summary>
    public string Text { get; }

    /// <summary>Squeezes a passage.</summary>
    /// <param name="folded">The document's folded text.</param>
    /// <param name="passage">The passage's place in it.</param>
    /// <param name="joinLines">Whether line breaks go as well, as in a narrow cell of a table.</param>
    public static SqueezedText Of(string folded, TextSpan passage, bool joinLines)
    {
        var text = new char[passage.Length];
        var places = new int[passage.Length];
        int length = 0;
        for (int i = passage.Start; i < passage.End; i++)
        {
            char c = folded[i];
            bool droppable = c is ' ' or '\t' or '\u200B' or '\uFEFF' || (joinLines && c is '\n' or '\r');
            if (droppable && !(length > 0 && char.IsAsciiDigit(text[length - 1]) && NextIsDigit(folded, i, passage.End))) continue;
            text[length] = droppable ? ' ' : c;
            places[length++] = i;
        }
        return new SqueezedText(new string(text, 0, length), places[..length]);
    }

    /// <summary>The place in the document of a stretch of <see cref="Text"/> that is not empty.</summary>
    public TextSpan SpanOf(int start, int end) => new(places[start], places[end - 1] + 1);

    private static bool NextIsDigit(string folded, int i, int end)
    {
        while (i < end && char.IsWhiteSpace(folded[i])) i++;
        return i < end && char.IsAsciiDigit(folded[i]);
    }
}
