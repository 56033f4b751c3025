using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>Something that happened to a worker.</summary>
/// <param name="Worker">Which one.</param>
internal abstract record WorkerEvent(WorkerProcess Worker)
{
    /// <summary>It said something.</summary>
    public sealed record Said(WorkerProcess Worker, WorkerMessage Message) : WorkerEvent(Worker);

    /// <summary>It has ended.</summary>
    public sealed record Ended(WorkerProcess Worker) : WorkerEvent(Worker);
}

/// <summary>A worker process, seen from the run that started it. What it says arrives in a channel.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MaxStderr = 4_096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly BinaryWriter _requests;
    private readonly StringBuilder _stderr = new();
    private readonly WorkerFolder _folder = WorkerFolder.Create();

    /// <summary>Starts a worker.</summary>
    /// <exception cref="UsageException">It can't be started.</exception>
    public WorkerProcess(WorkerCommand command, WorkerSettings settings, ChannelWriter<WorkerEvent> events)
    {
        try
        {
            _process = Process.Start(StartInfo(command, settings.Memory, _folder.Path)) ?? throw new Win32Exception();
        }
        catch (Win32Exception fault)
        {
            _folder.Dispose();
            throw new UsageException($"the worker process can't be started ({SystemFault.Reason(fault)}); check the installation");
        }
        _requests = WorkerFrames.Writer(new BufferedStream(_process.StandardInput.BaseStream, 1 << 14));
        new Thread(CollectStderr) { IsBackground = true, Name = "worker stderr" }.Start();
        new Thread(() => Listen(events)) { IsBackground = true, Name = "worker stdout" }.Start();
        TryWrite(() => WorkerFrames.WriteSettings(_requests, settings));
    }

    /// <summary>Exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote to its standard error, cut after a few kilobytes.</summary>
    public string Stderr
    {
        get
        {
            lock (_stderr) return _stderr.ToString();
        }
    }

    /// <summary>Whether it is stopped from outside, by SIGSTOP or a debugger; told on Linux only.</summary>
    public bool IsPaused
    {
        get
        {
            try
            {
                // 4711 (dotnet) T 4710 …: the state stands behind the name, which may hold brackets itself.
                string status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/stat"));
                int state = status.LastIndexOf(") ", StringComparison.Ordinal) + 2;
                return state < status.Length && status[state] is 'T' or 't';
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>Hands it a file. If it has ended, its <see cref="WorkerEvent.Ended"/> says so.</summary>
    public void Send(WorkRequest request) => TryWrite(() => WorkerFrames.Write(_requests, request));

    /// <summary>Ends it at once, with all processes that it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    /// <summary>Lets it end, or ends it, and removes its temporary files.</summary>
    public void Dispose()
    {
        TryWrite(_process.StandardInput.Close);
        if (!_process.WaitForExit(Patience)) Kill();
        _process.WaitForExit(Patience);
        _process.Dispose();
        _folder.Dispose();
    }

    private static ProcessStartInfo StartInfo(WorkerCommand command, long memory, string temporary)
    {
        var info = new ProcessStartInfo(command.FileName, [.. command.Arguments, temporary])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // Readers and their tools leave nothing behind, however they end.
        foreach (string name in new[] { "TMPDIR", "TMP", "TEMP" }) info.Environment[name] = temporary;
        info.Environment["DOTNET_GCHeapHardLimit"] = memory.ToString("x", CultureInfo.InvariantCulture);
        info.Environment["DOTNET_gcConcurrent"] = "0";
        // A dump of a crashed worker would hold the documents' text, and sockets for debuggers stay behind when it is killed.
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        return info;
    }

    private void Listen(ChannelWriter<WorkerEvent> events)
    {
        try
        {
            using var reader = WorkerFrames.Reader(new BufferedStream(_process.StandardOutput.BaseStream, 1 << 16));
            while (true) events.TryWrite(new WorkerEvent.Said(this, WorkerFrames.ReadMessage(reader)));
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of the stream, in the middle of a message where the worker died.
        }
        events.TryWrite(new WorkerEvent.Ended(this));
    }

    private void CollectStderr()
    {
        char[] buffer = new char[1_024];
        try
        {
            int read;
            while ((read = _process.StandardError.Read(buffer)) > 0)
                lock (_stderr) _stderr.Append(buffer, 0, Math.Min(read, MaxStderr - _stderr.Length));
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Nothing more to read.
        }
    }

    private void TryWrite(Action write)
    {
        try
        {
            write();
            _requests.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The worker has ended; the listening thread tells.
        }
    }
}
