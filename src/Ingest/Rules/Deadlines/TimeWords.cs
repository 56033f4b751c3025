using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>What the words after a date make of it.</summary>
internal enum TimeTail
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>前, 之前, 以前, 止.</summary>
    Before,
    /// <summary>起, 开始.</summary>
    From,
    /// <summary>后, 以来, 期间: no bound of an action.</summary>
    Unbounded,
}

/// <summary>The words around a date that say how it is meant.</summary>
internal static partial class TimeWords
{
    // 前, 之前, 以前, 止; not 前后, 前三季度, 前期.
    [GeneratedRegex("^(?:(?:之|以)?前(?![后期提往述端列沿身三两几一二四五六半0-9])|为?止)")]
    private static partial Regex BeforePattern();

    // 起, 开始, 始; not 起草, 起步, 起源.
    [GeneratedRegex("^(?:起(?![草步源伏])|开始)")]
    private static partial Regex FromPattern();

    // 后, 之后, 以来, 期间, 时.
    [GeneratedRegex("^(?:[之以]?后|以来|来(?![临])|期间|时(?!限|间))")]
    private static partial Regex UnboundedPattern();

    // 到2025年, 截至, 截止到, 力争到; not 达到2025年水平, 得到, 涉及到.
    [GeneratedRegex("(?:(?<![达得及受看])到|(?<![延甚])至|截[至止]到?|迟于)$", RegexOptions.RightToLeft)]
    private static partial Regex UntilPrefix();

    // 比2020年, 较2015年底, 与2020年相比, 有效期至2025年: what the date is compared with or how long a paper holds.
    [GeneratedRegex("(?:比|较|相比|相对于?|对照|基于|有效期限?[为至到]*|效期至|自从)$", RegexOptions.RightToLeft)]
    private static partial Regex ReferencePrefix();

    // , 已经建成; 均已完成; 已建成的.
    [GeneratedRegex("^,?(?:就|均|都|全部|全市|全区|全县|我[市区县])?(?:已|业已|曾经?)")]
    private static partial Regex DoneAfter();

    // 建成的老旧小区, 前注册登记的车辆: which things are meant, not when something is to be done.
    [GeneratedRegex("^(?:已经?|未)?(?:建成|建设|投产|投运|投用|投入|注册|登记|取得|获得|批准|审批|核准|备案|竣工|开工|生产|购置|签订|立项|设立|成立|出生|参加|形成|存在|发生|入库|办理)[^,。;:、\n]{0,14}的")]
    private static partial Regex AttributeAfter();

    // 6月5日世界环境日, 12月4日国家宪法日: a feast's date.
    [GeneratedRegex("^[(“\"]?(?:世界|国际|全国|国家|联合国|中国)[^,。;]{1,10}[日周月](?![前起])")]
    private static partial Regex FeastAfter();

    /// <summary>What follows the date, and how many characters that takes.</summary>
    public static (TimeTail Tail, int Length) TailOf(ReadOnlySpan<char> after)
    {
        foreach (var match in BeforePattern().EnumerateMatches(after)) return (TimeTail.Before, match.Length);
        foreach (var match in FromPattern().EnumerateMatches(after)) return (TimeTail.From, match.Length);
        return UnboundedPattern().IsMatch(after) ? (TimeTail.Unbounded, 0) : (TimeTail.None, 0);
    }

    /// <summary>Whether 到, 至 or 截至 stands before the date.</summary>
    public static bool EndsWithUntil(ReadOnlySpan<char> before) => UntilPrefix().IsMatch(Last(before));

    /// <summary>Whether the date is a base of comparison or an end of validity.</summary>
    public static bool EndsWithReference(ReadOnlySpan<char> before) => ReferencePrefix().IsMatch(Last(before));

    /// <summary>Whether the words after a date say that it is done, or which things are meant.</summary>
    public static bool TellsWhatIs(ReadOnlySpan<char> after) => DoneAfter().IsMatch(after) || AttributeAfter().IsMatch(after);

    /// <summary>Whether the date is a feast's.</summary>
    public static bool IsFeast(ReadOnlySpan<char> after) => FeastAfter().IsMatch(after);

    private static ReadOnlySpan<char> Last(ReadOnlySpan<char> before) => before.Length > 12 ? before[^12..] : before;
}
