using System.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>The words of one and of two characters that stand in folded texts, each once: whether it stands there is all that is asked. Used by one thread at a time.</summary>
internal sealed class ShortWords
{
    private readonly HashSet<long> _seen = [];
    private readonly StringBuilder _words = new();

    /// <summary>The words with blanks between: 治理扬尘 gives 治 治理 理 理扬 扬 扬尘 尘.</summary>
    /// <param name="texts">Folded texts, null for none; no word goes from one to the next.</param>
    public string Of(params ReadOnlySpan<string?> texts)
    {
        _seen.Clear();
        _words.Clear();
        foreach (string? text in texts)
        {
            Rune last = default;
            foreach (var character in (text ?? "").EnumerateRunes())
            {
                if (!SearchText.IsPartOfWord(character))
                {
                    last = default;
                    continue;
                }
                if (last != default && _seen.Add(((long)last.Value << 32) + character.Value)) Append(last, character);
                if (_seen.Add(character.Value)) Append(character);
                last = character;
            }
        }
        return _words.ToString();
    }

    private void Append(params ReadOnlySpan<Rune> word)
    {
        Span<char> written = stackalloc char[2];
        foreach (var character in word) _words.Append(written[..character.EncodeToUtf16(written)]);
        _words.Append(' ');
    }
}
