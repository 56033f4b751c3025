namespace PolicyIngest.Ingest.Lexicons;

/// <summary>The words around the number of a target, by kind, from <c>target-words.tsv</c>.</summary>
internal sealed class TargetLexicon
{
    private TargetLexicon(Lexicon words)
    {
        // A word may play several parts: 达到 is the verb before a number, and no part of an indicator's name.
        var byPart = words.Entries.SelectMany(e => e.Kind.Split(','), (e, part) => (e.Term, part)).ToLookup(e => e.part, e => e.Term, StringComparer.Ordinal);
        Reach = new WordSet(byPart["reach"]);
        Limit = new WordSet(byPart["limit"]);
        Rise = new WordSet(byPart["rise"]);
        Fall = new WordSet(byPart["fall"]);
        Plain = new WordSet(byPart["plain"]);
        Adverb = new WordSet(byPart["adverb"]);
        Act = new WordSet(byPart["act"]);
        Grant = new WordSet(byPart["grant"]);
        Past = new WordSet(byPart["past"]);
        Structure = new WordSet(byPart["structure"]);
        Aspect = new WordSet(byPart["aspect"]);
        Lead = new WordSet(byPart["lead"]);
        Tail = new WordSet(byPart["tail"]);
        Measure = new WordSet(byPart["measure"]);
        Place = new WordSet(byPart["place"]);
        Keep = new WordSet(byPart["keep"]);
    }

    /// <summary>The vocabulary that is part of the program.</summary>
    public static TargetLexicon Default => Of(LexiconSet.BuiltIn);

    /// <summary>The vocabulary of a set of lexicons.</summary>
    public static TargetLexicon Of(LexiconSet lexicons) => lexicons.Derived(static set => new TargetLexicon(set["target-words"]));

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
    /// <summary>领域, 重点任务: by themselves no things to be made.</summary>
    public WordSet Structure { get; }
    /// <summary>方面, 部分: no thing to be made begins so.</summary>
    public WordSet Aspect { get; }
    /// <summary>确保, 全市: before the indicator, no part of it.</summary>
    public WordSet Lead { get; }
    /// <summary>总体, 力争: behind the indicator, no part of it.</summary>
    public WordSet Tail { get; }
    /// <summary>率, 面积: names of measures end so.</summary>
    public WordSet Measure { get; }
    /// <summary>县城, 地区: a place alone.</summary>
    public WordSet Place { get; }

    /// <summary>供应, 人均, 应急: words into which no other is to be cut.</summary>
    public WordSet Keep { get; }
}
