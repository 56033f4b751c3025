using Spectre.Console;
using Spectre.Console.Rendering;

namespace PolicyIngest.Cli.Reporting;

/// <summary>Reports by a bar on a terminal; messages run above it.</summary>
internal sealed class BarReporter : IImportReporter
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAnsiConsole _console;
    private readonly FiguresColumn _figures = new();
    private Task _drawing = Task.CompletedTask;
    private ProgressTask? _bar;
    private Pace? _pace;

    public BarReporter(Terminal terminal) =>
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });

    public void Begin(RunTally tally)
    {
        _pace = new Pace();
        var ready = new ManualResetEventSlim();
        _drawing = _console.Progress().AutoClear(true).Columns(new ProgressBarColumn(), _figures).StartAsync(async context =>
        {
            _bar = context.AddTask("import", maxValue: Math.Max(tally.Total, 1));
            ready.Set();
            await _end.Task;
        });
        ready.Wait(TimeSpan.FromSeconds(5));
    }

    public void Advance(RunTally tally)
    {
        _figures.Text = _pace!.Describe(tally);
        _bar?.MaxValue(Math.Max(tally.Total, 1));
        _bar?.Value(tally.Done);
    }

    public void Say(string message) => _console.Write(new Text(Terminal.Printable(message) + "\n"));

    public void Dispose()
    {
        _end.TrySetResult();
        _drawing.Wait(TimeSpan.FromSeconds(1));
    }

    private sealed class FiguresColumn : ProgressColumn
    {
        public string Text { get; set; } = "";

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Text);
    }
}
