using System.Text;
using System.Text.Json;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Languages;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Audit;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Audit;

public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A sound extraction of one plan, and what must be changed in it for each code.</summary>
    private static readonly Dictionary<string, Func<Extraction, Extraction>> Faults = new(StringComparer.Ordinal)
    {
        ["no-plan"] = sound => sound with { Plans = [] },
        ["no-task"] = sound => InPlan(sound, plan => plan with { Tasks = [] }),
        ["garbled-text"] = sound => InText(sound, text => new string('\uFFFD', 8) + text[8..]),
        ["unused-role"] = sound => Left(sound, LeftoverKind.RoleCue),
        ["unused-units"] = sound => Left(sound, LeftoverKind.UnitList),
        ["unused-column"] = sound => Left(sound, LeftoverKind.TaskColumn),
        ["unused-date"] = sound => Left(sound, LeftoverKind.DatedAction),
        ["unused-number"] = sound => Left(sound, LeftoverKind.BoundNumber),
        ["numbered-outside"] = sound => InPlan(sound, plan => plan with { Span = new TextSpan(0, 1) }),
        ["unknown-number"] = _ => IngestPipeline.Read(Source("云岭市治水方案\n一、任务\n甲、清理河道。\n责任单位：市水务局\n乙、修复湿地。\n丙、疏浚沟渠。\n"), ReadOptions.Default) is var document ? new Extraction(document, [], []) : null!,
        ["section-with-clauses"] = sound => sound with
        {
            Leftovers = [new(LeftoverKind.RoleCue, new(sound.Plans[0].Nodes[2].Span.Start, sound.Plans[0].Nodes[2].Span.Start + 1)), new(LeftoverKind.UnitList, new(sound.Plans[0].Nodes[2].Span.End - 2, sound.Plans[0].Nodes[2].Span.End))],
        },
        ["section-without-tasks"] = sound => InPlan(InText(sound, text => text + new string('水', 300)), plan => plan with { Nodes = [plan.Nodes[0] with { Parent = null, Section = SectionKind.Tasks, Span = new TextSpan(sound.Document.Text.Length, sound.Document.Text.Length + 300) }] }),
        ["no-title"] = sound => InPlan(sound, plan => plan with { Title = null }),
        ["no-issuer"] = sound => InPlan(sound, plan => plan with { Issuer = null }),
        ["no-date"] = sound => InPlan(sound, plan => plan with { IssuedOn = null }),
        ["numbering-jumps"] = sound => Labels(sound, "一", "四"),
        ["numbering-repeats"] = sound => Labels(sound, "一", "一"),
        ["numbering-restarts"] = sound => Labels(sound, "(二)", "(一)"),
        ["odd-unit"] = sound => Unit(sound, "局"),
        ["early-deadline"] = sound => InPlan(sound, plan => plan with { IssuedOn = new DateOnly(2032, 1, 1) }),
        ["far-deadline"] = sound => InPlan(sound, plan => plan with { IssuedOn = new DateOnly(2000, 1, 1) }),
        ["odd-indicator"] = sound => InPlan(sound, plan => plan with { Targets = [plan.Targets[0] with { Indicator = "全市新建" }] }),
        ["low-coverage"] = sound => InText(sound, text => text + new string('水', 1500)),
        ["ambiguous-place"] = sound => InPlan(sound, plan => plan with { Place = new PlanPlace(null, null, null, "鼓楼区", PlaceLevel.County, PlaceSource.Title) }),
        ["unsure-characters"] = sound => sound with { Document = sound.Document with { Diagnostics = [new(DiagnosticSeverity.Info, "unsure-characters", "not sure", new TextSpan(3, 4))] } },
        ["odd-period"] = sound => InPlan(sound, plan => plan with { Period = new PlanPeriod(2040, 2041) }),
    };

    public static TheoryData<string> Codes() => [.. FindingCode.All.Where(code => code != FindingCode.CorrectionLost).Select(code => code.Name)];

    [Fact]
    public void A_sound_document_has_no_finding() => Assert.Empty(Audited(Sound()).Findings);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_is_found_where_its_fault_is(string code) =>
        Assert.Contains(code, Audited(Faults[code](Sound())).Findings.Select(finding => finding.Code.Name));

    [Theory]
    [InlineData("市水利局，市财政局")]
    [InlineData("会同市财政局")]
    [InlineData("推进河道清理")]
    [InlineData("市水利局揽抓")]
    [InlineData("指各级政府")]
    [InlineData("主导转变为政府")]
    public void A_unit_with_a_verb_or_a_comma_is_odd(string unit) =>
        Assert.Equal(["odd-unit"], Audited(Unit(Sound(), unit)).Findings.Select(finding => finding.Code.Name));

    [Theory]
    [InlineData("各县（市、区）人民政府")]
    [InlineData("建设局")]
    [InlineData("指挥部办公室")]
    [InlineData("职能转变协调办公室")]
    [InlineData("各牵头单位")]
    public void A_unit_that_looks_like_one_is_not(string unit) => Assert.Empty(Audited(Unit(Sound(), unit)).Findings);

    [Theory]
    [InlineData("受访者认为", true)]
    [InlineData("只支持", true)]
    [InlineData("检修计划70%、11月底", true)]
    [InlineData("居民满意率", false)]
    public void An_indicator_that_measures_nothing_is_odd(string indicator, bool odd) =>
        Assert.Equal(odd, Audited(InPlan(Sound(), plan => plan with { Targets = [plan.Targets[0] with { Indicator = indicator }] })).Findings.Any(finding => finding.Code == FindingCode.OddIndicator));

    [Theory]
    [InlineData("领办科室：市水利局、市财政局", true)]
    [InlineData("（市水利局、市财政局揽抓）", true)]
    [InlineData("牵头单位：市水利局；配合单位：市财政局", false)]
    [InlineData("主要措施：清理河道、疏浚沟渠", false)]
    [InlineData("（含清淤、护岸）", false)]
    [InlineData("抄送：市水利局、市财政局", false)]
    [InlineData("（市水利局、市财政局代章）", false)]
    [InlineData("市水利局、市财政局\n2031年3月5日", false)]
    public void Units_behind_words_that_no_list_knows_are_found(string clause, bool found)
    {
        var extraction = Run($"云岭市2031年治水工作方案\n一、重点任务\n（一）清理河道。全面清理河道。\n{clause}\n（二）治理污水。全面治理污水。\n牵头单位：市水利局\n");
        Assert.Equal(found, extraction.Findings.Any(finding => finding.Code == FindingCode.UnusedUnits && finding.Span!.Value.Of(extraction.Document.Text).Contains("市水利局、市财政局", StringComparison.Ordinal)));
        Assert.Equal(found, extraction.Findings.Any(finding => finding.Code.Severity > FindingSeverity.Info && finding.Code != FindingCode.NoTitle));
    }

    [Theory]
    [InlineData("（治理分为三个部分）")]
    [InlineData("（产业布局不断优化）")]
    [InlineData("（盖单位公章）")]
    [InlineData("典型做法：在线稽查办案")]
    [InlineData("由市水利局牵头，联合巡查。")]
    [InlineData("支持市水利公司牵头，组建联合体。")]
    [InlineData("充分发挥市水利局牵头抓总作用。")]
    [InlineData("各市水利主管部门：")]
    public void Words_that_only_sound_like_organs_or_tell_of_them_are_no_finding(string words)
    {
        var extraction = Run($"云岭市2031年治水工作方案\n一、重点任务\n（一）清理河道。全面清理河道。\n{words}\n（二）治理污水。全面治理污水。\n牵头单位：市水利局\n");
        Assert.DoesNotContain(extraction.Findings, finding => finding.Code == FindingCode.UnusedUnits || finding.Code == FindingCode.UnusedRole);
    }

    // Guides say the same at the end of each step.
    [Fact]
    public void Phrases_that_come_back_are_no_names()
    {
        var extraction = Run($"云岭市2031年便民服务工作方案\n一、重点任务\n{string.Concat("一二三四".Select(number => $"（{number}）优化窗口服务。公开办事指南（登录政务网站、进行补贴申领操作）\n"))}（五）治理污水。全面治理污水。\n牵头单位：市水利局\n");
        Assert.DoesNotContain(extraction.Findings, finding => finding.Code == FindingCode.UnusedUnits);
    }

    [Theory]
    [InlineData("（国家治水协调工作坊牵头，相关地区按职责分工负责）", "国家治水协调工作坊牵头，相关地区按职责分工负责")]
    [InlineData("（云岭治水工作坊负责，沿河街区协力配合）", "云岭治水工作坊负责，沿河街区协力配合")]
    public void A_bracket_that_ends_in_verbs_of_role_and_was_not_read_is_found(string clause, string words)
    {
        var extraction = Run($"云岭市2031年治水工作方案\n一、重点任务\n（一）清理河道。全面清理河道。{clause}\n（二）治理污水。全面治理污水。（市水利局负责）\n");
        Assert.Contains(words, extraction.Findings.Where(finding => finding.Code == FindingCode.UnusedRole || finding.Code == FindingCode.UnusedUnits).Select(finding => finding.Span!.Value.Of(extraction.Document.Text)));
    }

    [Fact]
    public void A_rule_for_all_that_follows_is_found()
    {
        var extraction = Run("云岭市2031年治水工作方案\n一、重点任务\n（一）清理河道。全面清理河道。（市水利局、市财政局按职责分工负责。以下均需各区人民政府负责，不再列出）\n（二）治理污水。全面治理污水。（市水利局负责）\n");
        Assert.Equal(["以下均需各区人民政府负责，不再列出"], extraction.Findings.Where(finding => finding.Code == FindingCode.UnusedRole).Select(finding => finding.Span!.Value.Of(extraction.Document.Text)));
    }

    [Theory]
    [InlineData("县河长推进班子", true)]
    [InlineData("详见附表说明", false)]
    public void A_cell_of_a_column_of_units_that_gave_none_is_found(string cell, bool found)
    {
        var extraction = Run($"云岭县2031年治水任务分工表\n\t序号\n\t重点任务\n\t责任单位\n\n\t1\n\t清理河道\n\t县水利局\n\n\t2\n\t治理污水\n\t{cell}\n\n\t3\n\t修复湿地\n\t县林业局\n\n");
        Assert.Equal(found ? [cell] : [], extraction.Findings.Where(finding => finding.Code == FindingCode.UnusedUnits).Select(finding => finding.Span!.Value.Of(extraction.Document.Text)));
    }

    [Theory]
    [InlineData("省司法事务栈", false)]
    [InlineData("发展改革事务栈", false)]
    [InlineData("市水利局揽抓", true)]
    public void A_name_in_which_a_department_stands_is_odd_only_where_words_go_on_behind_an_organ(string unit, bool odd)
    {
        var sound = Sound();
        var named = InPlan(sound, plan => plan with { Tasks = [plan.Tasks[0] with { Assignments = [.. new[] { unit, "市民政事务栈", "市教育事务栈", "市财政事务栈" }.Select(name => plan.Tasks[0].Assignments[0] with { Unit = name })] }] });
        Assert.Equal(odd, Audited(named).Findings.Any(finding => finding.Code == FindingCode.OddUnit));
    }

    // What stands around the units at the end of items, and the findings' words.
    [Theory]
    [InlineData("｛市水利局、市财政局｝", "市水利局、市财政局")]
    [InlineData("※市水利局、市财政局", "市水利局、市财政局")]
    [InlineData("市水利局统揽，市财政局襄办。", "市水利局统揽，市财政局襄办")]
    [InlineData("（市水利事务栈、市财政事务栈）", "市水利事务栈、市财政事务栈")]
    [InlineData("（操盘手：市水利局、市财政局）", "操盘手：市水利局、市财政局")]
    public void What_comes_back_at_the_end_of_items_is_found(string clause, string words)
    {
        var extraction = Run($"云岭市2031年治水工作方案\n一、重点任务\n（一）清理河道。全面清理河道。{clause}\n（二）治理污水。全面治理污水。{clause}\n（三）修复湿地。全面修复湿地。{clause}\n（四）疏浚沟渠。疏浚。（市水利局负责）\n");
        Assert.Equal([words, words, words], extraction.Findings.Where(finding => finding.Code == FindingCode.UnusedUnits).Select(finding => finding.Span!.Value.Of(extraction.Document.Text)));
    }

    [Theory]
    [InlineData("甲、", "乙、", "丙、")]
    [InlineData("〈1〉", "〈2〉", "〈3〉")]
    [InlineData("任务1：", "任务2：", "任务3：")]
    [InlineData("T1 ", "T2 ", "T3 ")]
    [InlineData("a．", "b．", "c．")]
    [InlineData("其一，", "其二，", "其三，")]
    public void Numbers_in_a_style_that_nobody_knows_are_found_with_what_hangs_on_them(string one, string two, string three)
    {
        var extraction = Run($"云岭市2031年治水工作方案\n一、重点任务\n{one}清理河道。\n责任单位：市水利局\n{two}治理污水。\n{three}修复湿地。\n二、保障措施\n（一）加强领导。加强。\n");
        Assert.Equal([$"{one}清理河道。\n责任单位：市水利局", $"{two}治理污水。", $"{three}修复湿地。"],
            extraction.Findings.Where(finding => finding.Code == FindingCode.UnknownNumber).Select(finding => finding.Span!.Value.Of(extraction.Document.Text)));
    }

    [Theory]
    [InlineData("1月，开展排查。", "2月，开展整治。", "3月，开展验收。")]
    [InlineData("附图1", "附图2", "附图3")]
    [InlineData("步骤1：打开网页。", "步骤2：填写信息。", "步骤3：提交材料。")]
    [InlineData("[1] Wang L. Rivers.", "[2] Li M. Lakes.", "[3] Zhao N. Seas.")]
    [InlineData("2031年清理河道。", "2032年治理污水。", "2033年修复湿地。")]
    public void What_counts_something_else_is_no_number(string one, string two, string three) =>
        Assert.DoesNotContain(Run($"云岭市2031年治水工作方案\n一、重点任务\n{one}\n{two}\n{three}\n").Findings, finding => finding.Code == FindingCode.UnknownNumber);

    [Theory]
    [InlineData("\t序号\n\t重点任务\n\t盯办席\n\n\t1\n\t清理河道\n\t市水利局\n\n\t2\n\t治理污水\n\t市生态环境局\n\n\t3\n\t修复湿地\n\t市林业局\n\n", "盯办席")]
    [InlineData("\t序号\n\t看点\n\t责任单位\n\n\t1\n\t清理城区所有河道，做到水清岸绿\n\t市水利局\n\n\t2\n\t治理全部污水，做到达标排放\n\t市生态环境局\n\n\t3\n\t修复受损湿地，做到应修尽修\n\t市林业局\n\n", "看点")]
    public void A_column_under_a_head_that_nobody_knows_is_found(string table, string head)
    {
        var extraction = Run($"云岭市2031年治水任务分工表\n{table}");
        Assert.Equal([head], extraction.Findings.Where(finding => finding.Code == FindingCode.UnusedColumn).Select(finding => finding.Span!.Value.Of(extraction.Document.Text)));
    }

    [Theory]
    [InlineData("云岭市2031年治水工作总结报告", false)]
    [InlineData("云岭市2031年治水工作方案", true)]
    public void A_text_whose_kind_gives_no_tasks_is_not_asked_for_them(string title, bool asked)
    {
        var extraction = Run($"{title}\n一、全年完成河道清理\n二、全年完成污水治理\n三、全年完成湿地修复\n");
        Assert.Equal(asked, InPlan(extraction, plan => plan with { Tasks = [] }) is var bare && Audited(bare).Findings.Any(finding => finding.Code == FindingCode.NoTask));
    }

    [Fact]
    public void A_law_is_not_asked_for_a_plan()
    {
        string articles = string.Concat("一二三四五六".Select(number => $"第{number}条　国家保护河流和湖泊，任何人不得填埋。\n"));
        var extraction = Run($"中华人民共和国河流保护法\n（2031年1月1日第十四届全国人民代表大会常务委员会第一次会议通过）\n{articles}");
        Assert.Empty(extraction.Plans);
        Assert.DoesNotContain(extraction.Findings, finding => finding.Code.Severity == FindingSeverity.Alarm);
    }

    [Fact]
    public void Findings_are_in_the_order_of_the_text_and_the_same_each_time()
    {
        var fault = Labels(Faults["no-title"](Faults["odd-period"](Unit(Sound(), "局"))), "一", "四");
        var findings = Audited(fault).Findings;
        Assert.Equal(["no-title", "odd-unit", "numbering-jumps"], findings.Select(finding => finding.Code.Name));
        Assert.True(findings.Select(finding => finding.Span!.Value.Start).SequenceEqual(findings.Select(finding => finding.Span!.Value.Start).Order()));
        Assert.True(findings.SequenceEqual(Audited(fault).Findings));
    }

    [Fact]
    public void Findings_come_back_from_the_database_and_alarms_are_checked_first()
    {
        var extraction = Audited(Faults["no-task"](Labels(Left(Sound(), LeftoverKind.RoleCue), "一", "四")));
        using (var store = SqliteStore.Open(_folder["p.db"]))
        {
            store.Save(new FileStamp("/plans/云岭.docx", 1, DateTime.UnixEpoch), PreparedDocument.Of(extraction, "rules"), "rules", store.BeginRun("0", "rules"));
            store.Checkpoint();
        }
        using (var stored = StoredExtractions.Open(_folder["p.db"])) Assert.True(extraction.Findings.SequenceEqual(stored.Load(Assert.Single(stored.Documents())).Findings));
        Assert.Equal(["alarm|no-task|||", "doubt|unused-role|云岭||市2031年𠮷田治理工作方案"],
            TemporaryFolder.Query(_folder["p.db"], "SELECT severity, code, raw, before, substr(after, 1, instr(after, char(10)) - 1) FROM v_to_check LIMIT 2"));
    }

    [Fact]
    public async Task The_verb_lists_findings_of_files_and_of_a_database_alike()
    {
        string file = _folder.Write("plan.txt", "云岭市2031年治水工作方案\n一、重点任务\n（一）清理河道。全面清理河道。\n领办科室：市水利局\n（二）治理污水。治理污水。\n牵头单位：市水利局\n");
        var text = await CliRun.Of("audit", file);
        Assert.Equal(0, text.Code);
        Assert.Contains("plan.txt:4: doubt unused-units: ", text.Out, StringComparison.Ordinal);
        Assert.EndsWith("1 documents: 0 alarms, 1 doubts, 2 only worth knowing\n", text.Out, StringComparison.Ordinal);
        Assert.Contains(",line=4,title=unused-units::领办科室：市水利局: ", (await CliRun.Of("audit", file, "--format", "github")).Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await CliRun.Of("audit", file, "--format", "json")).Out);
        var doubt = json.RootElement.GetProperty("findings").EnumerateArray().Single(each => each.GetProperty("severity").GetString() == "doubt");
        Assert.Equal(("unused-units", "领办科室：市水利局"), (doubt.GetProperty("code").GetString(), doubt.GetProperty("raw").GetString()));
        Assert.Contains("  to be checked: 0 alarms, 1 doubts; audit --db", (await CliRun.Of("import", file, "--db", _folder["p.db"], "--jobs", "1")).Error, StringComparison.Ordinal);
        Assert.Equal(text.Out, (await CliRun.Of("audit", "--db", _folder["p.db"])).Out);
        Assert.Contains("doubt, unused-units", (await CliRun.Of("status", "--db", _folder["p.db"])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_alarms_than_allowed_exit_one_and_nothing_named_is_refused()
    {
        string file = _folder.Write("list.txt", "一、清理河道\n牵头单位：市水利局\n二、治理污水\n三、修复湿地\n");
        var run = await CliRun.Of("audit", file);
        int alarms = run.Out.Split(": alarm ").Length - 1;
        Assert.Equal(0, run.Code);
        Assert.Equal(alarms > 0 ? ExitCode.SomeFailed : ExitCode.Success, (await CliRun.Of("audit", file, "--max-alarms", "0")).Code);
        Assert.Equal(ExitCode.Success, (await CliRun.Of("audit", file, "--max-alarms", "1")).Code);
        Assert.Equal(ExitCode.Nothing, (await CliRun.Of("audit")).Code);
    }

    [Fact]
    public void Each_code_has_its_sentence_in_Chinese_and_its_row_in_the_documentation()
    {
        var catalogue = Catalogue.OfProgram("zh");
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "audit.md"));
        Assert.All(FindingCode.All, code => Assert.NotNull(catalogue.Translate(code.Message)));
        Assert.All(FindingCode.All, code => Assert.Contains($"| `{code.Name}` | {code.Severity.ToString().ToLowerInvariant()} |", page, StringComparison.Ordinal));
    }

    private static Extraction Sound()
    {
        var made = SampleExtraction.Make();
        return made with { Plans = [made.Plans[0]] };
    }

    private static Extraction Audited(Extraction extraction) => DocumentAudit.Of(extraction, LexiconSet.BuiltIn);

    private static Extraction Run(string text) => IngestPipeline.Run(Source(text), ReadOptions.Default);

    private static SourceFile Source(string text) => new("plan.txt", Encoding.UTF8.GetBytes(text));

    private static Extraction InPlan(Extraction sound, Func<Plan, Plan> change) => sound with { Plans = [change(sound.Plans[0])] };

    private static Extraction InText(Extraction sound, Func<string, string> change) => sound with { Document = sound.Document with { Text = change(sound.Document.Text) } };

    private static Extraction Left(Extraction sound, LeftoverKind kind) => sound with { Leftovers = [new Leftover(kind, new TextSpan(0, 2))] };

    private static Extraction Labels(Extraction sound, string first, string second) => InPlan(sound, plan => plan with { Nodes = [plan.Nodes[0] with { Label = first }, plan.Nodes[1], plan.Nodes[2] with { Label = second }] });

    private static Extraction Unit(Extraction sound, string unit) =>
        InPlan(sound, plan => plan with { Tasks = [plan.Tasks[0] with { Assignments = [plan.Tasks[0].Assignments[0] with { Unit = unit }] }] });
}
