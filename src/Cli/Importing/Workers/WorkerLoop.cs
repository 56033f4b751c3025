using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>
/// The inside of a worker process: takes files from its standard input, works on several at once and writes what came of them to its
/// standard output. It lives as long as its input is open, so it never outlives the run that started it.
/// </summary>
internal sealed class WorkerLoop : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly BlockingCollection<WorkRequest> _requests = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly BinaryReader _input;
    private readonly BinaryWriter _output;
    private readonly WorkerSettings _settings;
    private readonly DocumentWork _work;
    private readonly OpenArchives _archives;

    /// <summary>Works until the input is closed.</summary>
    /// <param name="terminal">Where requests come from and messages go.</param>
    /// <param name="extract">The pipeline.</param>
    /// <param name="folder">The folder for temporary files, which is removed at the end.</param>
    /// <exception cref="UsageException">The folder is none of an import.</exception>
    public static void Serve(Terminal terminal, DocumentWork.Extract extract, string folder)
    {
        using var temporary = WorkerFolder.TakeOver(folder);
        try
        {
            using var loop = new WorkerLoop(terminal.In, terminal.Out, extract);
            loop.Run();
        }
        catch (EndOfStreamException)
        {
            // The run ended before it had said anything.
        }
    }

    private WorkerLoop(Stream input, Stream output, DocumentWork.Extract extract)
    {
        _input = WorkerFrames.Reader(new BufferedStream(input, 1 << 14));
        _output = WorkerFrames.Writer(new BufferedStream(output, 1 << 16));
        _settings = WorkerFrames.ReadSettings(_input);
        _work = new DocumentWork(extract, _settings.Options, _settings.RuleSet, LexiconSet.Extended(_settings.Lexicons), _settings.Timeout) { Records = _settings.Records };
        _archives = new OpenArchives(_settings);
    }

    private void Run()
    {
        // Ctrl-C reaches the whole group of processes; the run that started this worker decides what it means.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        var threads = new List<Thread>();
        for (int i = 0; i < _settings.Jobs; i++)
        {
            var thread = new Thread(WorkOn, DeepStack.Size) { IsBackground = true, Name = $"extract {i + 1}" };
            thread.Start();
            threads.Add(thread);
        }
        try
        {
            while (true) _requests.Add(WorkerFrames.ReadRequest(_input));
        }
        catch (EndOfStreamException)
        {
            // Stops readers and kills their children. A thread that does not listen ends with the process.
            _stop.Cancel();
            _requests.CompleteAdding();
            foreach (var thread in threads) thread.Join(Patience);
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _requests.Dispose();
    }

    private void WorkOn()
    {
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            Send(new WorkerMessage.Started(request.Order));
            long start = Stopwatch.GetTimestamp();
            try
            {
                var message = Answer(request, () => Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Send(message);
            }
            catch (OutOfMemoryException)
            {
                Send(new WorkerMessage.OutOfMemory(request.Order));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private WorkerMessage Answer(WorkRequest request, Func<double> milliseconds)
    {
        try
        {
            if (request.Member > 0) return AnswerMember(request, milliseconds);
            var file = FileBytes.Read(request.Path, request.Key, _settings.MaxFileSize);
            if (request.KnownSha256 is { } known && known == file.Sha256) return new WorkerMessage.Same(request.Order, milliseconds());
            if (DocumentArchive.IsArchive(file)) return AnswerArchive(request, file, milliseconds);
            return Finished(_work.Run(file, _stop.Token, TellAllowed(request), GivenText.Read(request.Given), request.Name));
        }
        catch (DocumentException fault)
        {
            return Finished(new DocumentOutcome(request.Key, null, null, DocumentWork.FailureOf(fault)));
        }

        WorkerMessage.Finished Finished(DocumentOutcome outcome) => new(request.Order, milliseconds(), outcome);
    }

    private WorkerMessage AnswerArchive(WorkRequest request, SourceFile file, Func<double> milliseconds) => _work.WithinTime<WorkerMessage>(
        _stop.Token,
        limit => new WorkerMessage.Listed(request.Order, milliseconds(), _archives.List(file, limit)),
        failure => new WorkerMessage.Finished(request.Order, milliseconds(), new DocumentOutcome(request.Key, file.Bytes.Length, file.Sha256, failure)));

    private WorkerMessage.Finished AnswerMember(WorkRequest request, Func<double> milliseconds)
    {
        var archive = _archives.Get(request, _stop.Token);
        return new WorkerMessage.Finished(request.Order, milliseconds(), _work.Run(archive, archive.Members[request.Member - 1], _stop.Token, TellAllowed(request), GivenText.Read(request.Given), request.Name));
    }

    private Action<TimeSpan> TellAllowed(WorkRequest request) => time => Send(new WorkerMessage.Allowed(request.Order, time.TotalMilliseconds));

    private void Send(WorkerMessage message)
    {
        lock (_output)
        {
            WorkerFrames.Write(_output, message);
            _output.Flush();
        }
    }
}
