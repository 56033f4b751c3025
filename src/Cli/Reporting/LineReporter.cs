using System.Diagnostics;

namespace PolicyIngest.Cli.Reporting;

/// <summary>Reports by plain lines, every few seconds; for pipes and log files. Without progress it only passes messages on.</summary>
internal sealed class LineReporter(Terminal terminal, bool withProgress) : IImportReporter
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private long _last = Stopwatch.GetTimestamp();
    private Pace? _pace;

    public void Begin(RunTally tally) => _pace = new Pace();

    public void Advance(RunTally tally)
    {
        if (!withProgress || _pace is null || Stopwatch.GetElapsedTime(_last) < Interval) return;
        _last = Stopwatch.GetTimestamp();
        terminal.Say(_pace.Describe(tally));
    }

    public void Say(string message) => terminal.Say(message);

    public void Dispose()
    {
    }
}
