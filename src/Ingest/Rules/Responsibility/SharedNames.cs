using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>
/// What the names of a list share: the sign of a level (市发改委、工信局), a place (各区委、区政府), 各 (各区、县级市), an end (各市、县、区政府), a head
/// (相关部门和单位).
/// </summary>
internal sealed class SharedNames(OrganNames organs)
{
    // Names of a place or kind of their own, which take no prefix.
    private static readonly string[] OwnHeads =
        ["各", "相关", "有关", "其他", "全", "国家", "国务院", "中国", "中央", "中共", "国网", "人民银行", "人行", "驻", "属地", "所属", "涉及", "承担", "沿线", "本", "我", "事发", "团", "共青团", "省", "市", "县", "区", "自治", "试点"];

    private static readonly string[] OwnEnds = ["银行", "管委会", "开发区", "园区", "街道", "办事处", "企业", "公司", "集团", "支行", "分行", "高校", "院校", "大学", "学校"];

    private static readonly string[] PartyParts = ["组织部", "宣传部", "统战部", "武装部", "工作部", "农工部"];

    private static readonly string[] Governments = ["人民政府", "政府"];

    private static readonly string[] Nouns = ["部门", "单位", "企业", "机构", "乡镇", "街道", "地区", "地方", "高校", "院校", "园区", "科室", "处室"];

    private static readonly System.Buffers.SearchValues<string> GroupWords = System.Buffers.SearchValues.Create(["各", "相关", "有关"], StringComparison.Ordinal);

    private string? _last;

    /// <summary>The prefix of the list's first unit (市, 区, 县, 省, 自治区), which holds through one responsibility clause.</summary>
    public string? Prefix { get; private set; }

    /// <summary>Begins a list; no name is before it.</summary>
    public void Begin(string? prefix) => (Prefix, _last) = (prefix, null);

    /// <summary>Whether words that are no name by themselves are one behind the name before them: 县 behind 各市, 单位 behind 相关部门.</summary>
    public bool IsShared(ReadOnlySpan<char> name) => WithSharedHead(name) is not null;

    /// <summary>The name as it would stand alone.</summary>
    /// <param name="span">Its place.</param>
    /// <param name="written">Its text as written.</param>
    /// <param name="name">Its folded text.</param>
    public UnitMention Name(TextSpan span, string written, ReadOnlySpan<char> name)
    {
        if (written.AsSpan().IndexOfAny(" \n\t\u3000") >= 0)
        {
            written = string.Concat(written.Where(c => !char.IsWhiteSpace(c)));
            name = CharFold.Fold(written);
        }
        var mention = Named(span, written, name);
        _last = CharFold.Fold(mention.Name);
        return mention;
    }

    /// <summary>各市、县、区政府, 济南、青岛、烟台市政府: the end of the last name holds for the bare ones before it.</summary>
    public static void GiveEnds(List<UnitMention> units, OrganNames organs)
    {
        for (int i = units.Count - 2; i >= 0; i--)
        {
            string name = units[i].Name, next = units[i + 1].Name;
            if (units[i + 1].SharesHead && HeadOf(name) is { Length: > 0 } head && IsPlaceWord(CharFold.Fold(name[head.Length..])))
            {
                if (GovernmentOf(next) is { } government) units[i] = units[i] with { Name = name + government };
            }
            // 青禾区、白石区人民政府
            else if (name.Length is >= 3 and <= 6 && HeadOf(name).Length == 0 && organs.LevelLength(name) == 0 && name[^1] is '市' or '县' or '区' or '州' && !organs.IsWhole(name)
                && GovernmentOf(next) is { } of && next.Length - of.Length is >= 3 and <= 6 && next[^(of.Length + 1)] == name[^1]) units[i] = units[i] with { Name = name + of };
            else if (name.Length is 2 or 3 && !organs.IsOrgan(name) && next.IndexOfAny(['市', '县', '区', '州']) is >= 2 and <= 3 and var level
                && (next.EndsWith("政府", StringComparison.Ordinal) || level == next.Length - 1))
                units[i] = units[i] with { Name = name + next[level..] };
        }
    }

    private UnitMention Named(TextSpan span, string written, ReadOnlySpan<char> name)
    {
        if (WithSharedHead(name) is { } head) return new UnitMention(head + written, span, SharesHead: true);
        int level = organs.LevelLength(name);
        // 区委、区政府 behind 乌达区委 belong to the same place.
        if (level == 1 && _last is not null && PlaceOf(_last) is { Length: > 1 } place && place[^1] == name[0]) return new UnitMention(place[..^1] + written, span);
        if (level > 0)
        {
            Prefix = written[..level];
            return new UnitMention(written, span);
        }
        if (Prefix is null || !TakesPrefix(name)) return new UnitMention(written, span);
        // 市委组织部、宣传部
        bool party = _last is not null && _last.StartsWith(Prefix + "委", StringComparison.Ordinal) && organs.IsWellKnown("委" + name.ToString());
        return new UnitMention(party ? Prefix + "委" + written : Prefix + written, span);
    }

    /// <summary>What the name before lends to one that is bare: 各 to 县级市, 相关 to 单位, 各级 to 政府.</summary>
    private string? WithSharedHead(ReadOnlySpan<char> name)
    {
        if (_last is null || name.Length > 12) return null;
        if (Nouns.AsSpan().IndexOf(name.ToString()) >= 0)
        {
            foreach (string noun in Nouns)
                if (_last.EndsWith(noun, StringComparison.Ordinal) && _last.Length > noun.Length && (_last.AsSpan().IndexOfAny(GroupWords) >= 0)) return _last[..^noun.Length];
            return null;
        }
        if (name is "政府" or "人民政府" or "管委会")
            return _last.EndsWith("党委", StringComparison.Ordinal) && _last.Length > 2 ? _last[..^2] : PlaceOf(_last);
        var place = name;
        if (GovernmentOf(name) is { } government) place = name[..^government.Length];
        else if (name.EndsWith("办事处")) place = name[..^3];
        else if (name[^1] == '委' && name.Length > 1) place = name[..^(name.EndsWith("党委") ? 2 : 1)];
        return IsPlaceWord(place) && HeadOf(_last) is { Length: > 0 } head && IsPlaceOrGovernment(_last.AsSpan(head.Length)) ? head : null;
    }

    private static bool IsPlaceOrGovernment(ReadOnlySpan<char> name)
    {
        if (GovernmentOf(name) is { } government) name = name[..^government.Length];
        else if (name.EndsWith("党委")) name = name[..^2];
        else if (name.EndsWith("委")) name = name[..^1];
        return IsPlaceWord(name);
    }

    /// <summary>各, 各有关, 有关 at a name's start.</summary>
    private static string HeadOf(string name)
    {
        foreach (string head in (ReadOnlySpan<string>)["各有关", "各相关", "各级", "各", "有关", "相关"])
            if (name.StartsWith(head, StringComparison.Ordinal)) return head;
        return "";
    }

    private static string? GovernmentOf(ReadOnlySpan<char> name)
    {
        foreach (string government in Governments)
            if (name.EndsWith(government, StringComparison.Ordinal)) return government;
        return null;
    }

    /// <summary>市, 县级市, 县(市), 市县, 街道: a sort of place, and no place.</summary>
    private static bool IsPlaceWord(ReadOnlySpan<char> name)
    {
        if (name.Length > 1 && name[^1] is ')' or ']' && name.IndexOfAny('(', '[') is > 0 and var open) name = name[..open];
        if (name.IsEmpty || name.Length > 5) return false;
        if (name is "县级市" or "设区市" or "设区的市" or "地级市" or "地市" or "街道" or "镇街" or "镇(街道)") return true;
        foreach (char c in name)
            if (c is not ('市' or '县' or '区' or '州' or '旗' or '盟' or '镇' or '乡')) return false;
        return true;
    }

    /// <summary>各区委 → 各区, 海勃湾区政府 → 海勃湾区; null for an organ without a place of its own.</summary>
    private static string? PlaceOf(string unit)
    {
        if (unit[0] is '团') return null; // 团市委 is no organ of a place 团市
        foreach (string end in (ReadOnlySpan<string>)["委", "人民政府", "政府"])
            if (unit.EndsWith(end, StringComparison.Ordinal) && unit.Length > end.Length && unit[^(end.Length + 1)] is '区' or '县' or '市' or '旗' or '省' or '州' or ')')
                return unit[..^end.Length];
        return null;
    }

    private bool TakesPrefix(ReadOnlySpan<char> name)
    {
        bool department = organs.StartsAsDepartment(name);
        foreach (string head in OwnHeads)
            if (!department && name.StartsWith(head, StringComparison.Ordinal)) return false;
        if (name.StartsWith("国家") || name.StartsWith("中国") || name.StartsWith("人民银行") || name.StartsWith("国网")) return false;
        // 税务总局, 海关总署, and what is theirs in a place: 金融监管总局云岭监管局
        if (name.IndexOf("总局") > 0 || name.IndexOf("总署") > 0) return false;
        foreach (string end in OwnEnds)
            if (name.EndsWith(end, StringComparison.Ordinal)) return false;
        if (name[^1] == '部' && !EndsAsPartyPart(name)) return false; // 财政部: a department of the State Council
        if (department) return true;
        if (name.Length > 4 || name[0] is '中' or '国' or '驻' or '华' || name.EndsWith("分局") || name.IndexOfAny('市', '县', '区') > 0) return false;
        return name[^1] is '局' or '办' or '委' or '厅' || name.EndsWith("委员会");
    }

    private static bool EndsAsPartyPart(ReadOnlySpan<char> name)
    {
        foreach (string part in PartyParts)
            if (name.EndsWith(part, StringComparison.Ordinal)) return true;
        return false;
    }
}
