using System.Globalization;
using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Corrections;

/// <summary>A small plan, what the rules make of it, and corrections of it.</summary>
internal static class CorrectionCase
{
    public const string RiverPlan = """
        云岭市河道治理行动方案

        一、重点任务
        （一）清理河道。2031年6月底前完成河道清淤30公里。（牵头单位：市水利局；配合单位：市财政局）
        （二）治理污水。2031年12月底前城市污水处理率达到95%。建设泵站。（牵头单位：市生态环境局）
        （三）修复湿地。恢复青川湿地，种植芦苇。（牵头单位：市林业局）
        二、保障措施
        （一）加强领导。各县（市、区）人民政府落实责任，市审计局跟进。
        """;

    public static DateTime Noon { get; } = new(2031, 2, 3, 12, 0, 0, DateTimeKind.Utc);

    public static Extraction Read(string text = RiverPlan, string path = "/plans/river.txt") =>
        IngestPipeline.Run(new SourceFile(path, Encoding.UTF8.GetBytes(text)), ReadOptions.Default);

    public static CorrectionDraft Draft(Extraction extraction) => new(extraction, "李青", Noon);

    public static TextSpan At(Extraction extraction, string words)
    {
        int start = extraction.Document.Text.IndexOf(words, StringComparison.Ordinal);
        return new TextSpan(start, start + words.Length);
    }

    public static FieldValues Values(params (string, string?)[] values) => FieldValues.Of(values);

    /// <summary>Numbers the corrections and applies them.</summary>
    public static CorrectedExtraction Apply(Extraction byRules, params IEnumerable<Correction> corrections) =>
        CorrectionApplier.Apply(byRules, [.. corrections.Select((correction, index) => correction with { Id = $"{index:000}" })]);

    /// <summary>All tasks as lines: path, title, then units and days.</summary>
    public static string[] Lines(Extraction extraction) =>
    [
        .. extraction.Plans.SelectMany(plan => plan.Tasks).Select(task =>
            $"{string.Join('/', task.Path)}.{task.Part} {task.Title}: {string.Join(' ', task.Assignments.Select(fact => $"{fact.Role}={fact.Unit}"))}; {string.Join(' ', task.Deadlines.Select(fact => fact.Due?.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)))}"),
    ];
}
