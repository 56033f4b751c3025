using System.CommandLine;
using PolicyIngest.Cli.Extracting;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>extract</c>: reads files into records, without a database.</summary>
internal static class ExtractVerb
{
    public static Command Create(Terminal terminal)
    {
        var files = new ReadingOptions();
        var output = new Option<string?>("--output") { Description = "File for the records, which appears when it is whole; standard output without it", HelpName = "FILE" };
        var command = new Command("extract", "Reads files and folders into self-contained records, a JSON line for each file, without a database; load stores them.") { output };
        files.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var options = new ExtractOptions(files.Paths(parsed, terminal), files.Filter(parsed), files.Settings(parsed));
            return Interruptible.Run(stop =>
            {
                int code = ExitCode.Success;
                // What is stopped ends by an exception: a file of which the end is missing must not take the place of a whole one.
                OutputFile.Write(parsed.GetValue(output), terminal, stream => code = ExtractRun.Execute(options, terminal, stream, stop).GetAwaiter().GetResult());
                return code;
            }, cancellation);
        });
        Help.AddExamples(command,
            "policy-ingest extract plans/ --output plans.jsonl",
            "find plans -name '*.docx' | policy-ingest extract - | gzip > plans.jsonl.gz",
            "parallel -a files.txt -N 200 --pipe policy-ingest extract - --output 'shard-{#}.jsonl'");
        return command;
    }
}
