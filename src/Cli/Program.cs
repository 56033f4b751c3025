using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Cli.Languages;
using PolicyIngest.Cli.Verbs;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli;

/// <summary>The command line. A new verb is one class and one line in <see cref="Verbs"/>.</summary>
internal static class Program
{
    private static ImmutableArray<Func<Terminal, Command>> Verbs { get; } =
    [
        ImportVerb.Create,
        ExtractVerb.Create,
        LoadVerb.Create,
        CompactVerb.Create,
        ExportVerb.Create,
        LedgerVerb.Create,
        CiteVerb.Create,
        ReportVerb.Create,
        ShowVerb.Create,
        SearchVerb.Create,
        TermsVerb.Create,
        LineageVerb.Create,
        QueryVerb.Create,
        SchemaVerb.Create,
        DatasetteMetadataVerb.Create,
        StatusVerb.Create,
        AuditVerb.Create,
        ReviewVerb.Create,
        RulesVerb.Create,
        ExplainVerb.Create,
        DiffVerb.Create,
        EvalVerb.Create,
        GoldVerb.Create,
        CorrectVerb.Create,
        CorrectionsVerb.Create,
        FingerprintVerb.Create,
        OcrModelsVerb.Create,
        CompletionVerb.Create,
        WorkerVerb.Create,
    ];

    private static Task<int> Main(string[] args)
    {
        var terminal = Terminal.OfProcess();
        // A worker's faults are told by the run that started it.
        if (args is not [WorkerCommand.Verb, ..]) LastResort.Watch(terminal, args);
        return Run(args, terminal);
    }

    /// <summary>Runs a command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args, Terminal terminal)
    {
        terminal = terminal with { Language = Language.Of(args, terminal.Language) };
        var root = Root(terminal);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (string complaint in UsageComplaints.Of(parsed)) terminal.Say($"policy-ingest: {complaint}");
            terminal.Say($"policy-ingest: see policy-ingest {string.Join(' ', VerbOf(parsed))}--help");
            return ExitCode.Nothing;
        }
        DatabaseWait.Current = DatabaseWait.Current with { Tell = terminal.Say };
        try
        {
            using var output = terminal.OutText();
            int code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            // Called for nothing but help, the program has done nothing.
            return args.Length == 0 ? ExitCode.Nothing : code;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception fault)
        {
            // A reader that closes the pipe early, such as head, is no fault of anyone's.
            if (!IsBrokenPipe(fault)) terminal.Say($"policy-ingest: {LastResort.Explain(fault, args)}");
            return ExitCode.Nothing;
        }
    }

    /// <summary>All commands, with their help in the terminal's language.</summary>
    public static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Turns Chinese policy documents into a database of tasks, units, deadlines and targets.");
        root.Options.Add(LanguageOption());
        foreach (var create in Verbs) root.Subcommands.Add(create(terminal));
        Help.AddExamples(root, "policy-ingest import samples --db policies.db", "policy-ingest export --db policies.db --format jsonl");
        Help.Complete(root, terminal.Language);
        return root;
    }

    private static Option<string> LanguageOption()
    {
        var option = new Option<string>(Language.OptionName) { Description = "Language of messages and help; else that of the system", HelpName = "en|zh", Recursive = true };
        option.AcceptOnlyFromAmong([.. Language.All.Select(language => language.Name)]);
        return option;
    }

    private static IEnumerable<string> VerbOf(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not RootCommand) yield return parsed.CommandResult.Command.Name + " ";
    }

    private static bool IsBrokenPipe(Exception fault) =>
        fault is IOException && (fault.InnerException is System.Net.Sockets.SocketException || fault.Message.Contains("pipe", StringComparison.OrdinalIgnoreCase));
}
