using System.Collections.Frozen;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>How names of organs (机关单位) begin and end.</summary>
internal static class OrganWords
{
    /// <summary>Words that can end an organ's name, longest first by their last character.</summary>
    private static readonly string[] Ends =
    [
        "委员会", "办公室", "办公厅", "管委会", "办事处", "指挥部", "领导小组", "工作组", "工作专班", "专班", "中心", "公司", "集团", "政府", "银行", "分行", "支行",
        "部门", "单位", "机构", "企业", "组织", "协会", "学会", "商会", "联合会", "工会", "学校", "高校", "院校", "大学", "学院", "医院", "法院", "检察院", "研究院", "科学院",
        "海关", "机关", "总局", "分局", "支队", "大队", "总队", "车站", "街道", "园区", "开发区", "新区", "高新区", "地区", "各地", "报社", "电视台", "总站", "电厂", "水库",
        "联社", "团委", "妇联", "残联", "科协", "侨联", "文联", "工商联", "总社", "党委", "党组", "党校", "协调小组", "工作小组", "小组", "平台", "基地", "自治区", "直辖市", "兵团",
        "局", "委", "办", "厅", "部", "署", "院", "会", "社", "所", "站", "队", "处", "室", "科", "股", "镇", "乡", "村", "区", "县", "市", "州", "省", "旗", "盟", "师", "场", "组", "团", "行", "台", "馆", "校", "网", "段",
    ];

    private static readonly FrozenDictionary<char, string[]> EndsByLast =
        Ends.GroupBy(end => end[^1]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(end => end.Length).ToArray());

    /// <summary>Ends that stand for a whole organ, so that 和 or 及 behind them joins two units.</summary>
    private static readonly string[] StrongEnds =
    [
        "局", "委", "委员会", "办", "办公室", "办公厅", "厅", "署", "政府", "管委会", "办事处", "中心", "公司", "集团", "银行", "分行", "部门", "单位", "机构", "企业", "法院", "检察院",
        "支队", "大队", "总队", "街道", "联合会", "指挥部", "海关", "兵团", "部", "协会", "各地区", "各县", "各区", "各市", "院", "学校", "高校", "团委", "妇联", "残联", "总工会", "园区", "开发区", "乡镇", "党委",
    ];

    /// <summary>What departments are called after; a name that begins so is an organ of the place named before it.</summary>
    private static readonly string[] Stems =
    [
        "发展", "发改", "工业", "工信", "经信", "经济", "经贸", "教育", "教体", "科技", "科学技术", "民族", "民宗", "公安", "民政", "司法", "财政", "人力", "人社", "自然资源", "国土", "规划", "自规", "资规", "生态", "环境", "环保", "住房",
        "住建", "建设", "城乡", "城市", "城管", "执法", "综合", "交通", "交运", "水利", "水务", "农业", "农牧", "农村", "农林", "林业", "林草", "园林", "绿化", "畜牧", "商务", "文化", "文旅", "文广", "旅游", "卫生", "卫健", "退役", "应急", "审计", "外事",
        "国资", "国有", "市场", "质监", "质量", "工商", "广电", "广播", "新闻", "体育", "统计", "医保", "医疗", "信访", "机关", "粮食", "能源", "气象", "地震", "税务", "国税", "地税", "金融", "地方金融", "大数据", "数据", "政务", "行政", "人防", "国防", "民防", "扶贫", "乡村",
        "供销", "残联", "妇联", "团委", "工会", "总工会", "科协", "工商联", "文联", "侨联", "红十字", "组织部", "宣传部", "统战部", "政法委", "网信", "编办", "机构编制", "档案", "党史", "老干部", "党校", "纪委", "监委", "法院", "检察院", "法制", "政府", "政协",
        "人大", "消防", "交警", "知识产权", "药监", "药品", "食品", "食药", "海洋", "渔业", "港航", "港口", "铁路", "邮政", "通信", "电力", "烟草", "盐业", "海关", "海事", "公积金", "公共资源", "公用", "市政", "房管", "房产", "投资", "招商", "口岸", "合作", "民航", "物价", "价格", "安监", "安全生产", "老龄", "史志", "督查", "热力", "水文", "节能", "仲裁", "营商", "社会工作", "社工", "疾控", "工贸", "煤炭", "科工", "经合", "经发", "建管", "环卫", "路政", "运管", "委", "委员会",
    ];

    private static readonly FrozenDictionary<char, string[]> StemsByFirst =
        Stems.GroupBy(stem => stem[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Whether a name ends as organs' names do.</summary>
    public static bool EndsLikeOrgan(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return false;
        // 各县（市、区）and 市公安局（交警支队）: the bracket belongs to the name.
        if (name[^1] == ')')
        {
            int open = name.LastIndexOf('(');
            return open > 0 && EndsLikeOrgan(name[..open]);
        }
        if (!EndsByLast.TryGetValue(name[^1], out string[]? ends)) return false;
        foreach (string end in ends)
            if (name.EndsWith(end, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>Whether a name ends in a word that makes it a whole organ.</summary>
    public static bool EndsStrongly(ReadOnlySpan<char> name)
    {
        foreach (string end in StrongEnds)
            if (name.EndsWith(end, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>Whether a name begins with what a department is called after.</summary>
    public static bool StartsWithStem(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !StemsByFirst.TryGetValue(name[0], out string[]? stems)) return false;
        foreach (string stem in stems)
            if (name.StartsWith(stem, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>The end of the first organ's name at the start of running text (<c>市能源局企业物料…</c>); 0 where there is none.</summary>
    public static int FirstOrganEnd(ReadOnlySpan<char> text)
    {
        for (int i = 2; i <= text.Length && i <= 30; i++)
        {
            char last = text[i - 1];
            if (last is not ('局' or '委' or '办' or '厅' or '府' or '会' or '心' or '司' or '门' or '位' or '处' or '院' or '队')) continue;
            if (!EndsStrongly(text[..i])) continue;
            // 委 goes on in 委员会, 办 in 办公室, 政府 in 政府办公室.
            var rest = text[i..];
            if (last == '委' && rest.StartsWith("员会") || last == '办' && (rest.StartsWith("公") || rest.StartsWith("事处"))) continue;
            if (rest.StartsWith("办公室") || rest.StartsWith("办公厅")) continue;
            return i;
        }
        return 0;
    }
}
