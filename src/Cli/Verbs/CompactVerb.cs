using System.CommandLine;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Lake;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>compact</c>: makes one part of a lake's many.</summary>
internal static class CompactVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("LAKE") { Description = "Folder that extract --format parquet filled" };
        var partition = new Option<string[]>("--partition") { Description = "year, province or both: files of each apart, in folders year=2021", AllowMultipleArgumentsPerToken = true };
        partition.AcceptOnlyFromAmong("year", "province");
        var command = new Command("compact", "Makes one part of a lake's many small ones, with each document once. Jobs may go on writing, and queries reading by lake.sql.") { folder, partition };
        command.SetAction((parsed, cancellation) => Interruptible.Run(_ =>
        {
            try
            {
                int parts = LakeCompaction.Execute(LakeFolder.Open(parsed.GetRequiredValue(folder)), [.. (parsed.GetValue(partition) ?? []).Distinct(StringComparer.Ordinal)]);
                terminal.Say(parts == 0 ? "the lake is one part already, or empty" : $"{parts} parts are one now");
                return ExitCode.Success;
            }
            catch (DllNotFoundException)
            {
                throw new UsageException("DuckDB's library is not beside the program: put libduckdb.so (duckdb.dll on Windows, libduckdb.dylib on macOS) of DuckDB 1.5 there; the lake can be read as it is");
            }
        }, cancellation));
        Help.AddExamples(command, "policy-ingest compact lake/", "policy-ingest compact lake/ --partition year province");
        return command;
    }
}
