using System.CommandLine;
using System.Text;
using PolicyIngest.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>docs/cli.md and docs/cli.zh-CN.md are what <c>--help</c> says; <c>./dev.sh accept</c> writes them anew.</summary>
public sealed class CliReferenceTests
{
    [Theory]
    [InlineData("en", "cli.md", "# Commands\n\nWhat `--help` says of each command. Written by a test; `./dev.sh accept` renews it.\n")]
    [InlineData("zh", "cli.zh-CN.md", "# 命令\n\n各命令 `--help` 的内容。由测试生成；`./dev.sh accept` 更新。\n")]
    public async Task The_reference_is_what_help_says(string language, string name, string head)
    {
        var reference = new StringBuilder(head);
        foreach (string[] words in Commands(Program.Root(new Terminal(Stream.Null, Stream.Null, TextWriter.Null)), []))
        {
            var run = await CliRun.Of([.. words, "--help", "--lang", language]);
            Assert.Equal(ExitCode.Success, run.Code);
            string help = run.Out.Trim().Replace(RootCommand.ExecutableName, "policy-ingest", StringComparison.Ordinal);
            reference.Append($"\n## {string.Join(' ', ["policy-ingest", .. words])}\n\n```text\n{help}\n```\n");
        }
        string file = Path.Combine(Repository.Root, "docs", name);
        if (Snapshot.Accepting) File.WriteAllText(file, reference.ToString());
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", reference.ToString());
    }

    private static IEnumerable<string[]> Commands(Command command, string[] words)
    {
        yield return words;
        foreach (var below in command.Subcommands.Where(below => !below.Hidden))
        {
            foreach (string[] deeper in Commands(below, [.. words, below.Name])) yield return deeper;
        }
    }
}
