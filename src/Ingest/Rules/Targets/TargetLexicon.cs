using System.Collections.Frozen;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Rules.Targets;

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

/// <summary>The words around the number of a target, by kind, from <c>measures.tsv</c> and <c>target-words.tsv</c>.</summary>
internal sealed class TargetLexicon
{
    private readonly FrozenDictionary<string, MeasureKind> _measures;
    private readonly WordSet _measureTerms;

    private TargetLexicon(IEnumerable<(string Term, string Kind)> measures, IEnumerable<(string Term, string Kind)> words)
    {
        _measures = measures.ToFrozenDictionary(
            m => CharFold.Fold(m.Term), m => Enum.Parse<MeasureKind>(m.Kind, ignoreCase: true), StringComparer.Ordinal);
        _measureTerms = new WordSet(_measures.Keys);
        var byKind = words.ToLookup(w => w.Kind, w => CharFold.Fold(w.Term), StringComparer.Ordinal);
        Reach = new WordSet(byKind["reach"]);
        Limit = new WordSet(byKind["limit"]);
        Rise = new WordSet(byKind["rise"]);
        Fall = new WordSet(byKind["fall"]);
        Plain = new WordSet(byKind["plain"]);
        Adverb = new WordSet(byKind["adverb"]);
        Act = new WordSet(byKind["act"]);
        Grant = new WordSet(byKind["grant"]);
        Past = new WordSet(byKind["past"]);
        Structure = new WordSet(byKind["structure"]);
        Lead = new WordSet(byKind["lead"]);
        Tail = new WordSet(byKind["tail"]);
        Measure = new WordSet(byKind["measure"]);
        Place = new WordSet(byKind["place"]);
    }

    /// <summary>The vocabulary that is part of the program.</summary>
    public static TargetLexicon Default { get; } = new(Read("measures.tsv"), Read("target-words.tsv"));

    /// <summary>达到, 不低于: directly before a number that is a floor.</summary>
    public WordSet Reach { get; }
    /// <summary>控制在, 不超过: before a ceiling.</summary>
    public WordSet Limit { get; }
    /// <summary>提高, 增长: before an increase.</summary>
    public WordSet Rise { get; }
    /// <summary>下降, 减少: before a decrease.</summary>
    public WordSet Fall { get; }
    /// <summary>为, 在: before a number only where the word before names a measure.</summary>
    public WordSet Plain { get; }
    /// <summary>约, 分别, 均: between verb and number or indicator and verb.</summary>
    public WordSet Adverb { get; }
    /// <summary>新建, 培育: verbs that commit somebody to a count.</summary>
    public WordSet Act { get; }
    /// <summary>给予, 补助: the numbers beside them are rules of money.</summary>
    public WordSet Grant { get; }
    /// <summary>已, 目前: what is the case.</summary>
    public WordSet Past { get; }
    /// <summary>方面, 部分: parts of a text or a field, not things to be made.</summary>
    public WordSet Structure { get; }
    /// <summary>确保, 全市: before the indicator, no part of it.</summary>
    public WordSet Lead { get; }
    /// <summary>总体, 力争: behind the indicator, no part of it.</summary>
    public WordSet Tail { get; }
    /// <summary>率, 面积: names of measures end so.</summary>
    public WordSet Measure { get; }
    /// <summary>县城, 地区: a place alone.</summary>
    public WordSet Place { get; }

    /// <summary>The unit with which <paramref name="text"/> begins; null for none.</summary>
    public (int Length, MeasureKind Kind)? UnitAt(ReadOnlySpan<char> text)
    {
        int length = _measureTerms.AtStart(text);
        return length == 0 ? null : (length, _measures.GetAlternateLookup<ReadOnlySpan<char>>()[text[..length]]);
    }

    private static IEnumerable<(string Term, string Kind)> Read(string name)
    {
        using var stream = typeof(TargetLexicon).Assembly.GetManifestResourceStream("Lexicons." + name)
            ?? throw new InvalidOperationException($"the lexicon {name} is not part of the program");
        using var reader = new StreamReader(stream);
        var entries = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal)) continue;
            string[] fields = line.Split('\t');
            entries.Add((fields[0], fields[1]));
        }
        return entries;
    }
}
