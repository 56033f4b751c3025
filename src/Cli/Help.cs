using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using PolicyIngest.Cli.Languages;

namespace PolicyIngest.Cli;

/// <summary>Puts examples under a command's help, and help into the language of the call.</summary>
internal static class Help
{
    private const string DefaultMark = "[default: ";
    private static readonly Dictionary<Command, string[]> Examples = [];

    /// <summary>Shows <paramref name="examples"/> at the end of the help of <paramref name="command"/>.</summary>
    public static void AddExamples(Command command, params string[] examples)
    {
        lock (Examples) Examples[command] = examples;
    }

    /// <summary>Makes the help of <paramref name="root"/> and of all commands whole: with examples, and in <paramref name="language"/>.</summary>
    public static void Complete(RootCommand root, Language language)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new WithExamples((HelpAction)option.Action!, language);
        Translate(root, language);
    }

    private static void Translate(Command command, Language language)
    {
        Symbol[] symbols = [command, .. command.Options, .. command.Arguments];
        foreach (var symbol in symbols)
        {
            if (symbol.Description is { } description) symbol.Description = language.Translate(description);
        }
        foreach (var below in command.Subcommands) Translate(below, language);
    }

    private sealed class WithExamples(HelpAction inner, Language language) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parsed)
        {
            var output = parsed.InvocationConfiguration.Output;
            using var text = new StringWriter { NewLine = output.NewLine };
            parsed.InvocationConfiguration.Output = text;
            int code = inner.Invoke(parsed);
            parsed.InvocationConfiguration.Output = output;
            // The headings are the library's own; its words in other languages can't be had without the system's data on cultures.
            foreach (string line in text.ToString().Split(output.NewLine).SkipLast(1))
                output.WriteLine(language.Translate(line).Replace(DefaultMark, language.Translate(DefaultMark), StringComparison.Ordinal));
            string[]? examples;
            lock (Examples) Examples.TryGetValue(parsed.CommandResult.Command, out examples);
            if (examples is null) return code;
            output.WriteLine(language.Translate("Examples:"));
            foreach (string example in examples) output.WriteLine("  " + example);
            output.WriteLine();
            return code;
        }
    }
}
