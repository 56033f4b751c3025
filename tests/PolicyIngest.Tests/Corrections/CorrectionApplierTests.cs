using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Model;
using Xunit;
using static PolicyIngest.Tests.Corrections.CorrectionCase;

namespace PolicyIngest.Tests.Corrections;

public sealed class CorrectionApplierTests
{
    private static readonly FactRef FirstTask = new(CorrectionSubject.Task, 1), FirstUnit = new(CorrectionSubject.Assignment, 1);

    private readonly Extraction _rules = Read();

    [Fact]
    public void The_rules_read_the_case_as_these_tests_take_for_granted() => Assert.Equal(
    [
        "一/(一).1 清理河道: Lead=市水利局 Support=市财政局; 2031/06/30",
        "一/(二).1 治理污水: Lead=市生态环境局; 2031/12/31",
        "一/(三).1 修复湿地: Lead=市林业局; ",
        "二/(一).1 加强领导: ; ",
    ], Lines(_rules));

    [Fact]
    public void No_correction_changes_nothing()
    {
        var same = Apply(_rules);
        Assert.Equal(Lines(_rules), Lines(same.Extraction));
        Assert.Equal(_rules.Findings.AsEnumerable(), same.Extraction.Findings);
    }

    [Fact]
    public void A_changed_unit_has_the_new_name_and_is_a_persons()
    {
        var fact = Corrected(Draft(_rules).Change(FirstUnit, Values(("unit", "云岭市水利局")))).Plans[0].Tasks[0].Assignments[0];
        Assert.Equal(("云岭市水利局", AssignmentRole.Lead), (fact.Unit, fact.Role));
        Assert.Equal((FactOrigin.Person, true), (fact.Evidence.Origin, fact.Evidence.IsChecked));
        Assert.Equal("市水利局", fact.Evidence.Raw);
        Assert.Equal(_rules.Plans[0].Tasks[0].Assignments[0].Evidence.RuleId, fact.Evidence.RuleId);
    }

    [Fact]
    public void An_added_unit_stands_in_the_order_of_the_text()
    {
        var draft = Draft(_rules).Add(CorrectionSubject.Assignment, 4, At(_rules, "市审计局"), Values(("role", "support"), ("unit", "市审计局")));
        var county = Draft(_rules).Add(CorrectionSubject.Assignment, 4, At(_rules, "各县（市、区）人民政府"), Values(("role", "implement"), ("unit", "各县（市、区）人民政府")));
        Assert.Equal("二/(一).1 加强领导: Implement=各县（市、区）人民政府 Support=市审计局; ", Lines(Corrected(draft, county))[3]);
    }

    [Fact]
    public void What_is_added_twice_stands_once()
    {
        var draft = Draft(_rules).Add(CorrectionSubject.Assignment, 4, At(_rules, "市审计局"), Values(("role", "support"), ("unit", "市审计局")));
        Assert.Single(Corrected(draft, draft).Plans[0].Tasks[3].Assignments);
    }

    [Fact]
    public void A_dropped_unit_is_gone_and_may_be_gone_already()
    {
        var drop = Draft(_rules).Drop(FirstUnit);
        Assert.Equal("一/(一).1 清理河道: Support=市财政局; 2031/06/30", Lines(Corrected(drop, drop))[0]);
    }

    [Fact]
    public void A_drop_of_what_a_rule_reads_otherwise_by_now_is_lost()
    {
        var drop = Draft(_rules).Drop(FirstUnit);
        var other = WithFirstUnit(_rules, unit => unit with { Role = AssignmentRole.Support });
        var result = Apply(other, drop);
        Assert.NotNull(Assert.Single(result.Outcomes).Lost);
        Assert.Equal(Lines(other), Lines(result.Extraction));
        Assert.Equal("correction-lost", Assert.Single(result.Extraction.Findings, finding => finding.Code == FindingCode.CorrectionLost).Code.Name);
    }

    [Fact]
    public void What_a_person_confirmed_stays_though_rules_find_it_no_more_or_otherwise()
    {
        var confirm = Draft(_rules).Confirm(FirstUnit);
        Assert.Equal((FactOrigin.Rule, true), Origin(Corrected(confirm)));
        var without = _rules with { Plans = [_rules.Plans[0] with { Tasks = _rules.Plans[0].Tasks.SetItem(0, _rules.Plans[0].Tasks[0] with { Assignments = [] }) }] };
        Assert.Equal("一/(一).1 清理河道: Lead=市水利局; 2031/06/30", Lines(Apply(without, confirm).Extraction)[0]);
        var other = WithFirstUnit(_rules, unit => unit with { Role = AssignmentRole.Support, Unit = "水利局" });
        Assert.Equal(Lines(_rules), Lines(Apply(other, confirm).Extraction));

        static (FactOrigin, bool) Origin(Extraction extraction) =>
            (extraction.Plans[0].Tasks[0].Assignments[0].Evidence.Origin, extraction.Plans[0].Tasks[0].Assignments[0].Evidence.IsChecked);
    }

    [Fact]
    public void A_change_outlives_a_rule_that_finds_the_fact_no_more()
    {
        var change = Draft(_rules).Change(new FactRef(CorrectionSubject.Deadline, 1), Values(("due", "2031-05-31")));
        var without = _rules with { Plans = [_rules.Plans[0] with { Tasks = _rules.Plans[0].Tasks.SetItem(0, _rules.Plans[0].Tasks[0] with { Deadlines = [] }) }] };
        foreach (var rules in new[] { _rules, without }) Assert.EndsWith("; 2031/05/31", Lines(Apply(rules, change).Extraction)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_are_added_changed_and_dropped()
    {
        int number = _rules.Plans[0].Targets.ToList().FindIndex(target => target.Value == 95) + 1;
        var change = Draft(_rules).Change(new FactRef(CorrectionSubject.Target, number), Values(("value", "96.5"), ("year", "2031")));
        var changed = Corrected(change).Plans[0].Targets[number - 1];
        Assert.Equal((96.5m, 2031, "%"), (changed.Value, changed.Year, changed.Unit));
        var drop = Draft(_rules).Drop(new FactRef(CorrectionSubject.Target, number));
        Assert.DoesNotContain(Corrected(drop).Plans[0].Targets, target => target.Value == 95);
        var add = Draft(_rules).Add(CorrectionSubject.Target, 3, At(_rules, "种植芦苇"), Values(("indicator", "芦苇"), ("op", "ge"), ("value", "10"), ("unit", "亩")));
        var added = Corrected(add).Plans[0].Targets[^1];
        Assert.Equal(("芦苇", "一/(三)", 1, Evidence.Person), (added.Indicator, string.Join('/', added.Path), added.Part, added.Evidence.RuleId));
    }

    [Fact]
    public void A_plans_head_is_changed_and_its_findings_go()
    {
        var finding = Assert.Single(_rules.Findings, finding => finding.Code == FindingCode.NoIssuer);
        var plan = new FactRef(CorrectionSubject.Plan, 1);
        var result = Corrected(
            Draft(_rules).Change(plan, Values(("issuer", "云岭市人民政府")), At(_rules, "云岭市")),
            Draft(_rules).Change(plan, Values(("title", "云岭市河道治理方案"), ("issued_on", "2031-01-02"), ("kind", "measures"))));
        Assert.Equal(("云岭市人民政府", "云岭市河道治理方案", new DateOnly(2031, 1, 2), PlanKind.Measures),
            (result.Plans[0].Issuer, result.Plans[0].Title, result.Plans[0].IssuedOn!.Value, result.Plans[0].Kind));
        Assert.Equal("云岭市", result.Plans[0].IssuerEvidence!.Raw);
        Assert.DoesNotContain(finding, result.Findings);
    }

    [Theory]
    [InlineData("2031", "2035", 2031, 2035)]
    [InlineData("2040", null, 2040, 2040)]
    [InlineData(null, "2020", 2020, 2020)]
    public void A_plans_period_is_changed_year_by_year(string? first, string? last, int begin, int end)
    {
        var now = Values([.. new[] { ("period_first", first), ("period_last", last) }.Where(field => field.Item2 is not null).Select(field => (field.Item1, field.Item2!))]);
        Assert.Equal(new PlanPeriod(begin, end), Corrected(Draft(_rules).Change(new FactRef(CorrectionSubject.Plan, 1), now)).Plans[0].Period);
    }

    [Fact]
    public void A_task_is_split_where_its_words_say_and_joined_again()
    {
        int at = At(_rules, "建设泵站").Start;
        var split = Corrected(Draft(_rules).Split(2, at));
        Assert.Equal(["一/(二).1 治理污水: ; 2031/12/31", "一/(二).2 : Lead=市生态环境局; "], Lines(split)[1..3]);
        Assert.Equal(["建设泵站。", "城市污水处理率达到95%。"], [split.Plans[0].Tasks[2].Content, split.Plans[0].Tasks[1].Content[^13..]]);
        var numbered = Draft(_rules).Split(2, at) with { Id = "1" };
        var joined = CorrectionApplier.Apply(_rules, [numbered, Draft(split).Join(2) with { Id = "2" }]).Extraction;
        Assert.Equal(Lines(_rules), Lines(joined));
        Assert.Equal(_rules.Plans[0].Tasks[1].Evidence.Span, joined.Plans[0].Tasks[1].Evidence.Span);
    }

    [Fact]
    public void A_task_is_added_renamed_and_dropped_with_what_hangs_on_it()
    {
        var add = Draft(_rules).AddTask(1, ["二", "(一)"], At(_rules, "市审计局跟进"), Values(("title", "跟进审计"), ("kind", "safeguard")));
        Assert.Equal("二/(一).2 跟进审计: ; ", Lines(Corrected(add))[^1]);
        Assert.Equal("一/(一).1 清淤: Lead=市水利局 Support=市财政局; 2031/06/30", Lines(Corrected(Draft(_rules).Change(FirstTask, Values(("title", "清淤")))))[0]);
        var dropped = Corrected(Draft(_rules).Drop(new FactRef(CorrectionSubject.Task, 2)));
        Assert.Equal(3, dropped.Plans[0].Tasks.Length);
        Assert.DoesNotContain(dropped.Plans[0].Targets, target => target.Value == 95);
    }

    [Fact]
    public void A_dropped_plan_is_gone_and_the_others_are_numbered_anew()
    {
        var two = Read(RiverPlan + "\n\n附件\n\n云岭市湿地治理行动方案\n\n一、重点任务\n（一）种树。（牵头单位：市林业局）\n（二）种草。（牵头单位：市林业局）\n");
        var result = Corrected(two, Draft(two).Drop(new FactRef(CorrectionSubject.Plan, 1)));
        Assert.Equal(two.Plans.Length - 1, result.Plans.Length);
        Assert.All(result.Plans.Select((plan, index) => (plan, index)), each => Assert.Equal(each.index, each.plan.Ordinal));
    }

    [Fact]
    public void Corrections_find_their_places_in_a_text_to_which_lines_were_added_and_whose_items_were_numbered_anew()
    {
        Correction[] corrections =
        [
            Draft(_rules).Change(new FactRef(CorrectionSubject.Assignment, 4), Values(("role", "support"))),
            Draft(_rules).Add(CorrectionSubject.Assignment, 3, At(_rules, "青川湿地"), Values(("role", "implement"), ("unit", "青川县"))),
            Draft(_rules).Change(new FactRef(CorrectionSubject.Task, 3), Values(("title", "修复青川湿地"))),
        ];
        var newer = Read(RiverPlan.Replace("（一）清理河道", "（一）治理扬尘。洒水。（牵头单位：市住建局）\n（二）清理河道", StringComparison.Ordinal)
            .Replace("（三）修复", "（四）修复", StringComparison.Ordinal).Replace("（二）治理污", "（三）治理污", StringComparison.Ordinal));
        var result = Apply(newer, corrections);
        Assert.All(result.Outcomes, outcome => Assert.Null(outcome.Lost));
        Assert.Equal("一/(四).1 修复青川湿地: Implement=青川县 Support=市林业局; ", Lines(result.Extraction)[3]);
        Assert.All(result.Outcomes, outcome => Assert.Equal((newer.Document.Source.Sha256, _rules.Document.Source.Sha256), (outcome.Correction.DocumentSha256, outcome.Correction.CarriedFrom)));
        Assert.Equal("一/(四)", string.Join('/', result.Outcomes[0].Correction.Anchor.Path));
        // As carried they are corrections of the newer text, and once more the same.
        Assert.Equal(Lines(result.Extraction), Lines(CorrectionApplier.Apply(newer, [.. result.Outcomes.Select(outcome => outcome.Correction)]).Extraction));
    }

    [Fact]
    public void Where_the_words_are_gone_or_the_task_is_another_one_the_correction_is_lost_and_nothing_else_changes()
    {
        Correction[] corrections =
        [
            Draft(_rules).Change(new FactRef(CorrectionSubject.Assignment, 4), Values(("role", "support"))),
            Draft(_rules).Change(new FactRef(CorrectionSubject.Task, 3), Values(("title", "修复青川湿地"))),
        ];
        var newer = Read(RiverPlan.Replace("修复湿地。恢复青川湿地，种植芦苇。（牵头单位：市林业局）", "栽种林木。绿化荒山，沿河补植。（牵头单位：市园林局）", StringComparison.Ordinal));
        var result = Apply(newer, corrections);
        Assert.All(result.Outcomes, outcome => Assert.NotNull(outcome.Lost));
        Assert.Equal(Lines(newer), Lines(result.Extraction));
        Assert.Equal(2, result.Extraction.Findings.Count(finding => finding.Code == FindingCode.CorrectionLost));
    }

    [Fact]
    public void Words_that_stand_twice_in_a_changed_text_are_no_place()
    {
        var change = Draft(_rules).Change(new FactRef(CorrectionSubject.Assignment, 4), Values(("role", "support")));
        var newer = Read(RiverPlan.Replace("（三）修复湿地。恢复青川湿地，种植芦苇。（牵头单位：市林业局）",
            "（三）保护湿地。（牵头单位：市林业局）\n（四）恢复林地。（牵头单位：市林业局）", StringComparison.Ordinal));
        Assert.NotNull(Assert.Single(Apply(newer, change).Outcomes).Lost);
    }

    [Fact]
    public void A_finding_that_was_looked_at_and_a_finished_document_are_told_of_no_more()
    {
        int number = _rules.Findings.ToList().FindIndex(finding => finding.Code == FindingCode.NoDate) + 1;
        Assert.DoesNotContain(Corrected(Draft(_rules).Confirm(new FactRef(CorrectionSubject.Finding, number))).Findings, finding => finding.Code == FindingCode.NoDate);
        Assert.NotEmpty(_rules.Findings);
        Assert.Empty(Corrected(Draft(_rules).Finish()).Findings);
    }

    [Fact]
    public void All_of_a_task_is_confirmed_with_it()
    {
        var corrections = Draft(_rules).ConfirmAll(1);
        Assert.Equal(["Task", "Assignment", "Assignment", "Deadline", "Target"], corrections.Select(each => each.Subject.ToString()));
        var task = Corrected([.. corrections]).Plans[0].Tasks[0];
        Assert.True(task.Evidence.IsChecked && task.Assignments.All(fact => fact.Evidence.IsChecked) && task.Deadlines.All(fact => fact.Evidence.IsChecked));
    }

    private Extraction Corrected(params Correction[] corrections) => Corrected(_rules, corrections);

    private static Extraction Corrected(Extraction rules, params Correction[] corrections)
    {
        Assert.All(corrections, correction => Assert.Null(CorrectionFields.Problem(correction)));
        var result = Apply(rules, corrections);
        Assert.All(result.Outcomes, outcome => Assert.Null(outcome.Lost));
        return result.Extraction;
    }

    private static Extraction WithFirstUnit(Extraction rules, Func<Assignment, Assignment> change)
    {
        var (plan, task) = (rules.Plans[0], rules.Plans[0].Tasks[0]);
        return rules with { Plans = [plan with { Tasks = plan.Tasks.SetItem(0, task with { Assignments = task.Assignments.SetItem(0, change(task.Assignments[0])) }) }] };
    }
}
