using System.Text;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>A text that is put together line by line, and which of its characters are doubtful.</summary>
internal sealed class JoinedText
{
    private readonly StringBuilder _text = new();
    private readonly List<DoubtfulCharacter> _doubts = [];
    private string? _string;

    public int Length => _text.Length;

    /// <summary>The characters of which text recognition is not sure, by their place in the text.</summary>
    public IReadOnlyList<DoubtfulCharacter> Doubts => _doubts;

    /// <summary>Appends the next line, with a space between two Latin words and none beside a Han character.</summary>
    /// <param name="line">The line.</param>
    /// <param name="page">The page on which it stands, from 1.</param>
    public void Append(TextLine line, int page) => Append(line.Text, line.Doubts.Count == 0 ? [] : [.. line.Doubts.Select(at => new DoubtfulCharacter(at, page))]);

    /// <summary>Appends the rest of the text in the same way.</summary>
    public void Append(JoinedText rest) => Append(rest.ToString(), rest.Doubts);

    /// <summary>Ends the paragraph.</summary>
    public void Break()
    {
        _text.Append('\n');
        _string = null;
    }

    public void Clear()
    {
        _text.Clear();
        _doubts.Clear();
        _string = null;
    }

    /// <summary>As much of the text's end as is asked for.</summary>
    public string Tail(int length) => _text.ToString(Math.Max(0, _text.Length - length), Math.Min(_text.Length, length));

    public override string ToString() => _string ??= _text.ToString();

    private void Append(string text, IReadOnlyList<DoubtfulCharacter> doubts)
    {
        if (text.Length == 0) return;
        if (_text.Length > 0 && IsWordPart(_text[^1]) && IsWordPart(text[0]) && !(char.IsAsciiDigit(_text[^1]) && char.IsAsciiDigit(text[0]))) _text.Append(' ');
        foreach (var doubt in doubts) _doubts.Add(doubt with { At = doubt.At + _text.Length });
        _text.Append(text);
        _string = null;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) && !Script.IsWide(c);
}
