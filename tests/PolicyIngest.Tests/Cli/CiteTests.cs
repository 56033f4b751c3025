using PolicyIngest.Ingest.Export.References;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

public sealed class CiteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CiteTests() => SampleExtraction.Store(Database);

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task References_after_GBT_7714_have_organ_title_number_date_and_place()
    {
        var run = await CliRun.Of("cite", "1", "p1000001", "1000001", "a1000002", "d1000001", "g1000001", "--db", Database);
        Assert.Equal((0, ""), (run.Code, run.Error));
        const string Document = "云岭市治理办公室. 云岭市2031年𠮷田治理工作方案: 云治办〔2031〕7号[Z]. 2031-02-03";
        Assert.Equal($"{Document}.\n{Document}.\n{Document}: 第4段, 一1.\n{Document}: 第4段, 一1.\n{Document}: 第4段, 一1.\n{Document}: 第6段, 二.\n".Replace("一1", "一-1", StringComparison.Ordinal), run.Out);
    }

    [Fact]
    public async Task Entries_of_BibLaTeX_are_reports_with_the_facts_words()
    {
        var run = await CliRun.Of("cite", "g1000001", "--format", "biblatex", "--db", Database);
        string[] lines = run.Out.Split('\n');
        Assert.Matches("^@report\\{policy[0-9a-f]{10}p1g[0-9]+,$", lines[0]);
        Assert.Contains("  author = {{云岭市治理办公室}},", lines);
        Assert.Contains("  number = {云治办〔2031〕7号},", lines);
        Assert.Contains("  date = {2031-02-03},", lines);
        Assert.Contains("  addendum = {第6段, 二: “92.5\\%”},", lines);
        Assert.Equal(run.Out.Count(c => c == '{'), run.Out.Count(c => c == '}'));
    }

    [Fact]
    public void What_is_not_known_is_left_out_and_TeX_takes_no_word_for_a_command()
    {
        var reference = new Reference("key", "50% _off_ {a} & #1 $2 \\x~^", null, null, null, 2031, "https://example.org/a_b", new ReferencePlace(3, null, 9, "二/(一)/1", "x"));
        Assert.Equal("50% _off_ {a} & #1 $2 \\x~^[Z/OL]. 2031: 3, 二(一)1. https://example.org/a_b.", ReferenceText.Gbt7714(reference));
        string entry = ReferenceText.BibLatex(reference);
        Assert.Contains("title = {50\\% \\_off\\_ \\{a\\} \\& \\#1 \\$2 \\textbackslash{}x\\textasciitilde{}\\textasciicircum{}}", entry, StringComparison.Ordinal);
        Assert.Contains("pages = {3},\n  addendum = {二(一)1: “x”},\n  url = {https://example.org/a_b}", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("author", entry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x1", "there is no such key")]
    [InlineData("t", "there is no such key")]
    [InlineData("-1", "")]
    [InlineData("t1000099", "nothing has the key t1000099")]
    [InlineData("7", "nothing has the key 7")]
    public async Task A_key_that_names_nothing_is_told(string key, string said)
    {
        var run = await CliRun.Of("cite", key, "--db", Database);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }
}
