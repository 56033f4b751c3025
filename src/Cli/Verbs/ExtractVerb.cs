using System.CommandLine;
using PolicyIngest.Cli.Extracting;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Lake;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>extract</c>: reads files into records, without a database.</summary>
internal static class ExtractVerb
{
    public static Command Create(Terminal terminal)
    {
        var files = new ReadingOptions();
        var output = new Option<string?>("--output") { Description = "File for the records, which appears when it is whole; standard output without it; for parquet the lake's folder", HelpName = "FILE|DIR" };
        var format = new Option<string>("--format") { Description = "jsonl (a record a line) or parquet (a lake: typed tables, in parts that come whole, each document once)", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl", "parquet");
        var frames = new Option<bool>("--frames") { Description = "Files come on standard input: a line with length in bytes and name, then the bytes, and so on" };
        var command = new Command("extract", "Reads files and folders into self-contained records, a JSON line for each file, without a database; load stores them.") { output, format, frames };
        files.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            bool byFrames = parsed.GetValue(frames);
            if (byFrames && files.HasPaths(parsed)) throw new UsageException("--frames takes the files from standard input; leave the paths out");
            var options = new ExtractOptions(byFrames ? [] : files.Paths(parsed, terminal), files.Filter(parsed), files.Settings(parsed)) { Frames = byFrames };
            string? target = parsed.GetValue(output);
            if (parsed.GetRequiredValue(format) == "parquet")
            {
                if (target is null or "-") throw new UsageException("a lake can't go to standard output; name its folder (--output)");
                var lake = new LakeWriter(LakeFolder.OpenOrMake(target, options.Settings.RuleSet));
                return Interruptible.Run(stop => ExtractRun.Execute(options, terminal, lake, stop).GetAwaiter().GetResult(), cancellation);
            }
            return Interruptible.Run(stop =>
            {
                int code = ExitCode.Success;
                // What is stopped ends by an exception: a file of which the end is missing must not take the place of a whole one.
                OutputFile.Write(target, terminal, stream => code = ExtractRun.Execute(options, terminal, new RecordLines(stream), stop).GetAwaiter().GetResult());
                return code;
            }, cancellation);
        });
        Help.AddExamples(command,
            "policy-ingest extract plans/ --output plans.jsonl",
            "policy-ingest extract plans/ --format parquet --output lake/",
            "find plans -name '*.docx' | policy-ingest extract - | gzip > plans.jsonl.gz",
            "parallel -a files.txt -N 200 --pipe policy-ingest extract - --output 'shard-{#}.jsonl'");
        return command;
    }
}
