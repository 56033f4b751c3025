using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>What sort of thing a unit of measure counts.</summary>
internal enum MeasureKind
{
    /// <summary>No unit: 系数达到0.6.</summary>
    None,
    /// <summary>A share: %, 个百分点.</summary>
    Ratio,
    /// <summary>A classifier: 个, 家, 座.</summary>
    Count,
    /// <summary>Length or area: 公里, 亩.</summary>
    Extent,
    /// <summary>Any other measure: 吨, 微克/立方米.</summary>
    Amount,
    /// <summary>元.</summary>
    Money,
    /// <summary>年, 小时, 工作日.</summary>
    Time,
    /// <summary>次, 轮.</summary>
    Frequency,
}

/// <summary>The units of measure (计量单位) of <c>measures.tsv</c>.</summary>
internal sealed class Measures
{
    private readonly Dictionary<string, MeasureKind>.AlternateLookup<ReadOnlySpan<char>> _kinds;
    private readonly WordSet _terms;

    private Measures(Lexicon lexicon)
    {
        var kinds = lexicon.Entries.ToDictionary(entry => entry.Term, entry => Enum.Parse<MeasureKind>(entry.Kind, ignoreCase: true), StringComparer.Ordinal);
        _terms = new WordSet(kinds.Keys);
        _kinds = kinds.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The units of a set of lexicons.</summary>
    public static Measures Of(LexiconSet lexicons) => lexicons.Derived(static set => new Measures(set["measures"]));

    /// <summary>The unit with which a text begins, with what follows a stroke (吨/月·平方公里, 立方米/万元); null for none.</summary>
    public (int Length, MeasureKind Kind)? At(ReadOnlySpan<char> text)
    {
        int length = Single(text);
        if (length == 0) return null;
        var kind = _kinds[text[..length]];
        while (length + 1 < text.Length && text[length] is '/' or '·')
        {
            int scale = length + 1;
            while (scale < text.Length && text[scale] is '万' or '亿' or '百' or '千') scale++;
            int next = Single(text[scale..]);
            if (next == 0) (scale, next) = (length + 1, Single(text[(length + 1)..]));
            if (next == 0) break;
            // 5批次/千人 is an amount, 2次/年 how often.
            bool often = kind == MeasureKind.Frequency && _kinds[text.Slice(scale, next)] == MeasureKind.Time;
            length = scale + next;
            if (!often && kind is (MeasureKind.Count or MeasureKind.Extent or MeasureKind.Frequency)) kind = MeasureKind.Amount;
        }
        return (length, kind);
    }

    /// <summary>MW is a unit, the M of 5M1E is none: a Latin unit ends where the letters end.</summary>
    private int Single(ReadOnlySpan<char> text)
    {
        int length = _terms.AtStart(text);
        return length > 0 && char.IsAsciiLetterOrDigit(text[length - 1]) && length < text.Length && char.IsAsciiLetterOrDigit(text[length]) ? 0 : length;
    }
}
