using System.CommandLine;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Languages;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>The program speaks Chinese where it is asked to, and says all of it.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void Every_message_in_the_sources_has_its_translation()
    {
        var catalogue = Catalogue.OfProgram("zh");
        var messages = SourceMessages.All().ToList();
        Assert.True(messages.Count > 80, $"only {messages.Count} messages were found");
        AssertNone("messages", messages.Where(message => catalogue.Translate(message.Message) is null).Select(message => $"{message.File}: {message.Message}"));
    }

    [Fact]
    public void Every_line_of_help_has_its_translation()
    {
        var catalogue = Catalogue.OfProgram("zh");
        var root = Program.Root(new Terminal(Stream.Null, Stream.Null, TextWriter.Null));
        var descriptions = Descriptions(root).ToList();
        Assert.True(descriptions.Count > 30, $"only {descriptions.Count} descriptions were found");
        AssertNone("descriptions", descriptions.Where(text => catalogue.Translate(text) is null));
    }

    [Theory]
    [InlineData("a 5 b", "甲 5 乙")]
    [InlineData("wrong: a 5 b", "错：甲 5 乙")]
    [InlineData("wrong: what nobody translated", "错：what nobody translated")]
    [InlineData("x{1}y of 2", "2 之 x{1}y")]
    [InlineData("file.txt: a 5 b", "file.txt：甲 5 乙")]
    public void Holes_are_filled_and_messages_in_messages_translated(string message, string shown)
    {
        var catalogue = new Catalogue(["# comment", "a {0#} b\t甲 {0} 乙", "wrong: {0!}\t错：{0}", "{0} of {1#}\t{1} 之 {0}", "{0}: {1!!}\t{0}：{1}"]);
        Assert.Equal(shown, catalogue.Translate(message));
    }

    [Fact]
    public void What_fits_no_template_has_no_translation()
    {
        var catalogue = new Catalogue(["a {0#} b\t甲 {0} 乙", "{0}: {1!!}\t{0}：{1}"]);
        Assert.Null(catalogue.Translate("file.txt: what nobody translated"));
        Assert.Null(catalogue.Translate("a 5 c"));
        Assert.Null(catalogue.Translate("a much b more b."));
        Assert.Throws<FormatException>(() => new Catalogue(["no translation"]));
        Assert.Throws<FormatException>(() => new Catalogue(["same\t同", "same\t同"]));
    }

    [Fact]
    public async Task A_call_in_Chinese_fails_in_Chinese_and_keeps_codes_and_paths()
    {
        using var folder = new TemporaryFolder();
        string empty = folder.Write("空.txt", "");
        var run = await CliRun.Of("show", empty, "--lang", "zh");
        Assert.Equal($"{empty}：文件是空的；请重新获取（malformed，empty-file）", Assert.Single(run.ErrorLines));
        var help = await CliRun.Of("import", "--help", "--lang=zh");
        Assert.Contains("用法：", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage", help.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show", "GONE")]
    [InlineData("show", "DAMAGED")]
    [InlineData("explain", "PLAN:p9")]
    [InlineData("explain", "PLAN:#99")]
    [InlineData("explain", "PLAN", "--find", "种树")]
    [InlineData("diff", "PLAN", "GONE")]
    [InlineData("eval", "GONE")]
    [InlineData("eval", "PLAN")]
    [InlineData("gold", "check", "GONE")]
    [InlineData("gold", "check", "GOLD", "--input", "PLAN")]
    [InlineData("gold", "init", "PLAN", "--output", "GONE/plan.json")]
    [InlineData("rules", "check", "--lexicons", "WORDS")]
    [InlineData("import", "PLAN", "--db", "GONE/p.db")]
    [InlineData("import", "PLAN", "--db", "NEW", "--log", "GONE/log")]
    [InlineData("import", "--from-file", "GONE", "--db", "NEW")]
    [InlineData("import", "DAMAGED", "--db", "NEW")]
    [InlineData("status", "--db", "DAMAGED")]
    [InlineData("export", "--db", "GONE")]
    [InlineData("export", "--db", "GOOD", "--format", "jsonl", "--output", "GONE/all.jsonl")]
    [InlineData("report", "--db", "GOOD", "--output", "GONE/page.html")]
    [InlineData("search", "河", "--db", "GOOD", "--limit", "0")]
    public async Task What_goes_wrong_is_told_in_Chinese_throughout(params string[] line)
    {
        using var folder = new TemporaryFolder();
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PLAN"] = folder.Write("plan.txt", "云岭市河道治理方案\n1.清河。10月底前完成。\n"),
            ["DAMAGED"] = folder.Write("damaged.docx", "PK\u0003\u0004 and no more"),
            ["GOLD"] = folder.Write("gold/plan.json", """{"file": "plan.txt", "plans": [{"title": "云岭市种树方案", "tasks": [{"path": ["1"], "assignments": [{"role": "lead", "unit": "市水利局"}]}, {"path": ["1"]}]}]}"""),
            ["WORDS"] = Path.GetDirectoryName(folder.Write("words/deadline-terms.tsv", "泼水节\n双 节\tevent \n年底\tx\n"))!,
            ["GOOD"] = folder["good.db"],
            ["NEW"] = folder["new.db"],
            ["GONE"] = folder["gone"],
        };
        Assert.Equal(0, (await CliRun.Of("import", files["PLAN"], "--db", files["GOOD"])).Code);
        var run = await CliRun.Of([.. line.Select(word => files.Keys.Aggregate(word, (text, name) => text.Replace(name, files[name], StringComparison.Ordinal))), "--lang", "zh"]);
        Assert.NotEqual(0, run.Code);
        Assert.NotEmpty(run.ErrorLines);
        // Commands, options, names and codes stay; three words with spaces between them are a sentence.
        string told = run.Error.Replace("policy-ingest import", "", StringComparison.Ordinal).Replace("policy-ingest gold init", "", StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Za-z']{2,} [a-z']+ [a-z']+", told);
    }

    [Fact]
    public async Task A_language_that_is_none_is_complained_about()
    {
        var run = await CliRun.Of("status", "--lang", "fr");
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains("'fr'", run.Error, StringComparison.Ordinal);
    }

    private static void AssertNone(string what, IEnumerable<string> untranslated)
    {
        string[] distinct = [.. untranslated.Distinct()];
        Assert.True(distinct.Length == 0, $"{what} that src/Cli/Languages/zh.tsv lacks (0 stands for a hole):\n{string.Join('\n', distinct)}");
    }

    private static IEnumerable<string> Descriptions(Command command)
    {
        Symbol[] symbols = [command, .. command.Options, .. command.Arguments];
        return symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Description ?? $"{symbol.Name} has no description")
            .Concat(command.Subcommands.Where(below => !below.Hidden).SelectMany(Descriptions));
    }
}
