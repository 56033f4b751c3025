using System.Globalization;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Text;

/// <summary>Places of the register with whose names a text begins.</summary>
/// <param name="Length">Length of the names, UTF-16 code units.</param>
/// <param name="Codes">Codes of the narrowest place; several where the name means several.</param>
internal readonly record struct PlaceChain(int Length, int[] Codes);

/// <summary>The register of places (行政区划代码), from the lexicon <c>places</c>. Read when the first place is looked for.</summary>
internal sealed class PlaceRegister
{
    private const int ShortestName = 2;

    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<char, int> _signs = [];
    private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _codes;
    private readonly int _longest;

    private PlaceRegister(Lexicon lexicon)
    {
        var codes = new Dictionary<string, int[]>(lexicon.Entries.Length, StringComparer.Ordinal);
        foreach (var entry in lexicon.Entries)
        {
            int code = int.Parse(entry.Term, CultureInfo.InvariantCulture);
            string[] names = entry.Kind.Split(',');
            _names[code] = names[0];
            foreach (string name in names)
            {
                if (name.Length >= ShortestName) codes[name] = codes.TryGetValue(name, out int[]? others) ? [.. others, code] : [code];
                else if (name.Length == 1) _signs[name[0]] = code;
            }
        }
        _longest = codes.Count == 0 ? 0 : codes.Keys.Max(name => name.Length);
        _codes = codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The register of a set of lexicons.</summary>
    public static PlaceRegister Of(LexiconSet lexicons) => lexicons.Derived(static set => new PlaceRegister(set["places"]));

    /// <summary>The full name of a code; null where the register has none.</summary>
    public string? NameOf(int code) => _names.GetValueOrDefault(code);

    /// <summary>The province whose document numbers begin with a character; 0 for none.</summary>
    public int ProvinceOfSign(char sign) => _signs.GetValueOrDefault(sign);

    /// <summary>The province of a code.</summary>
    public static int ProvinceOf(int code) => code / 10_000 * 10_000;

    /// <summary>The prefecture of a code; the code itself for a province.</summary>
    public static int CityOf(int code) => code / 100 * 100;

    /// <summary>Whether one place lies in another, or is it.</summary>
    public static bool IsWithin(int code, int outer) =>
        code == outer || ProvinceOf(outer) == outer && ProvinceOf(code) == outer || CityOf(outer) == outer && CityOf(code) == outer;

    /// <summary>Whether both lie in one line: one is in the other.</summary>
    public static bool Agree(int one, int other) => IsWithin(one, other) || IsWithin(other, one);

    /// <summary>The places with which a text begins, from the widest down (河南省平顶山市卫东区); a length of 0 where it begins with none.</summary>
    public PlaceChain ReadAt(ReadOnlySpan<char> text)
    {
        int length = 0;
        int[] codes = [];
        while (LongestAt(text[length..]) is { Length: > 0 } step)
        {
            int[] next = length == 0 ? step.Codes : [.. step.Codes.Where(code => codes.Any(outer => code != outer && IsWithin(code, outer)))];
            if (next.Length == 0) break;
            (length, codes) = (length + step.Length, next);
        }
        return new PlaceChain(length, codes);
    }

    /// <summary>The code of a name such as an option or a column gives it: a code, or a chain of names; empty for none, several for one of many.</summary>
    public int[] Find(string place)
    {
        string plain = CharFold.Fold(place).Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length == 6 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out int code)) return NameOf(code) is null ? [] : [code];
        var chain = ReadAt(plain);
        return chain.Length == plain.Length ? chain.Codes : [];
    }

    /// <summary>Adds how often a text names each place in full (省, 市, 州 …); names that mean several are left out.</summary>
    public void Count(ReadOnlySpan<char> folded, Dictionary<int, int> counts)
    {
        for (int i = 1; i < folded.Length; i++)
        {
            if (folded[i] is not ('省' or '市' or '州' or '区' or '县' or '旗' or '盟')) continue;
            for (int length = Math.Min(_longest, i + 1); length > ShortestName; length--)
            {
                if (!_codes.TryGetValue(folded.Slice(i + 1 - length, length), out int[]? codes)) continue;
                if (codes.Length == 1) counts[codes[0]] = counts.GetValueOrDefault(codes[0]) + 1;
                break;
            }
        }
    }

    private PlaceChain LongestAt(ReadOnlySpan<char> text)
    {
        for (int length = Math.Min(_longest, text.Length); length >= ShortestName; length--)
            if (_codes.TryGetValue(text[..length], out int[]? codes)) return new PlaceChain(length, codes);
        return new PlaceChain(0, []);
    }
}
