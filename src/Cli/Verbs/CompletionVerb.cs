using System.CommandLine;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>completion</c>: prints what a shell needs to complete verbs and options.</summary>
internal static class CompletionVerb
{
    private static readonly (string Shell, string Script)[] Scripts =
        [("bash", "bash.sh"), ("zsh", "zsh.sh"), ("fish", "fish.sh"), ("powershell", "powershell.ps1")];

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "Shell that is to complete" };
        shell.AcceptOnlyFromAmong([.. Scripts.Select(script => script.Shell)]);
        var command = new Command("completion", "Prints the script that makes a shell complete verbs and options; its first lines say where to put it.") { shell };
        command.SetAction(parsed =>
        {
            string script = Scripts.Single(script => script.Shell == parsed.GetRequiredValue(shell)).Script;
            using var stream = typeof(CompletionVerb).Assembly.GetManifestResourceStream("PolicyIngest.Cli.Completions." + script)!;
            stream.CopyTo(terminal.Out);
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest completion bash > ~/.local/share/bash-completion/completions/policy-ingest");
        return command;
    }
}
