using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PolicyIngest.Cli;

/// <summary>Puts examples under a command's help.</summary>
internal static class Help
{
    private static readonly Dictionary<Command, string[]> Examples = [];

    /// <summary>Shows <paramref name="examples"/> at the end of the help of <paramref name="command"/>.</summary>
    public static void AddExamples(Command command, params string[] examples)
    {
        lock (Examples) Examples[command] = examples;
        if (command is not RootCommand root) return;
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new WithExamples((HelpAction)option.Action!);
    }

    private sealed class WithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parsed)
        {
            int code = inner.Invoke(parsed);
            string[]? examples;
            lock (Examples) Examples.TryGetValue(parsed.CommandResult.Command, out examples);
            if (examples is null) return code;
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples) output.WriteLine("  " + example);
            output.WriteLine();
            return code;
        }
    }
}
