using PolicyIngest.Ingest.Lineage;
using PolicyIngest.Model;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

/// <summary>Plans of our own of a province, its city and two years; who follows whom.</summary>
public sealed class LineageTests : IDisposable
{
    private const string Province = """
        浙江省水产种业提升行动方案
        浙江省人民政府办公室 2030年2月1日
        一、主要任务
        （一）建设鳜鱼良种场。建设省级鳜鱼良种场六家，完善亲本更新与苗种检疫制度，鳜鱼苗种自给率达到80%以上。（省农业农村厅牵头）
        （二）改造池塘。推进连片养殖池塘标准化改造，配套尾水净化沟渠和增氧设施。（省农业农村厅牵头）
        """;

    private const string City = """
        宁波市水产种业提升实施方案
        宁波市人民政府办公室 2030年6月1日
        一、主要任务
        （一）培育鳜鱼良种场。争创省级鳜鱼良种场一家，健全亲本更新、苗种检疫制度，鳜鱼苗种自给率达到85%以上。（市农业农村局牵头）
        （二）加强宣传。利用各类媒体宣传种业政策。（市农业农村局牵头）
        """;

    private const string NextYear = """
        宁波市水产种业工作要点
        宁波市人民政府办公室 2031年3月1日
        一、主要任务
        1. 继续培育鳜鱼良种场。争创省级鳜鱼良种场一家，健全亲本更新、苗种检疫制度，完成鳜鱼苗种自给率核查。（市农业农村局牵头）
        """;

    private const string Unplaced = """
        水产种业提升工作安排
        2030年8月1日
        为落实《浙江省水产种业提升行动方案》，制定本安排。
        一、主要任务
        （一）办好鳜鱼良种场。完善亲本更新与苗种检疫制度，鳜鱼苗种自给率达到80%以上。
        （二）做好宣传。利用报纸宣传种业政策。
        """;

    private const string OtherProvince = """
        福建省水产种业提升行动方案
        福建省人民政府办公室 2029年2月1日
        一、主要任务
        （一）建设鳜鱼良种场。建设省级鳜鱼良种场六家，完善亲本更新与苗种检疫制度，鳜鱼苗种自给率达到80%以上。（省农业农村厅牵头）
        """;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_task_comes_from_the_one_above_and_from_last_years_and_from_no_other_place()
    {
        await Import(Province, City, NextYear, OtherProvince);
        var run = await CliRun.Of("lineage", "--json", "--db", Database, "--min-score", "0.3");
        Assert.Equal(0, run.Code);
        string[] links = TemporaryFolder.Query(Database, "SELECT plan, title, relation, source_plan, source_title FROM v_task_lineage ORDER BY plan, relation, source_plan");
        Assert.Equal(
        [
            "宁波市水产种业工作要点|继续培育鳜鱼良种场|above|浙江省水产种业提升行动方案|建设鳜鱼良种场",
            "宁波市水产种业工作要点|继续培育鳜鱼良种场|former|宁波市水产种业提升实施方案|培育鳜鱼良种场",
            "宁波市水产种业提升实施方案|培育鳜鱼良种场|above|浙江省水产种业提升行动方案|建设鳜鱼良种场",
        ], links);
        Assert.Contains("鳜鱼", TemporaryFolder.Query(Database, "SELECT shared_words FROM v_task_lineage LIMIT 1").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_place_is_known_a_task_comes_from_the_plan_that_its_own_one_cites()
    {
        await Import(Province, Unplaced, Unplaced.Replace("为落实《浙江省水产种业提升行动方案》，", "", StringComparison.Ordinal).Replace("2030年8月", "2030年9月", StringComparison.Ordinal));
        Assert.Equal(0, (await CliRun.Of("lineage", "--db", Database)).Code);
        Assert.Equal(["2000001|cited|建设鳜鱼良种场"], TemporaryFolder.Query(Database, "SELECT task_id, relation, source_title FROM v_task_lineage"));
    }

    [Fact]
    public async Task New_documents_are_compared_the_next_time_and_dropped_ones_forgotten()
    {
        await Import(Province);
        Assert.Contains("found anew", (await CliRun.Of("lineage", "--db", Database)).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("found anew", (await CliRun.Of("lineage", "--db", Database)).Error, StringComparison.Ordinal);
        Assert.Empty(TemporaryFolder.Query(Database, "SELECT 1 FROM task_lineage"));
        await Import(Province, City);
        Assert.Contains("1  task_lineage", (await CliRun.Of("status", "--db", Database)).Out, StringComparison.Ordinal);
        Assert.Contains("found anew", (await CliRun.Of("lineage", "--db", Database)).Error, StringComparison.Ordinal);
        Assert.Single(TemporaryFolder.Query(Database, "SELECT 1 FROM task_lineage"));
        Assert.DoesNotContain("task_lineage", (await CliRun.Of("status", "--db", Database)).Out, StringComparison.Ordinal);
        string task = TemporaryFolder.Query(Database, "SELECT task_id FROM task_lineage").Single(), source = TemporaryFolder.Query(Database, "SELECT source_id FROM task_lineage").Single();
        Assert.Contains("from", (await CliRun.Of("lineage", task, "--db", Database, "--min-score", "0.3")).Out, StringComparison.Ordinal);
        Assert.Contains("into", (await CliRun.Of("lineage", source, "--db", Database, "--min-score", "0.3")).Out, StringComparison.Ordinal);
        File.Delete(_folder["in/0.txt"]);
        Assert.Equal(0, (await CliRun.Of("import", _folder["in"], "--db", Database, "--jobs", "1", "--prune")).Code);
        Assert.Empty(TemporaryFolder.Query(Database, "SELECT 1 FROM task_lineage"));
    }

    [Fact]
    public void Sentences_that_plans_for_anything_share_count_less_than_what_the_plans_are_about()
    {
        // Two provinces' plans with ten tasks each; every task of both has a state's task of the same ten words, of one subject with the first only.
        LineagePlan[] plans = [new(PlaceLevel.State, 2030, null, null, null), new(PlaceLevel.Province, 2030, "浙江省", null, null), new(PlaceLevel.Province, 2030, "福建省", null, null)];
        int[] planOf = [.. Enumerable.Range(0, 30).Select(task => task / 10)];
        var words = planOf.SelectMany((plan, task) => Enumerable.Range(0, 10).Select(i => (task, task % 10 * 10 + i)).Concat(Enumerable.Range(0, 6).Select(i => (task, (plan == 2 ? 110 : 100) + i)))).ToArray();
        var corpus = new LineageCorpus(plans, planOf, NumberLists.Of(30, words.Length, words), NumberLists.Of(30, 0, []));
        var links = new LineageFinder(corpus, _ => "措辞").Find(default).ToLookup(link => planOf[link.Task]);
        Assert.Equal(10, links[1].Count(link => link.Source == link.Task - 10 && link.Score >= LineageFinder.UsualScore));
        Assert.DoesNotContain(links[2], link => link.Score >= LineageFinder.UsualScore);
    }

    [Fact]
    public void The_same_tasks_give_the_same_links_and_many_that_share_a_word_cost_nothing()
    {
        // 20,000 tasks of 200 plans; each of the last hundred plans repeats the rare words of one of the first.
        const int PlanCount = 200, TasksOfPlan = 100;
        var plans = Enumerable.Range(0, PlanCount).Select(i => new LineagePlan(i < PlanCount / 2 ? PlaceLevel.State : PlaceLevel.City, 2030, i < PlanCount / 2 ? null : "浙江省", i < PlanCount / 2 ? null : "宁波市", null)).ToArray();
        int[] planOf = [.. Enumerable.Range(0, PlanCount * TasksOfPlan).Select(task => task / TasksOfPlan)];
        // Words 0 and 1 stand in all tasks; each task of the first half has twelve of its own.
        var words = planOf.SelectMany((_, task) => Enumerable.Range(0, 14).Select(i => (task, i < 2 ? i : 2 + task % (planOf.Length / 2) * 12 + i))).ToArray();
        var corpus = new LineageCorpus(plans, planOf, NumberLists.Of(planOf.Length, words.Length, words), NumberLists.Of(planOf.Length, 0, []));
        LineageLink[] Find() => [.. new LineageFinder(corpus, task => $"同一措辞{task % (planOf.Length / 2)}号").Find(default)];
        var links = Find();
        Assert.Equal(planOf.Length / 2, links.Length);
        Assert.All(links, link => Assert.Equal(link.Task - planOf.Length / 2, link.Source));
        var again = Find();
        Assert.Equal(links.Select(link => (link.Task, link.Source, link.Score, string.Join(',', link.Words))), again.Select(link => (link.Task, link.Source, link.Score, string.Join(',', link.Words))));
    }

    private async Task Import(params string[] texts)
    {
        for (int i = 0; i < texts.Length; i++) _folder.Write($"in/{i}.txt", texts[i]);
        Assert.Equal(0, (await CliRun.Of("import", _folder["in"], "--db", Database, "--jobs", "1")).Code);
    }
}
