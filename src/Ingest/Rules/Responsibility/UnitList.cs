using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>A unit named in a list.</summary>
/// <param name="Name">The name as it would stand alone, as written but for the prefix carried over.</param>
/// <param name="Span">The name as written.</param>
internal readonly record struct UnitMention(string Name, TextSpan Span);

/// <summary>
/// Reads lists of units (市发改委、工信局，各县（市、区）人民政府及有关部门): cuts them, keeps brackets whole and carries the prefix.
/// </summary>
internal sealed partial class UnitList(FactContext context)
{
    // 等, 等部门, 等有关单位 at a list's end; not 等相关街道办事处
    [GeneratedRegex(@"等(?:[各]?(?:市|省|区|县|中央|国家)?(?:级|直)?(?:有关|相关)?(?:市|省|区|县)?(?:级|直)?(?:职能|责任|成员|行业|主管|监管|牵头|配合)?(?:部门和单位|部门单位|部门|单位|部委|机构|地方|企业和单位)?)$")]
    private static partial Regex AndOthers();

    // names of their own place or kind, which take no prefix
    [GeneratedRegex(@"^(?:各|相关|有关|其他|全市|全县|全区|市|区|县|省|州|盟|旗|中央|国家|国务院|中国|中共|自治区|自治州|全国|驻|属地|所属|涉及|承担|沿线|本|我|国网|事发)")]
    private static partial Regex OwnPrefix();

    // 负责督导…: what a unit is in charge of
    [GeneratedRegex(@"(?:分别|具体|共同|重点|主要)?负责(?=.)")]
    private static partial Regex InCharge();

    /// <summary>The unit read last, whose place the next one may share.</summary>
    private string? _last;

    /// <summary>The prefix of the list's first unit (市, 区, 县, 省), which holds through one responsibility clause.</summary>
    public string? Prefix { get; set; }

    /// <summary>Reads the units of a span; pieces that are no units are left out.</summary>
    public List<UnitMention> Read(TextSpan span)
    {
        var units = new List<UnitMention>();
        foreach (var piece in Pieces(span)) Add(units, piece);
        return units;
    }

    /// <summary>Cuts at 、，；, line breaks and spaces behind a name, never inside brackets.</summary>
    public IEnumerable<TextSpan> Pieces(TextSpan span)
    {
        string folded = context.Folded;
        int depth = 0, start = span.Start;
        for (int i = span.Start; i < span.End; i++)
        {
            char c = folded[i];
            if (c is '(' or '《' or '“') depth++;
            else if (c is ')' or '》' or '”') depth = Math.Max(0, depth - 1);
            else if (depth == 0 && IsBreak(folded, start, i, span.End))
            {
                if (i > start) yield return new TextSpan(start, i);
                start = i + 1;
            }
        }
        if (start < span.End) yield return new TextSpan(start, span.End);
    }

    private static bool IsBreak(string folded, int start, int i, int end)
    {
        switch (folded[i])
        {
            case '、' or ',' or ';' or '。' or '\t' or '/' or '|': return true;
            case '\n' or ' ':
                var left = folded.AsSpan(start, i - start).Trim();
                var right = folded.AsSpan(i + 1, end - i - 1);
                int stop = right.IndexOfAny("、,;\n ");
                if (stop >= 0) right = right[..stop];
                // A name that was wrapped (各县（市、区） / 人民政府) goes on in the next line.
                return OrganWords.EndsLikeOrgan(left) && !(right.StartsWith("人民政府") || right.StartsWith("管委会") || right.StartsWith("分局"));
            default: return false;
        }
    }

    private void Add(List<UnitMention> units, TextSpan piece)
    {
        piece = piece.Trimmed(context.Folded);
        if (piece.IsEmpty) return;
        foreach (var half in SplitConjunction(piece))
        {
            var name = TrimOthers(half);
            if (name.IsEmpty || !LooksLikeUnit(At(name)))
            {
                if (!name.IsEmpty) context.Trace?.Reject("responsibility", name, "the piece of a list of units does not look like a unit's name");
                continue;
            }
            foreach (var unit in SplitRunTogether(name))
            {
                var mention = Name(unit);
                _last = mention.Name;
                units.Add(mention);
            }
        }
    }

    /// <summary>民政部及各地区 is two; 商务和投资促进局 is one, since 商务 is no organ.</summary>
    private IEnumerable<TextSpan> SplitConjunction(TextSpan piece)
    {
        int start = piece.Start, depth = 0;
        for (int i = piece.Start + 1; i < piece.End - 1; i++)
        {
            char c = context.Folded[i];
            if (c is '(' or '《') depth++;
            else if (c is ')' or '》') depth--;
            if (depth != 0) continue;
            int length = c is '及' or '和' or '与' or '并' ? 1 : context.Folded.AsSpan(i).StartsWith("会同") || context.Folded.AsSpan(i).StartsWith("以及") ? 2 : 0;
            if (length == 0) continue;
            var left = At(new TextSpan(start, i)).Trim();
            var right = At(new TextSpan(i + length, piece.End)).Trim();
            bool joins = OrganWords.EndsStrongly(left) || left.EndsWith(")") && OrganWords.EndsLikeOrgan(left) || OthersEnd(left);
            // 发展和改革: 展 ends no organ. 等部门和单位 is one tail.
            if (!joins || right.IsEmpty || right is "单位" or "部门") continue;
            yield return new TextSpan(start, i).Trimmed(context.Folded);
            start = i + length;
            i = start;
        }
        var last = new TextSpan(start, piece.End).Trimmed(context.Folded);
        if (!last.IsEmpty) yield return last;
    }

    private static bool OthersEnd(ReadOnlySpan<char> left) => left.IndexOf('等') > 1 && AndOthers().IsMatch(left);

    /// <summary>Cuts 等有关部门 off; 区统计局等相关街道办事处 are two units, of which the second is read as well.</summary>
    private TextSpan TrimOthers(TextSpan unit)
    {
        var text = At(unit);
        if (text.StartsWith("由") || text.StartsWith("以") || text.StartsWith("及") || text.StartsWith("和")) unit = new TextSpan(unit.Start + 1, unit.End);
        else if (text.StartsWith("会同") || text.StartsWith("以及")) unit = new TextSpan(unit.Start + 2, unit.End);
        text = At(unit);
        int at = text.IndexOf('等');
        if (at < 0) return unit;
        var match = AndOthers().Match(text.ToString());
        if (match.Success) return new TextSpan(unit.Start, unit.Start + match.Index).Trimmed(context.Folded);
        return unit;
    }

    /// <summary>生态环境局住建局: where the separator is missing, the names are still two.</summary>
    private IEnumerable<TextSpan> SplitRunTogether(TextSpan unit)
    {
        int start = unit.Start;
        for (int i = unit.Start + 2; i < unit.End - 2; i++)
        {
            char c = context.Folded[i - 1];
            if (c == '等' && i - start > 2 && OrganWords.EndsLikeOrgan(At(new TextSpan(start, i - 1))))
            {
                yield return new TextSpan(start, i - 1);
                start = i;
                continue;
            }
            if (c is not ('局' or '会' or '厅' or '府' or '委' or '心' or '司')) continue;
            var left = At(new TextSpan(start, i));
            var right = At(new TextSpan(i, unit.End));
            if (!OrganWords.EndsStrongly(left) || left.Length < 3) continue;
            if (right.StartsWith("员会") || !(OrganWords.StartsWithStem(right) || OrganWords.StartsWithStem(right[1..]) && right[0] is '市' or '区' or '县' or '省' || right[0] == '各')) continue;
            if (!OrganWords.EndsStrongly(right) || right.EndsWith("队") || right.EndsWith("分局") || right.EndsWith("办公室") || c is '委' or '府' or '心' or '司' && right.Length > 8 && right[0] != '各') continue;
            // 发改委能源局 is one office of another; 市政府办 stays whole.
            if (c is '委' or '府' && right.Length < 4) continue;
            yield return new TextSpan(start, i);
            start = i;
        }
        yield return new TextSpan(start, unit.End);
    }

    private UnitMention Name(TextSpan span)
    {
        string written = Squeezed(span);
        var name = At(span);
        char first = name[0];
        bool level = first is '市' or '区' or '县' or '省' or '州' or '旗' or '盟'
            && (OrganWords.StartsWithStem(name[1..]) || name.Length <= 3 || !OrganWords.StartsWithStem(name) && name[1] is not ('级' or '直' or '属' or '域' or '场' or '政'));
        // 区委、区政府 behind 各区委 or 乌达区委 belong to the same place.
        if (_last is not null && PlaceOf(_last) is { } place && level && place[^1] == first && place.Length > 1)
            return new UnitMention(place[..^1] + written, span);
        if (level)
        {
            Prefix = first.ToString();
            return new UnitMention(written, span);
        }
        if (name.StartsWith("自治区") || name.StartsWith("自治州"))
        {
            Prefix = written[..3];
            return new UnitMention(written, span);
        }
        return new UnitMention(Prefix is not null && TakesPrefix(name) ? Prefix + written : written, span);
    }

    /// <summary>各区委 → 各区, 海勃湾区政府 → 海勃湾区; null for an organ without a place of its own.</summary>
    private static string? PlaceOf(string unit)
    {
        foreach (string end in (ReadOnlySpan<string>)["委", "政府", "人民政府"])
            if (unit.EndsWith(end, StringComparison.Ordinal) && unit.Length > end.Length + 1 && unit[^(end.Length + 1)] is '区' or '县' or '市' or '旗')
                return unit[..^end.Length];
        return null;
    }

    private static bool TakesPrefix(ReadOnlySpan<char> name)
    {
        if (OwnPrefix().IsMatch(name) && !OrganWords.StartsWithStem(name)) return false;
        if (name.StartsWith("国网") || name.StartsWith("国家") || name.StartsWith("中国") || name.StartsWith("人民银行")) return false;
        if (name.EndsWith("银行") || name.IndexOf("总局") > 0 || name.EndsWith("管委会") || name.EndsWith("开发区") || name.EndsWith("园区") || name.EndsWith("街道") || name.EndsWith("办事处") || name.EndsWith("企业")) return false;
        if (OrganWords.StartsWithStem(name)) return true;
        if (name.Length > 4 || name[0] is '中' or '国' or '驻' or '华') return false;
        if (name.EndsWith("分局") || name.EndsWith("公司") || name.EndsWith("集团") || name.IndexOf('市') > 0 || name.IndexOf('县') > 0 || name.IndexOf('区') > 0) return false;
        return name.EndsWith("局") || name.EndsWith("办") || name.EndsWith("委") || name.EndsWith("厅") || name.EndsWith("委员会");
    }

    /// <summary>Whether a piece of a list can be a unit at all: short, a name, not a sentence.</summary>
    public static bool LooksLikeUnit(ReadOnlySpan<char> name)
    {
        if (name.Length is < 2 or > 45) return false;
        if (name[0] is '-' or '/' or '\\' or '*' or '…' || name is "无" or "下同") return false;
        // 技工院校内由人社部门: a sentence, no name; 自由贸易试验区 is one.
        int by = name.IndexOf('由');
        if (by > 0 && name[by - 1] != '自') return false;
        if (OrganWords.EndsLikeOrgan(name)) return !name.StartsWith("按照《") && !name.StartsWith("根据");
        if (name.IndexOfAny("《》:%") >= 0) return false;
        foreach (string verb in (ReadOnlySpan<string>)["按照", "按职责", "依职责", "根据", "结合", "为准", "完成", "推进", "加强", "下同", "负责", "牵头", "时限", "底前"])
            if (name.IndexOf(verb, StringComparison.Ordinal) >= 0) return false;
        return name.Length <= 16;
    }

    /// <summary>Splits what a unit is in charge of from its name: <c>市能源局负责督导洗煤企业</c>.</summary>
    /// <returns>Where 负责 begins and where the scope does; (-1, -1) where there is none.</returns>
    public static (int Verb, int Scope) FindScope(ReadOnlySpan<char> piece)
    {
        foreach (var match in InCharge().EnumerateMatches(piece))
        {
            if (OrganWords.EndsLikeOrgan(piece[..match.Index])) return (match.Index, match.Index + match.Length);
        }
        return (-1, -1);
    }

    private string Squeezed(TextSpan span)
    {
        string raw = span.Of(context.Document.Text);
        return raw.AsSpan().IndexOfAny(" \n\t\u3000") < 0 ? raw : string.Concat(raw.Where(c => !char.IsWhiteSpace(c)));
    }

    private ReadOnlySpan<char> At(TextSpan span) => context.Folded.AsSpan(span.Start, span.Length);
}
