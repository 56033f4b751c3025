namespace PolicyIngest.Ingest.Text;

/// <summary>
/// Folds characters that mean the same to one form, one character to one, so that offsets survive:
/// <c>（１）．</c> becomes <c>(1).</c>. Chinese punctuation that carries meaning (、。；：《》“”) stays, full-width ASCII does not.
/// </summary>
public static class CharFold
{
    /// <summary>The folded copy of <paramref name="text"/>, of the same length.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (int i = 0; i < folded.Length; i++) folded[i] = Fold(source[i]);
    });

    /// <summary>The folded form of one character.</summary>
    public static char Fold(char c) => c switch
    {
        < '\u0080' => c,
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u205F' => ' ',
        '〔' or '〈' or '﹝' or '〚' or '【' or '〖' => '[',
        '〕' or '〉' or '﹞' or '〛' or '】' or '〗' => ']',
        '「' or '『' => '“',
        '」' or '』' => '”',
        '﹒' => '.',
        '﹑' or '､' => '、',
        '｡' => '。',
        '﹙' => '(',
        '﹚' => ')',
        '﹪' => '%',
        '∶' or '︰' => ':',
        '—' or '–' or '－' or '―' or '─' or '‐' or '‑' or '−' => '-',
        '∼' or '～' or '〜' => '~',
        // ৩, ໕: digits of other scripts, which \d of a pattern takes for digits as well.
        (>= '\u0660' and <= '\u1C59') or (>= '\uA620' and <= '\uABF9') when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
        _ => c,
    };
}
