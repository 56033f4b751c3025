using PolicyIngest.Cli;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>What shells need to complete a command line.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef _policy_ingest")]
    [InlineData("fish", "complete -c policy-ingest")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public async Task Each_shell_has_its_script(string shell, string words)
    {
        var run = await CliRun.Of("completion", shell);
        Assert.Equal(ExitCode.Success, run.Code);
        Assert.Contains(words, run.Out, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_is_completed_by_verbs_and_options()
    {
        Assert.Equal(["import"], (await CliRun.Of("[suggest:16]", "policy-ingest im")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("--exclude", (await CliRun.Of("[suggest:22]", "policy-ingest import --")).Out, StringComparison.Ordinal);
    }
}
