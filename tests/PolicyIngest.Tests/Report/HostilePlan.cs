namespace PolicyIngest.Tests.Report;

/// <summary>A plan whose words would do harm in a page that took them for markup, and whose facts nest, overlap and cross paragraphs.</summary>
internal static class HostilePlan
{
    public const string Name = "a\u2028<img src=x onerror=alert(1)>.txt";

    /// <summary>U+2028, U+2029, a character beyond the BMP, and a lone bracket of each kind.</summary>
    public const string Oddities = "\u2028\u2029𠮷&amp;&#x3c;<>\"'`{{data}}";

    public static string Text { get; } = string.Join('\n',
        "云岭市<script>document.title='broken'</script>整治工作方案",
        "一、主要任务",
        "1. 清理</script><img src=x onerror=\"document.title='broken'\">河道。2031年6月底前清理𠮷田河道12公里，达标率达到95%。",
        "牵头单位：市水利局",
        "配合单位：市财政局、市公安局",
        $"2. 取缔\"><svg/onload=document.title='broken'>{Oddities}违建。2031年10月底前完成。（市住建局牵头，市公安局配合）",
        "3. </article></details></main><!-- <![CDATA[ 种树。（市林业局负责）",
        "") + TaskTable;

    // A table as Apache Tika writes one: a tab begins each cell's line.
    private const string TaskTable = "附件1 任务清单\n\t序号\n\t任务\n\t牵头单位\n\t完成时限\n\n\t1\n\t修堤<b>坝</b>\n\t市水利局\n\t2031年9月底前\n\n\t2\n\t清淤\n\t市住建局\n\t2031年12月底前\n";
}
