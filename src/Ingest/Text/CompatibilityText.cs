using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PolicyIngest.Ingest.Text;

/// <summary>
/// Text without differences of form alone, as Unicode's NFKC has it: （１） is (1), ⑴ too, ㎡ is m2, ⽔ is 水. For comparing; places do not survive.
/// The runtime's own normalization does nothing under the invariant culture, hence the table. Accents are not put together.
/// </summary>
public static class CompatibilityText
{
    private static readonly FrozenDictionary<char, string> Forms = Load();

    /// <summary>The text in plain forms; the same instance where nothing differs.</summary>
    public static string Plain(string text)
    {
        int first = 0;
        while (first < text.Length && PlainOf(text[first]) is null) first++;
        if (first == text.Length) return text;
        var plain = new StringBuilder(text, 0, first, text.Length + 8);
        foreach (char c in text.AsSpan(first))
        {
            if (PlainOf(c) is { } form) plain.Append(form);
            else plain.Append(c);
        }
        return plain.ToString();
    }

    /// <summary>What a character stands for, or null where it is plain itself.</summary>
    private static string? PlainOf(char c)
    {
        if (c < '\u0080' || c is >= '\u4E00' and <= '\u9FFF') return null;
        if (c is >= '\uFF01' and <= '\uFF5E') return ((char)(c - 0xFEE0)).ToString();
        return Forms.GetValueOrDefault(c);
    }

    private static FrozenDictionary<char, string> Load()
    {
        using var reader = new StreamReader(EmbeddedFile.Open("Text.compatibility-forms.txt"));
        var forms = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            int code = int.Parse(line.AsSpan(0, tab), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            foreach (string form in line[(tab + 1)..].Split(' ')) forms.Add((char)code++, form);
        }
        return forms.ToFrozenDictionary();
    }
}
