using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Cli.Searching;

/// <summary>Writes the rows that a command was asked for to standard output.</summary>
internal static class RowOutput
{
    /// <summary>As a table to read, with their number behind it, or as a JSON array.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(Terminal terminal, ITableRows rows, bool asJson = false)
    {
        if (asJson)
        {
            JsonTable.Write(terminal.Out, rows, asArray: true);
            return ExitCode.Success;
        }
        using var output = terminal.OutText();
        long count = TerminalTable.Write(output, rows);
        output.Flush();
        terminal.Say($"{count} rows");
        return ExitCode.Success;
    }
}
