using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Text;

/// <summary>
/// The one test of whether words are an organ's name (机关单位), by the lexicons <c>unit-names</c>, <c>unit-suffixes</c> and <c>unit-stems</c>: a line in a
/// user's copy of one of them makes names that end or read so units wherever units are read. All names are folded.
/// </summary>
internal sealed class OrganNames
{
    private const int LongestName = 45;

    private static readonly string[] GroupHeads = ["各", "相关", "有关", "所有", "全体", "其他", "其它", "涉及"];

    // What can't stand after an organ's first character, where the rest is no department: 市级, 市直, 区域, 市场.
    private const string NoLevelBefore = "级直属域场政民内外";

    private readonly Lexicon _names;
    private readonly Lexicon _suffixes;
    private readonly Lexicon _stems;

    private OrganNames(LexiconSet lexicons) => (_names, _suffixes, _stems) = (lexicons["unit-names"], lexicons["unit-suffixes"], lexicons["unit-stems"]);

    /// <summary>The names of a set of lexicons.</summary>
    public static OrganNames Of(LexiconSet lexicons) => lexicons.Derived(static set => new OrganNames(set));

    /// <summary>Whether a name ends as organs' names do, in a place (各区) or in a word that ends other words as well (职教处).</summary>
    public bool IsOrgan(ReadOnlySpan<char> name) => Ending(name = WithoutBracket(name)) is not null || IsWellKnown(name);

    /// <summary>Whether a name ends in words that make it an organ wherever it stands (局, 委员会, 公司; not 处, 县).</summary>
    public bool IsWhole(ReadOnlySpan<char> name) => Ending(name = WithoutBracket(name)) is { Kind: not ("weak" or "place") } || IsWellKnown(name);

    /// <summary>Whether a name tells which organ it is (市水务局, 财政部, 各有关单位), unlike 高校, 企业.</summary>
    public bool IsNamed(ReadOnlySpan<char> name)
    {
        name = WithoutBracket(name);
        if (!IsOrgan(name)) return false;
        if (IsGroup(name) || IsWellKnown(name) || LevelLength(name) > 0 && IsWhole(name)) return true;
        return Ending(name) is { Kind: "organ", Term: var end } && end.Length < name.Length || name.Length > 3 && name[1..^1].IndexOfAny('省', '市', '县') >= 0;
    }

    /// <summary>Whether the whole name is a well-known organ's, with or without 市, 区, 县, 省 before it.</summary>
    public bool IsWellKnown(ReadOnlySpan<char> name) =>
        _names.Find(name) is not null || name.Length > 2 && name[0] is '市' or '区' or '县' or '省' or '州' or '盟' or '旗' or '镇' or '乡' && _names.Find(name[1..]) is not null;

    /// <summary>Whether words are themselves an ending of organs' names (分局, 支队) or an organ's name.</summary>
    public bool IsEnding(ReadOnlySpan<char> words) => _suffixes.Find(words) is not null || _names.Find(words) is not null;

    /// <summary>Whether a name is only what a department is called after: 市场, 省教育.</summary>
    public bool IsStem(ReadOnlySpan<char> name) => !IsWellKnown(name) && (_stems.Find(name) is not null || name.Length > 2 && name[0] is '市' or '区' or '县' or '省' && _stems.Find(name[1..]) is not null);

    /// <summary>Whether a name stands for many organs by its head: 各区, 相关部门, 市级有关单位.</summary>
    public static bool IsGroup(ReadOnlySpan<char> name)
    {
        foreach (string head in GroupHeads)
            if (name.StartsWith(head, StringComparison.Ordinal)) return true;
        return name.EndsWith("部门") || name.EndsWith("单位");
    }

    /// <summary>Whether a line is nothing but the name of an organ that issues papers, as above a title or in a signature.</summary>
    public bool IsIssuer(ReadOnlySpan<char> line) =>
        line.Length is >= 2 and <= 40 && line.IndexOfAny("，。：；:;,《》（)(") < 0 && (line.Length > 4 && _names.Find(line) is not null || Ending(line) is { Kind: "organ" } end
        && (end.Term.Length > 1 || line[^1] is '局' or '厅' or '委' || line.EndsWith("国务院") || line[^1] == '部' && line.Length <= (line.StartsWith("中华人民共和国") ? 23 : 16)));

    /// <summary>
    /// Organs that sign together, with 、 between them and each once: named one behind the other, all but the first begin with the first one's place
    /// (某市商务局某市财政局) or are well-known organs of the state (国家数据局财政部). Any other words stay as they are.
    /// </summary>
    public string Issuers(string names)
    {
        int place = names.StartsWith("中共", StringComparison.Ordinal) ? 2 : 0;
        if (names.Length < place + 6) return names;
        string prefix = names.Substring(place, 2);
        var apart = new List<string>();
        foreach (string listed in names.Split('、'))
        {
            int start = 0;
            for (int at = 2; at < listed.Length - 2; at++)
            {
                bool samePlace = string.CompareOrdinal(listed, at, prefix, 0, 2) == 0;
                if (!samePlace && !BeginsAsStateOrgan(listed.AsSpan(at))) continue;
                int end = listed.AsSpan(start, at - start).EndsWith("中共") ? at - 2 : at;
                if (!IsIssuer(listed.AsSpan(start, end - start)) || !samePlace && !IsIssuer(listed.AsSpan(at))) continue;
                apart.Add(listed[start..end]);
                start = end;
            }
            if (!IsIssuer(listed.AsSpan(start))) return names;
            apart.Add(listed[start..]);
        }
        return apart.Count == 1 ? names : string.Join('、', apart.Distinct(StringComparer.Ordinal));
    }

    /// <summary>财政部办公厅, 国家数据局, 国务院办公厅: an organ that no place's name stands before.</summary>
    private bool BeginsAsStateOrgan(ReadOnlySpan<char> words) =>
        words.StartsWith("国家") || words.StartsWith("中国") || words.StartsWith("国务院") || _names.LongestAtStart(words) is { Term: { Length: > 2 } term }
        && (term.EndsWith("总署", StringComparison.Ordinal) || term.EndsWith("总局", StringComparison.Ordinal) || term.EndsWith('部') && !IsPartyPart(term));

    private static bool IsPartyPart(string term) => term.EndsWith("组织部", StringComparison.Ordinal) || term.EndsWith("宣传部", StringComparison.Ordinal)
        || term.EndsWith("统战部", StringComparison.Ordinal) || term.EndsWith("工作部", StringComparison.Ordinal);

    /// <summary>Whether a name begins with what a department is called after (水务, 发改).</summary>
    public bool StartsAsDepartment(ReadOnlySpan<char> name) => DepartmentLength(name) > 0 || _names.LongestAtStart(name) is not null;

    /// <summary>Length of what a department is called after at a name's start (水务, 司法); 0 for nothing.</summary>
    public int DepartmentLength(ReadOnlySpan<char> name) => _stems.LongestAtStart(name)?.Term.Length ?? 0;

    /// <summary>Length of the sign of a level (市, 区, 自治区) with which a name begins as the names of a place's organs do; 0 where it does not.</summary>
    public int LevelLength(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("自治区") || name.StartsWith("自治州")) return name.Length > 3 ? 3 : 0;
        if (name.Length < 2 || name[0] is not ('市' or '区' or '县' or '省' or '州' or '旗' or '盟' or '镇' or '乡')) return 0;
        if (StartsAsDepartment(name[1..])) return 1; // 市民政局 begins like 市民 and is 民政局 all the same
        if (StartsAsDepartment(name) || NoLevelBefore.Contains(name[1], StringComparison.Ordinal)) return 0;
        return name.Length <= 3 || Ending(name[1..]) is { } end && end.Term.Length < name.Length - 1 ? 1 : 0;
    }

    /// <summary>Whether words begin with a character of a level that is none there: 市场, 县级, 区域.</summary>
    public static bool BeginsAsWord(ReadOnlySpan<char> words) => words.Length > 1 && NoLevelBefore.Contains(words[1], StringComparison.Ordinal);

    /// <summary>Whether text goes on with the end of an organ's name: 管理局, 检查中心 behind 监督.</summary>
    public bool GoesOnAsName(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("管理")) return true;
        int mark = text.IndexOfAny("、,;。:()[] \n");
        if (mark >= 0) text = text[..mark];
        if (text.IsEmpty || text.StartsWith("会同") || LevelLength(text) > 0) return false;
        return _suffixes.LongestAtStart(text) is { Kind: not ("group" or "place") } || FirstEnd(text) is > 0 and < 9;
    }

    /// <summary>The end of the first organ's name at the start of running text (<c>市能源局企业物料…</c>); 0 where there is none.</summary>
    public int FirstEnd(ReadOnlySpan<char> text)
    {
        for (int i = 2; i <= text.Length && i <= 30; i++)
        {
            if (Ending(text[..i]) is not { Kind: "organ" or "group" or "body" or "enterprise" } end || text[i - 1] is '部' && i < text.Length && text[i] is '门') continue;
            // 委 goes on in 委员会, 办 in 办公室, 政府 in 政府办公室, 市场监管 in 市场监管局.
            if (i < text.Length && Ending(text[..(i + 1)]) is { Kind: not "place" } next && next.Term.Length > 1 && next.Term[..^1].EndsWith(end.Term[^1])) continue;
            // 各省市 ends in 省市场监管所 as little as 市 begins it.
            if (end.Kind == "group" && text[i - 1] == '市' && StartsAsDepartment(text[(i - 1)..])) continue;
            var rest = text[i..];
            if (text[i - 1] == '委' && rest.StartsWith("员会") || text[i - 1] == '办' && (rest.StartsWith("公") || rest.StartsWith("事处"))) continue;
            if (rest.StartsWith("办公室") || rest.StartsWith("办公厅")) continue;
            return i;
        }
        return 0;
    }

    private LexiconEntry? Ending(ReadOnlySpan<char> name) => name.IsEmpty || name.Length > LongestName ? null : _suffixes.LongestAtEnd(name);

    /// <summary>各县（市、区）, 市公安局（交警支队）: the bracket belongs to the name.</summary>
    private static ReadOnlySpan<char> WithoutBracket(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty && name[^1] is ')' or ']')
        {
            int open = name.LastIndexOfAny('(', '[');
            if (open < 1) return name;
            name = name[..open];
        }
        return name;
    }
}
