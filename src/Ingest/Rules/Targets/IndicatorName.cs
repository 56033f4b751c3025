using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>Cuts the wording that names an indicator out of the text before or behind a number.</summary>
internal static partial class IndicatorName
{
    private const int Longest = 60;

    /// <summary>
    /// The name in a subject: without times, bases (比2020年), 确保, 全市 and the like. Empty where nothing is left.
    /// </summary>
    public static TextSpan InSubject(TextAnnotations annotations, TextSpan subject, TargetLexicon lexicon)
    {
        string folded = annotations.Folded;
        var span = subject;
        // 与2020年相比,… and …比2020年｜下降: the base is no part of the name.
        if (YearMention.Base(annotations, span) is { } compared)
            span = compared.Span.Start - span.Start >= span.End - compared.Span.End
                ? span with { End = compared.Span.Start } : span with { Start = compared.Span.End };
        span = StripLead(folded, StripTail(folded, BehindNumber(folded, span), lexicon), lexicon);
        // 漏损率｜由12%降至9%, 以智能制造为代表的｜先进制造业规模.
        if (FromValue().Match(folded, span.Start, span.Length) is { Success: true } from) span = StripTail(folded, span with { End = from.Index }, lexicon);
        if (Represented().Match(folded, span.Start, span.Length) is { Success: true } represented) span = span with { Start = represented.Index + represented.Length };
        if (CutBefore().Matches(folded.Substring(span.Start, span.Length)) is { Count: > 0 } cuts)
        {
            var cut = cuts[^1];
            var rest = new TextSpan(span.Start + cut.Index + cut.Length, span.End);
            if (rest.Length >= 3) span = StripLead(folded, rest, lexicon);
        }
        // 由2020年的45%｜提高到: a number names nothing.
        if (!span.IsEmpty && !HasLetter(span.In(folded))) return span with { End = span.Start };
        return span.Length > Longest ? span with { Start = span.End - Longest } : span;
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (char.IsLetter(c)) return true;
        return false;
    }

    /// <summary>拆除面积不大于现状面积的20、｜拆建比, 实现清零、｜覆盖率: without what another number or word was said of.</summary>
    private static TextSpan BehindNumber(string folded, TextSpan span)
    {
        int mark = span.In(folded)[..Math.Max(0, span.Length - 3)].LastIndexOf('、');
        if (mark <= 0) return span;
        var before = span.In(folded)[..mark];
        return char.IsAsciiDigit(before[^1]) || before[^1] == '%' || before.EndsWith("清零") ? span with { Start = span.Start + mark + 1 } : span;
    }

    /// <summary>The object behind a count: 10家｜具有较强影响力的重大平台 → 重大平台.</summary>
    public static TextSpan InObject(string folded, TextSpan right, TargetLexicon lexicon, bool whole = false)
    {
        var span = right.Trimmed(folded);
        while (span.Length > 0 && folded[span.Start] is '的' or ' ' or '\n' or '"' or '、' or '(') span = span with { Start = span.Start + 1 };
        // What a bracket explains is no part of the object's name; 首台(套)装备 goes on.
        if (folded.IndexOf('(', span.Start, span.Length) is > 0 and var bracket && span.End - bracket > 12 && bracket - span.Start >= 2
            && folded.IndexOf(')', bracket, Math.Min(6, span.End - bracket)) < 0) span = span with { End = bracket };
        // …相关标准｜并建立评估机制: a second action.
        if (folded.IndexOf('并', span.Start, span.Length) is > 0 and var also && also - span.Start >= 4 && lexicon.Act.AtStart(folded.AsSpan(also + 1, span.End - also - 1)) > 0) span = span with { End = also };
        if (!whole) span = WithoutAttribute(folded, span, lexicon);
        return StripEnd(folded, span.Length > Longest ? span with { End = span.Start + Longest } : span, ObjectEnd());
    }

    /// <summary>
    /// What is counted, without its attribute: 具有竞争力的｜行业级大模型. 公交车的｜更换 stays whole: the action belongs to the name.
    /// </summary>
    public static TextSpan WithoutAttribute(string folded, TextSpan span, TargetLexicon lexicon)
    {
        int of = span.In(folded).LastIndexOf('的');
        if (of <= 0) return span;
        var thing = span with { Start = span.Start + of + 1 };
        // 首次突破100亿元的企业: the number tells it from other counts of 企业.
        if (thing.Length < 4 && span.In(folded)[..of].IndexOfAnyInRange('0', '9') >= 0) return span;
        // 网络改造应用良好的｜企业: a word so general names nothing by itself, unless the attribute is a sentence.
        bool isThing = thing.Length >= 4 || (thing.Length >= 2 && of >= 16 && !lexicon.Act.Contains(thing.In(folded)));
        return isThing ? thing : span;
    }

    /// <summary>Whether a name ends as the names of measures do: 率, 面积, 浓度.</summary>
    public static bool IsMeasure(string folded, TextSpan name, TargetLexicon lexicon) =>
        lexicon.Measure.AtEnd(WithoutBracket(folded, name).In(folded)) > 0;

    /// <summary>Whether a name is a place or scope alone: 县城, 各县(市、区)城市建成区.</summary>
    public static bool IsPlace(string folded, TextSpan name, TargetLexicon lexicon) =>
        !name.IsEmpty && lexicon.Place.AtEnd(WithoutBracket(folded, name).In(folded)) > 0;

    /// <summary>
    /// The names in an enumeration that takes several values: 花生种植、收获机械化率 → 花生种植机械化率, 花生收获机械化率.
    /// One name alone where the parts are not as many as the values.
    /// </summary>
    public static ImmutableArray<string> Distribute(string name, int values, TargetLexicon lexicon)
    {
        var parts = Separators().Split(name).Where(p => p.Length > 0).ToArray();
        if (parts.Length != values) return [name];
        string first = parts[0], last = parts[^1];
        // 城镇和农村｜的覆盖率: what follows 的 belongs to all.
        int of = last.IndexOf('的', StringComparison.Ordinal);
        if (of > 0) return [.. parts.Select((p, i) => i == parts.Length - 1 ? p : p + last[of..])];
        // 普及率、保证率 and 实验室、研究中心 stand by themselves.
        if (lexicon.Measure.AtEnd(first) > 0 || lexicon.Measure.AtEnd(last) == 0 || first.Length < 2) return [.. parts];
        // The parallel members are taken to be as long as the second one, or two characters: 种植、收获｜机械化率.
        int member = parts.Length > 2 ? parts[1].Length : 2;
        if (member >= last.Length || member > first.Length)
        {
            // 线上办公、在线旅行预订、互联网医疗｜规模: members of many lengths share the measure alone.
            int measure = lexicon.Measure.AtEnd(last);
            return measure < 2 ? [.. parts] : [.. parts.Select((p, i) => i == parts.Length - 1 ? p : p + last[^measure..])];
        }
        string shared = last[member..], prefix = first[..^member];
        return [.. parts.Select((p, i) => i == 0 ? p + shared : i == parts.Length - 1 ? prefix + p : prefix + p + shared)];
    }

    /// <summary>城市污水处理率 → 污水处理率: the measure without the place before it.</summary>
    public static string WithoutPlace(string name)
    {
        var place = PlaceInName().Match(name);
        return place.Success ? name[(place.Index + place.Length)..] : name;
    }

    private static TextSpan WithoutBracket(string folded, TextSpan name)
    {
        if (name.IsEmpty || folded[name.End - 1] != ')') return name;
        int open = folded.LastIndexOf('(', name.End - 1, name.Length);
        return open > name.Start ? name with { End = open } : name;
    }

    private static TextSpan StripLead(string folded, TextSpan span, TargetLexicon lexicon)
    {
        while (true)
        {
            span = span.Trimmed(folded);
            if (span.IsEmpty) return span;
            var time = LeadingTime().Match(folded, span.Start, span.Length);
            int length = time.Success ? time.Length : LeadWord(span.In(folded), lexicon);
            if (length == 0) return span;
            span = span with { Start = span.Start + length };
        }
    }

    /// <summary>全市 goes, 全市域 stays; 提高 goes, 提高率 stays; a word goes only if a name can follow.</summary>
    private static int LeadWord(ReadOnlySpan<char> text, TargetLexicon lexicon)
    {
        int length = lexicon.Lead.AtStart(text);
        if (length == 0 || lexicon.Keep.AtStart(text) > length) return 0;
        var rest = text[length..];
        return rest.Length > 0 && rest[0] is '率' or '域' or '性' or '用' or '化' or '度' ? 0 : length;
    }

    private static TextSpan StripTail(string folded, TextSpan span, TargetLexicon lexicon)
    {
        while (true)
        {
            span = span.Trimmed(folded);
            int length = lexicon.Tail.AtEnd(span.In(folded));
            // 储备能力｜2024年｜确保达到
            if (length == 0 && TrailingYear().Match(folded, span.Start, span.Length) is { Success: true } year && year.Index > span.Start)
            {
                span = span with { End = year.Index };
                continue;
            }
            if (length == 0 || lexicon.Keep.AtEnd(span.In(folded)) > length) return span;
            span = span with { End = span.End - length };
        }
    }

    private static TextSpan StripEnd(string folded, TextSpan span, Regex end)
    {
        var m = end.Match(folded, span.Start, span.Length);
        return m.Success && m.Index > span.Start + 1 ? span with { End = m.Index } : span;
    }

    [GeneratedRegex(@"(?:到|至|在)?20\d\d年(?:度|年?底|末)?(?:之?前)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingYear();

    [GeneratedRegex(@"(?:由|从)(?:20\d\d年)?(?:底|末)?的?[\d.,]+[^\d,]{0,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex FromValue();

    [GeneratedRegex(@"\G以[^,]{2,40}?为(?:代表|主|主体|核心|重点|引领|支撑|基础|龙头|骨干)的", RegexOptions.CultureInvariant)]
    private static partial Regex Represented();

    // 到2025年, 确保, 力争, 实现, 使(not 使用), 推动 inside a subject: the indicator begins behind the last one.
    [GeneratedRegex(@"(?:到|至)?20\d\d年(?:度|年?底|末)?(?:之?前)?|确保|力争|争取|实现|使得|使(?!用)|带动|逐步将|其中:?|涉及[^的]{1,20}的|[^、]{2,12}等(?=.{6})", RegexOptions.CultureInvariant)]
    private static partial Regex CutBefore();

    // 1.  (2)  一是: what numbers an item.
    // 到2025年底前, 2021-2023年, 5月底前, 用三年时间, “十四五”期间.
    [GeneratedRegex(@"\G(?:[①-⑳●•◆■★▲○◇]|[A-Z][.、]|\d{1,2}[.、)](?!\d)|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|[一二三四五六七八九十]是|(?:到|至)?二[〇○零][〇○零一二三四五六七八九]{2}年|(?:到|至|于|在|从|自)?(?:20\d\d\s?(?:年?\s?(?:-{1,2}|~|至|到)?\s?20\d\d)?\s?年?(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?|\d{1,2}\s?月|“?十[一二三四五六七]五”?(?:时期|期间)?|[利用]{0,2}(?:[一二三四五1-5]\s?(?:至|到|-|~)\s?)?[一二三四五1-5]年(?:左右)?(?:的?时间|内)?)(?:度|年?底|年?末|初|中旬|期间|期末)?(?:以?前|之前|起)?)", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingTime();

    // 治理工作 → 治理, 建设任务 → 建设; what has been said of the object: 以上, 等.
    [GeneratedRegex(@"(?:等?工作(?:任务)?|任务|等)?[、,:。\s(“]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectEnd();

    // What parts the members of a list; not 普及, 参与.
    [GeneratedRegex(@"、|和|以及|(?<!普|涉|惠|触|波)及|(?<!参)与", RegexOptions.CultureInvariant)]
    internal static partial Regex Separators();

    // The last place in a name with three characters or more behind it.
    [GeneratedRegex(@"^.*(?:建成区|城区|县城|城市|城镇|农村|市|县|区)(?=.{3})", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceInName();
}
