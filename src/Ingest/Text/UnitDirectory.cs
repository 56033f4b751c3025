using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Text;

/// <summary>Knowledge of how units (单位) are called, from the lexicons <c>unit-names</c> and <c>unit-suffixes</c>.</summary>
public sealed class UnitDirectory
{
    private readonly Lexicon _names;
    private readonly Lexicon _suffixes;

    private UnitDirectory(LexiconSet lexicons) => (_names, _suffixes) = (lexicons["unit-names"], lexicons["unit-suffixes"]);

    /// <summary>The names of a set of lexicons.</summary>
    public static UnitDirectory Of(LexiconSet lexicons) => lexicons.Derived(static set => new UnitDirectory(set));

    private static readonly string[] GroupPrefixes = ["各", "相关", "有关", "所有", "全体", "其他", "其它", "涉及"];
    private static readonly string[] StatePrefixes = ["国家", "国务院", "中国", "中央", "中华", "全国", "最高", "财政部"];

    /// <summary>Words that begin like a level but are none: 市场监管局 is no organ of a 市.</summary>
    private static readonly string[] FalseLevels = ["市场", "市政", "区域", "县域", "乡村", "市民"];

    /// <summary>Whether a name, folded, stands for many units: 各区委, 相关部门, 成员单位.</summary>
    public bool IsGroup(ReadOnlySpan<char> folded)
    {
        foreach (string prefix in GroupPrefixes)
            if (folded.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return _names.Find(folded) is null && _suffixes.LongestAtEnd(folded)?.Kind == "group";
    }

    /// <summary>Says what is known about a unit from its name.</summary>
    /// <param name="unit">The name as it would stand alone, such as 市发改委.</param>
    public UnitName Describe(string unit)
    {
        string name = CharFold.Fold(unit).Replace(" ", "", StringComparison.Ordinal);
        if (IsGroup(name))
            return new UnitName(Shown(TailInFull(name)), LevelPrefix(name) > 0 ? LevelOfPrefix(name[0]) : LevelOf(name), true);
        string plain = WithoutBracket(name).ToString();
        if (_names.Find(plain) is { } known)
            return new UnitName(known.Kind, LevelOf(known.Kind), false);
        if (LevelPrefix(plain) > 0)
        {
            string rest = plain[1..];
            return new UnitName(_names.Find(rest)?.Kind ?? (rest is "委" ? plain : Shown(rest)), LevelOfPrefix(plain[0]), false);
        }
        if (DepartmentOfPlace(plain) is { } department) return department;
        if (plain.StartsWith("人民银行", StringComparison.Ordinal)) plain = "中国" + plain; // a branch: 人民银行云岭市中心支行
        return new UnitName(Shown(TailInFull(plain)), LevelOf(plain), false);
    }

    /// <summary>吴忠市发改委: the department without its place. Governments keep theirs.</summary>
    private UnitName? DepartmentOfPlace(string name)
    {
        for (int i = 1; i < Math.Min(name.Length - 2, 9); i++)
        {
            if (LevelOfPrefix(name[i]) is not { } level || _names.Find(name.AsSpan(i + 1)) is not { } known) continue;
            if (known.Kind is "人民政府" or "管理委员会" or "街道办事处") return null;
            return new UnitName(known.Kind, level, false);
        }
        return null;
    }

    /// <summary>Writes 管委会, 政府 and 街道办 at the end of a name in full.</summary>
    private static string TailInFull(string name)
    {
        foreach (var (tail, full) in (ReadOnlySpan<(string, string)>)[("管委会", "管理委员会"), ("管委", "管理委员会"), ("街道办", "街道办事处")])
            if (name.EndsWith(tail, StringComparison.Ordinal)) return string.Concat(name.AsSpan(0, name.Length - tail.Length), full);
        return name.EndsWith("政府", StringComparison.Ordinal) && !name.EndsWith("人民政府", StringComparison.Ordinal)
            ? string.Concat(name.AsSpan(0, name.Length - 2), "人民政府")
            : name;
    }

    private static ReadOnlySpan<char> WithoutBracket(ReadOnlySpan<char> name)
    {
        int open = name.IndexOf('(');
        return open > 1 && name[^1] == ')' ? name[..open] : name;
    }

    private static string Shown(string name) => name.Replace('(', '（').Replace(')', '）');

    /// <summary>1 where a name begins with the sign of its level (市发改委), else 0.</summary>
    private int LevelPrefix(ReadOnlySpan<char> name)
    {
        if (name.Length < 2 || LevelOfPrefix(name[0]) is null) return 0;
        if (_names.Find(name[1..]) is not null) return 1; // 市民政局 begins like 市民 and is 民政局 all the same
        foreach (string word in FalseLevels)
            if (name.StartsWith(word, StringComparison.Ordinal)) return 0;
        return _suffixes.LongestAtEnd(name[1..]) is { } ending && ending.Term.Length < name.Length - 1 || name[1..] is "委" ? 1 : 0;
    }

    private static string? LevelOfPrefix(char c) => c switch
    {
        '省' => "province",
        '市' or '州' or '盟' => "city",
        '区' or '县' or '旗' => "county",
        '镇' or '乡' => "town",
        _ => null,
    };

    private string? LevelOf(string name)
    {
        foreach (string prefix in StatePrefixes)
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return "state";
        if (name.EndsWith("总局", StringComparison.Ordinal) || name.EndsWith("总署", StringComparison.Ordinal)) return "state";
        if (_names.Find(name) is not null)
        {
            if (name[^1] == '部' && !name.StartsWith("党委", StringComparison.Ordinal)) return "state";
            return name[^1] == '厅' ? "province" : null;
        }
        if (name.Contains("街道", StringComparison.Ordinal) || name.Contains("乡镇", StringComparison.Ordinal)) return "town";
        // 各区政府, 济南市人民政府: the level stands before the last word of the name.
        foreach (string tail in (ReadOnlySpan<string>)["人民政府", "政府", "委", "级人民政府"])
        {
            if (!name.EndsWith(tail, StringComparison.Ordinal) || name.Length <= tail.Length) continue;
            if (LevelOfPrefix(name[^(tail.Length + 1)]) is { } level) return level;
        }
        if (name.Contains("自治区", StringComparison.Ordinal) || name.Contains("省", StringComparison.Ordinal)) return "province";
        return name.Contains("县(市、区)", StringComparison.Ordinal) ? "county" : null;
    }
}
