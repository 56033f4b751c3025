using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Store;

/// <summary>An extraction made by hand in which every field is filled at least once; its text has characters outside the BMP (𠮷, 𬭳).</summary>
internal static class SampleExtraction
{
    private static readonly string[] Paragraphs =
    [
        "云岭市2031年𠮷田治理工作方案",
        "云治办〔2031〕7号",
        "一、主要任务",
        "1. 清理河道。2031年6月底前清理𬭳矿河道。（市水利局牵头，市财政局配合）",
        "二、工作目标：水质达标率达到92.5%。",
    ];

    /// <summary>Makes a database that holds an extraction, if none is given the one of <see cref="Make"/>, as its one document.</summary>
    public static void Store(string database, Extraction? extraction = null)
    {
        extraction ??= Make();
        using var store = SqliteStore.Open(database);
        long run = store.BeginRun("0", "rules");
        store.Save(new FileStamp(extraction.Document.Source.Path, 1, null), PreparedDocument.Of(extraction, "rules"), "rules", run);
        store.EndRun(run, "finished", new RunCounts(1, 0, 0, 0, 0, 0));
    }

    public static Extraction Make(string path = "/plans/云岭.docx", string secondUnit = "市财政局", string content = "bytes")
    {
        var file = new SourceFile(path, System.Text.Encoding.UTF8.GetBytes(content));
        var builder = new DocumentBuilder(ReadOptions.Default);
        var title = builder.AddParagraph(Paragraphs[0], style: "标题", centered: true, outlineLevel: 1)!.Value;
        var number = builder.AddParagraph(Paragraphs[1], BlockRole.Metadata, new SourcePlace(Page: 2))!.Value;
        var chapter = builder.AddParagraph(Paragraphs[2], place: new SourcePlace(Line: 4))!.Value;
        var item = builder.AddParagraph(Paragraphs[3].Replace("市财政局", secondUnit, StringComparison.Ordinal)[3..], generatedLabel: "1. ")!.Value;
        var grid = new TableGrid { DeclaredHeadRows = 1 };
        grid.Add(new GridCell(0, 0, 1, 2, "𠮷田清单"));
        grid.Add(new GridCell(1, 0, 1, 1, "河段", Page: 3));
        grid.Add(new GridCell(1, 1, 1, 1, ""));
        builder.AddTable(grid, place: new SourcePlace(Sheet: "表1"));
        var goals = builder.AddParagraph(Paragraphs[4])!.Value;
        builder.AddMetadata("发文字号", number);
        builder.Report(DiagnosticSeverity.Info, "note", "Something to know.", item);
        var document = builder.Build(file.Info("docx", "utf-8"));

        var all = new TextSpan(0, document.Text.Length);
        OutlineNode[] nodes =
        [
            new(0, null, 1, "一", "主要任务", SectionKind.Tasks, At(chapter, "一、"), At(chapter, "主要任务"), [], new(chapter.Start, item.End)),
            new(1, 0, 2, "1", null, SectionKind.Tasks, At(item, "1."), null, [At(item, "清理河道。"), At(item, "2031年")], item),
            new(2, null, 1, "二", "工作目标", SectionKind.Goals, At(goals, "二、"), At(goals, "工作目标"), [], goals),
        ];
        var task = new PolicyTask(["一", "1"], 1, TaskKind.Task, "清理河道", "2031年6月底前清理𬭳矿河道。", false, 1, [At(item, "2031年6月底前清理𬭳矿河道。")],
            Proof("task.item", item),
            [
                new Assignment(AssignmentRole.Lead, "市水利局", "牵头", null, Proof("unit.bracket", At(item, "市水利局"))),
                new Assignment(AssignmentRole.Support, secondUnit, "配合", "资金", Proof("unit.bracket", At(item, secondUnit))),
            ],
            [new Deadline(DeadlineKind.By, new DateOnly(2031, 6, 30), new DateOnly(2031, 6, 1), DeadlineSource.Text, Proof("deadline.month", At(item, "6月底前")))]);
        var row = task with { Path = ["附件1", "1"], Part = 2, Kind = TaskKind.Project, Restates = true, Node = null, Title = null, Assignments = [], Deadlines = [] };
        Target[] targets =
        [
            new(["二"], 1, "水质达标率", TargetOp.Ge, 92.5m, "%", 2031, 2025, Proof("target.ratio", At(goals, "92.5%"))),
            new(["一", "1"], 1, "河道", TargetOp.Eq, 1m, null, null, null, Proof("target.count", At(item, "河道"))),
        ];
        var plan = new Plan(0, Paragraphs[0], Proof("plan.title", title), "云治办〔2031〕7号", Proof("plan.number", number), "云岭市治理办公室", null,
            new DateOnly(2031, 2, 3), null, new PlanPeriod(2031, 2031), all, [.. nodes], [task, row], [.. targets])
        {
            Place = new PlanPlace("330200", "浙江省", "宁波市", null, PlaceLevel.City, PlaceSource.Given),
        };
        var empty = new Plan(1, null, null, null, null, null, null, null, null, null, goals, [nodes[2] with { Ordinal = 0 }], [], []) { Place = PlanPlace.None };
        return new Extraction(document, [plan, empty], [new Diagnostic(DiagnosticSeverity.Warning, "odd-number", "A number is missing.")]);

        TextSpan At(TextSpan within, string words)
        {
            int start = document.Text.IndexOf(words, within.Start, StringComparison.Ordinal);
            return new TextSpan(start, start + words.Length);
        }

        Evidence Proof(string rule, TextSpan span) => new(rule, span, span.Of(document.Text));
    }
}
