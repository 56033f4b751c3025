using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Processes;

/// <summary>
/// Runs an outside program with a time and a memory limit. No shell reads the arguments. When the time is over, the caller cancels or
/// the output grows too large, the program is killed together with all its children.
/// </summary>
/// <remarks>
/// The memory limit is set by <c>prlimit</c> (Linux) or <c>ulimit</c> (other Unix systems), which children inherit; on Windows the
/// program itself is watched ten times a second. A limit on processor time stops children that outlive a killed parent on Unix.
/// </remarks>
public static class ChildProcess
{
    private const int MaxStderr = 65_536;

    // How long to wait for pipes that a grandchild may still hold open after everything was killed.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly Lazy<string?> Prlimit = new(() => OperatingSystem.IsLinux() ? FindProgram("prlimit") : null);

    /// <summary>Finds a program.</summary>
    /// <param name="name">Name without ending, such as <c>soffice</c>.</param>
    /// <param name="folder">The only folder to look in, or null for those of the PATH.</param>
    /// <returns>The program's full path, or null when it is not there.</returns>
    public static string? FindProgram(string name, string? folder = null)
    {
        string[] folders = folder is not null
            ? [folder]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".com"] : [""];
        foreach (string place in folders)
            foreach (string ending in endings)
            {
                string path = Path.Combine(place.Trim('"'), name + ending);
                if (File.Exists(path)) return Path.GetFullPath(path);
            }
        return null;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Full path, as <see cref="FindProgram"/> gives it.</param>
    /// <param name="arguments">Arguments, passed as they are.</param>
    /// <param name="limits">Time, memory and output.</param>
    /// <param name="cancellation">Kills the program.</param>
    /// <param name="stdin">Bytes for its standard input; empty closes it at once.</param>
    /// <returns>Exit code and output; a failure of the program itself is no exception.</returns>
    /// <exception cref="DocumentException">The program can't be started (<c>child-start</c>), takes too long (<c>child-timeout</c>),
    /// takes too much memory (<c>child-memory</c>, Windows only) or writes too much (<c>child-output</c>).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ChildResult Run(
        string program,
        IReadOnlyList<string> arguments,
        ChildLimits limits,
        CancellationToken cancellation,
        ReadOnlyMemory<byte> stdin = default)
    {
        cancellation.ThrowIfCancellationRequested();
        string name = Path.GetFileNameWithoutExtension(program);
        using var process = Start(program, name, StartInfo(program, arguments, limits));
        using var timer = new CancellationTokenSource();
        using var clock = new AwakeTimeout(limits.Timeout, timer.Cancel);
        using var memoryWatch = OperatingSystem.IsWindows() ? new MemoryWatch(process, limits.Memory) : null;
        using var onTimeout = timer.Token.Register(() => KillTree(process));
        using var onCancel = cancellation.Register(() => KillTree(process));

        var input = Feed(process, stdin);
        var stdout = Collect(process.StandardOutput.BaseStream, limits.MaxOutput, () => KillTree(process));
        var stderr = Collect(process.StandardError.BaseStream, MaxStderr, onFull: null);
        process.WaitForExit();
        bool drained = WaitFor(timer.Token, cancellation, input, stdout, stderr);

        cancellation.ThrowIfCancellationRequested();
        if (memoryWatch is { Exceeded: true })
            throw new DocumentException(DocumentStatus.ResourceLimit, "child-memory",
                $"{name} took more memory than the limit of {limits.Memory >> 20} MB; raise --child-memory if the file is genuine");
        if (timer.IsCancellationRequested || !drained)
            throw new DocumentException(DocumentStatus.Timeout, "child-timeout",
                $"{name} took longer than {limits.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s and was stopped; raise --child-timeout if the file is genuine");
        if (stdout.Result is not { } output)
            throw new DocumentException(DocumentStatus.ResourceLimit, "child-output",
                $"{name} wrote more than {limits.MaxOutput >> 20} MB and was stopped");
        return new ChildResult(process.ExitCode, output, Encoding.UTF8.GetString(stderr.Result ?? []));
    }

    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments, ChildLimits limits)
    {
        var info = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = limits.WorkingFolder ?? "",
        };
        string seconds = ((long)Math.Ceiling(limits.Timeout.TotalSeconds * Environment.ProcessorCount) + 1).ToString(CultureInfo.InvariantCulture);
        if (OperatingSystem.IsWindows())
        {
            info.FileName = program;
        }
        else if (Prlimit.Value is { } prlimit)
        {
            info.FileName = prlimit;
            info.ArgumentList.Add("--data=" + limits.Memory.ToString(CultureInfo.InvariantCulture));
            info.ArgumentList.Add("--cpu=" + seconds);
            info.ArgumentList.Add("--core=0");
            info.ArgumentList.Add("--");
            info.ArgumentList.Add(program);
        }
        else
        {
            info.FileName = "/bin/sh";
            info.ArgumentList.Add("-c");
            info.ArgumentList.Add("ulimit -d \"$1\" 2>/dev/null; ulimit -t \"$2\" 2>/dev/null; shift 2; exec \"$@\"");
            info.ArgumentList.Add("sh");
            info.ArgumentList.Add((limits.Memory >> 10).ToString(CultureInfo.InvariantCulture));
            info.ArgumentList.Add(seconds);
            info.ArgumentList.Add(program);
        }
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        foreach (var (key, value) in limits.Environment) info.Environment[key] = value;
        return info;
    }

    private static Process Start(string program, string name, ProcessStartInfo info)
    {
        try
        {
            if (!File.Exists(program)) throw new FileNotFoundException();
            return Process.Start(info) ?? throw new Win32Exception();
        }
        catch (Exception fault) when (fault is Win32Exception or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DocumentException(DocumentStatus.Unsupported, "child-start",
                $"the program {name} can't be started; check that it is installed and may be run", fault);
        }
    }

    private static async Task Feed(Process process, ReadOnlyMemory<byte> stdin)
    {
        try
        {
            await using var pipe = process.StandardInput.BaseStream;
            await pipe.WriteAsync(stdin).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The program closed its input early; what it made of it shows in its exit code.
        }
    }

    /// <summary>Reads to the end; past <paramref name="limit"/> the rest is dropped, or with <paramref name="onFull"/> the result is null.</summary>
    private static async Task<byte[]?> Collect(Stream pipe, long limit, Action? onFull)
    {
        using var kept = new MemoryStream();
        byte[] buffer = new byte[32_768];
        int read;
        while ((read = await pipe.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            int room = (int)Math.Min(read, limit - kept.Length);
            kept.Write(buffer, 0, room);
            if (room == read || onFull is null) continue;
            onFull();
            return null;
        }
        return kept.ToArray();
    }

    private static bool WaitFor(CancellationToken timeout, CancellationToken cancellation, params Task[] pipes)
    {
        try
        {
            // A daemon may hold the pipes open after the program's end: wait for it as long as the limit allows, then no more.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, cancellation);
            Task.WaitAll(pipes, either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return Task.WaitAll(pipes, Grace);
        }
    }

    private static void KillTree(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Kills a process when its private memory passes a limit.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly Timer _timer;

        public MemoryWatch(Process process, long limit) => _timer = new Timer(_ => Check(process, limit), null, 100, 100);

        public bool Exceeded { get; private set; }

        public void Dispose() => _timer.Dispose();

        private void Check(Process process, long limit)
        {
            try
            {
                process.Refresh();
                if (process.PrivateMemorySize64 <= limit) return;
                Exceeded = true;
                KillTree(process);
            }
            catch (InvalidOperationException)
            {
                // It has ended.
            }
        }
    }
}
