namespace PolicyIngest.Tests.Review;

/// <summary>A plan of an invented place with something to put right in it.</summary>
internal static class ReviewPlan
{
    public const string Name = "河道.txt";

    public static string Text { get; } = string.Join('\n',
        "云岭市河道治理工作方案",
        "一、重点任务",
        "1. 清理河道垃圾。2031年6月底前清理河道12公里，达标率达到95%。",
        "牵头单位：市水利局",
        "配合单位：市财政局、市公安局",
        "2. 取缔违法建筑。由市住建局会同市公安局办理，2031年10月底前完成。清运建筑垃圾5万吨。",
        "3. 栽种护岸林。（市林业局牵头，市财政局配合）",
        "二、保障措施",
        "领办科室：市水利局、市财政局",
        "（一）加强督导。市政府督查室每季度通报进度。",
        "");
}
