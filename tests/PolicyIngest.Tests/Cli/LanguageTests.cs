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
    public void Holes_are_filled_and_messages_in_messages_translated(string message, string shown)
    {
        var catalogue = new Catalogue(["# comment", "a {0#} b\t甲 {0} 乙", "wrong: {0!}\t错：{0}", "{0} of {1#}\t{1} 之 {0}"]);
        Assert.Equal(shown, catalogue.Translate(message));
    }

    [Fact]
    public void What_fits_no_template_has_no_translation()
    {
        var catalogue = new Catalogue(["a {0#} b\t甲 {0} 乙"]);
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
