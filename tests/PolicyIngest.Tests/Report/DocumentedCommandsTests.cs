using System.Text.RegularExpressions;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Report;

/// <summary>The commands of docs/report.md and docs/export.md do what stands there, on a database of the samples.</summary>
public sealed partial class DocumentedCommandsTests
{
    // policy-ingest export --format md --query "SELECT …", on a line of its own; not the name within a sentence
    [GeneratedRegex(@"^policy-ingest (?<arguments>(?:report|export) .*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    // --output, x.db, "several words"
    [GeneratedRegex(@"""(?<words>[^""]*)""|(?<words>\S+)")]
    private static partial Regex Argument();

    [Fact]
    public async Task Each_runs_and_writes_what_it_names()
    {
        using var page = await ReportPage.OfFolder(Repository.Samples);
        using var folder = new TemporaryFolder();
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.md")) + File.ReadAllText(Path.Combine(Repository.Root, "docs", "export.md"));
        var commands = Command().Matches(text).Select(match => match.Groups["arguments"].Value.TrimEnd()).ToList();
        Assert.True(commands.Count >= 9, $"{commands.Count} commands");
        foreach (string command in commands)
        {
            string[] args = [.. Argument().Matches(command).Select(match => match.Groups["words"].Value)];
            for (int i = 1; i < args.Length; i++)
            {
                if (args[i - 1] == "--db") args[i] = page.Database;
                if (args[i - 1] == "--output") args[i] = folder[args[i]];
            }
            var run = await CliRun.Of(args);
            Assert.True(run.Code == 0, $"{command}: {run.Error}");
            int output = Array.IndexOf(args, "--output");
            if (output < 0) Assert.NotEqual("", run.Out);
            else Assert.True(Path.Exists(args[output + 1]), command);
        }
    }
}
