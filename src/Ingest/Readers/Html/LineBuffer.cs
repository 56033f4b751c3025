using System.Buffers;
using System.Text;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Collects the text of a line as a browser would show it: runs of white space count as one space, and a line end in the source between
/// Chinese characters counts as nothing, so that <c>发展⏎改革</c> stays one word. No-break and ideographic spaces stay.
/// </summary>
internal sealed class LineBuffer
{
    private static readonly SearchValues<char> Collapsible = SearchValues.Create(" \t\n\r\f");

    private readonly StringBuilder _text = new();
    private bool _space;
    private bool _lineEnd;

    /// <summary>Characters other than white space so far.</summary>
    public int Visible { get; private set; }

    /// <summary>Whether nothing has been collected.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Appends text of the source, white space collapsed.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int gap = text.IndexOfAny(Collapsible);
            if (gap < 0) gap = text.Length;
            if (gap > 0)
            {
                AppendWord(text[..gap]);
                text = text[gap..];
            }
            int end = text.IndexOfAnyExcept(Collapsible);
            if (end < 0) end = text.Length;
            if (end > 0)
            {
                _space = true;
                _lineEnd |= text[..end].ContainsAny('\n', '\r');
                text = text[end..];
            }
        }
    }

    /// <summary>Appends text as it is.</summary>
    public void AppendVerbatim(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty) AppendWord(text, keepSpace: true);
    }

    /// <summary>The collected line; the buffer is empty afterwards.</summary>
    public string Take()
    {
        string line = _text.ToString();
        _text.Clear();
        _space = _lineEnd = false;
        Visible = 0;
        return line;
    }

    private void AppendWord(ReadOnlySpan<char> word, bool keepSpace = false)
    {
        if (_space && _text.Length > 0 && !(_lineEnd && (IsWide(_text[^1]) || IsWide(word[0])))) _text.Append(' ');
        _space = _lineEnd = false;
        _text.Append(word);
        foreach (char c in word)
            if (!char.IsWhiteSpace(c)) Visible++;
        if (keepSpace) _space = false;
    }

    /// <summary>Chinese characters, their punctuation and full-width forms, between which no space is set.</summary>
    private static bool IsWide(char c) => c is >= '\u2E80' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE4F'
        or >= '\uFF00' and <= '\uFFEF' or >= '\uD840' and <= '\uDFFF' or '“' or '”' or '‘' or '’' or '—' or '…' or '·';
}
