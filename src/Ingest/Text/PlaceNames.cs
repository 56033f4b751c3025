using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Text;

/// <summary>Knowledge of places (行政区划) in the names of organs and plans.</summary>
public static partial class PlaceNames
{
    /// <summary>The region of organs of the state.</summary>
    public const string State = "全国";

    /// <summary>
    /// The place with whose name the issuer begins (云岭市青川县人民政府: 云岭市青川县), <see cref="State"/> for an organ of the state; where the
    /// issuer says nothing, the place with which the title begins (云岭市2031年工作方案).
    /// </summary>
    /// <returns>The place as written, or null where neither names one. A name is never completed: 青川县 gets no province.</returns>
    public static string? RegionOf(string? issuer, string? title)
    {
        if (issuer is not null)
        {
            string first = issuer.Split('、')[0];
            if (PlaceAtStart(first) is { } place) return place;
            if (UnitNames.Describe(Office().Replace(first, "")).Level == "state") return State;
        }
        return title is null ? null : PlaceAtStart(title);
    }

    /// <summary>A name without what may stand before its place: 中共, 《, 2031年度.</summary>
    public static string WithoutOpening(string name) => Opening().Replace(name, "");

    private static string? PlaceAtStart(string name)
    {
        string plain = WithoutOpening(name);
        int length = 0;
        while ((length == 0 ? Place() : PlaceWithin()).Match(plain, length) is { Success: true } step && !NoName().IsMatch(step.Value)) length += step.Length;
        return length == 0 ? null : plain[..length];
    }

    // What may stand before a place: 中共云岭市委…, 《云岭市…》, 2031年度云岭市…
    [GeneratedRegex("^(?:中共|中国共产党|《|(?:[0-9]{4}|[二〇○零一二三四五六七八九]{4})年度?)")]
    private static partial Regex Opening();

    // The office of a ministry: 工业和信息化部办公厅.
    [GeneratedRegex("办公厅$")]
    private static partial Regex Office();

    // 云岭市, 青川县, 宁夏回族自治区, 阿坝州人民政府, 西郊区2031年; not 市场…, 县域…, 经济开发区.
    [GeneratedRegex("""
        \G(?:\p{IsCJKUnifiedIdeographs}{2,10}?(?:自治区|自治州|自治县|特别行政区)
        |\p{IsCJKUnifiedIdeographs}{1,5}?(?:省(?!级)|市(?![场政民级])|县(?![域级])|[州盟旗](?=市[场政民]|县|人民|委|政府|[0-9])|地区(?=行署|行政)
            |(?<!发|新|园|范|税|技术|产业|港|景|社|地|辖|政)区(?=人民|委|政府|[0-9]|\p{IsCJKUnifiedIdeographs}{1,14}[局办会部室])))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Place();

    // What stands behind 云岭市: 青川县, 卫河区; not 高新区, 城区, 市区.
    [GeneratedRegex(@"\G\p{IsCJKUnifiedIdeographs}{1,4}?(?:市(?![场政民级])|县(?![域级])|(?<!发|新|园|范|税|术|业|港|景|社|地|辖|政|城|市|郊|学|灌|库|保护|功能)区(?!域|块))")]
    private static partial Regex PlaceWithin();

    // Words that end like places and are none: 全市, 各县, 城市, 示范区, 关于云岭市 …
    [GeneratedRegex("^[全各我本该]|[城都]市|特大|关于|推[进动行]|加[快强]|促进|做好|开展|示范|智慧|数字|试点|文明|卫生|新型|[地县各]级|国家|支持|建设|创建|打造|重点|沿[海江黄]|中心|与|和(?!平)")]
    private static partial Regex NoName();
}
