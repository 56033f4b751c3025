using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>A field that a page states about its document.</summary>
/// <param name="Name">Its name without spaces and colon: 发文字号.</param>
/// <param name="Written">The name as it stands on the page, with its colon: 标　　题：.</param>
/// <param name="Value">Its value; may be empty.</param>
internal sealed record PageField(string Name, string Written, string Value);

/// <summary>
/// Reads the fields that government sites set above a document (索引号, 发文机关, 发文字号, 成文日期 …), from a table or from lines.
/// </summary>
internal static partial class PageFields
{
    private const int LongestName = 16;
    private const int LongestLine = 600;

    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal,
        "索引号", "信息索引号", "信息索引", "索取号", "主题分类", "发文机关", "发文单位", "发文部门", "发布机构", "发布单位", "发布机关", "发布部门", "制发机关", "制定机关", "印发机关", "公开机构", "公开主体", "公开责任部门", "信息公开责任部门", "责任部门", "所属机构", "信息所属单位",
        "发文字号", "发文文号", "文号", "文件编号", "文件号", "发文号", "成文日期", "成文时间", "发文日期", "发文时间", "发布日期", "发布时间", "印发日期", "印发时间", "公开日期", "公开时间", "生成日期", "形成日期", "颁布日期", "颁布时间", "公布日期",
        "标题", "名称", "信息名称", "文件名称", "文件标题", "公文名称", "主题词", "关键词", "关键字", "有效性", "效力状态", "时效性", "时效", "时效状态", "是否有效", "有效期", "效力级别", "生效日期", "生效时间", "实施日期", "施行日期", "失效日期", "失效时间", "废止日期", "废止时间",
        "公开方式", "公开范围", "公开形式", "公开类型", "公开类别", "公开属性", "公开时限", "组配分类", "体裁分类", "体裁", "服务对象", "服务对象分类", "信息分类", "分类", "类别", "文件类型", "文件类别", "信息类别", "信息来源", "来源", "文章来源", "内容概述", "内容概况", "概述", "信息内容", "统一登记号", "登记号", "统一编号", "规范性文件编号", "规范性文件登记号",
        "公文种类", "文种", "语种", "载体类型", "记录形式", "获取方式", "所属主题", "主题", "时间", "日期", "体裁类别", "浏览次数", "点击数", "点击率", "阅读次数", "责任编辑", "作者", "更新日期", "更新时间");

    /// <summary>Names that alone show that a table is about the page's document.</summary>
    private static readonly FrozenSet<string> Telling = FrozenSet.Create(StringComparer.Ordinal,
        "索引号", "信息索引号", "信息索引", "发文字号", "发文机关", "成文日期", "主题分类", "组配分类", "主题词", "体裁分类", "公开方式", "公开范围");

    /// <summary>Names that plans use as well; a line with nothing but them holds no fields: 时间：2021年5月.</summary>
    private static readonly FrozenSet<string> Weak = FrozenSet.Create(StringComparer.Ordinal, "时间", "日期", "主题", "分类", "类别", "名称");

    // … 字体：[大 中 小] 打印: what follows the last value on a line
    [GeneratedRegex(@"(?:^|\s)[【\[（(]?\s{0,3}(?:字体|字号|打印|分享|收藏|纠错|【|\[|视力保护)")]
    private static partial Regex Buttons();

    /// <summary>The fields of a table; null where it is no such table.</summary>
    public static List<PageField>? FromTable(IReadOnlyList<GridCell> cells)
    {
        var fields = new List<PageField>();
        int other = 0, telling = 0;
        for (int i = 0; i < cells.Count; i++)
        {
            string text = cells[i].Text;
            if (Known(text) is { } name)
            {
                bool hasValue = i + 1 < cells.Count && cells[i + 1].Row == cells[i].Row && Known(cells[i + 1].Text) is null;
                fields.Add(new PageField(name, text.Trim(), hasValue ? cells[++i].Text.Trim() : ""));
                if (Telling.Contains(name)) telling++;
            }
            else if (FromLine(text) is { Count: > 0 } several)
            {
                fields.AddRange(several);
                telling += several.Count(field => Telling.Contains(field.Name));
            }
            else if (!string.IsNullOrWhiteSpace(text))
            {
                other++;
            }
        }
        return fields.Count > other && (telling > 0 || fields.Count >= 4) ? fields : null;
    }

    /// <summary>The fields of a line such as <c>发文字号：云政发〔2021〕3号 发布日期：2021-03-05</c>; empty unless the line begins with one.</summary>
    public static List<PageField> FromLine(string line)
    {
        if (line.Length > LongestLine || !line.AsSpan().ContainsAny(':', '：') || line.Contains('。', StringComparison.Ordinal)) return [];
        var names = NamesIn(line);
        if (names.Count == 0 || !string.IsNullOrWhiteSpace(line[..names[0].Start].Trim('[', '【', '·', '•', '-'))) return [];
        var fields = new List<PageField>();
        for (int i = 0; i < names.Count; i++)
        {
            string value = line[names[i].End..(i + 1 < names.Count ? names[i + 1].Start : line.Length)];
            if (Buttons().Match(value) is { Success: true } buttons) value = value[..buttons.Index];
            fields.Add(new PageField(names[i].Name, line[names[i].Start..names[i].End], value.Trim()));
        }
        return fields.TrueForAll(field => Weak.Contains(field.Name)) ? [] : fields;
    }

    /// <summary>The known names before the colons of a line; a name may be spaced out (索 引 号：) but not run on from other words.</summary>
    private static List<(string Name, int Start, int End)> NamesIn(string line)
    {
        var names = new List<(string Name, int Start, int End)>();
        for (int colon = line.AsSpan().IndexOfAny(':', '：'), from = 0; colon >= 0;)
        {
            string? name = null;
            string letters = "";
            int start = colon;
            for (int i = colon - 1; i >= from && colon - i <= LongestName; i--)
            {
                if (char.IsWhiteSpace(line[i])) continue;
                if (!char.IsLetter(line[i])) break;
                letters = line[i] + letters;
                if (Names.Contains(letters) && (i == from || !char.IsLetterOrDigit(line[i - 1]))) (name, start) = (letters, i);
            }
            if (name is not null) names.Add((name, start, colon + 1));
            from = colon + 1;
            int next = line.AsSpan(from).IndexOfAny(':', '：');
            colon = next < 0 ? -1 : from + next;
        }
        return names;
    }

    /// <summary>The field's name if a cell holds nothing else, as <c>索 引 号：</c>.</summary>
    private static string? Known(string text)
    {
        if (text.Length > LongestName) return null;
        string name = WithoutSpaces(text).TrimEnd(':', '：', ']', '】').TrimStart('[', '【');
        return Names.Contains(name) ? name : null;
    }

    private static string WithoutSpaces(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
            if (!char.IsWhiteSpace(c)) plain.Append(c);
        return plain.ToString();
    }
}
