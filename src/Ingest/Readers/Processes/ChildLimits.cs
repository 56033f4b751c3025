namespace PolicyIngest.Ingest.Readers.Processes;

/// <summary>What a child process may use.</summary>
/// <param name="Timeout">Longest run by the clock; positive.</param>
/// <param name="Memory">Most private memory, in bytes.</param>
/// <param name="MaxOutput">Most bytes of standard output.</param>
public sealed record ChildLimits(TimeSpan Timeout, long Memory, long MaxOutput = 1L << 30)
{
    /// <summary>The limits that <paramref name="options"/> states.</summary>
    public static ChildLimits From(ReadOptions options) => new(options.ChildTimeout, options.ChildMemory);

    /// <summary>Folder to run in, or null for the current one.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Environment variables to set on top of the inherited ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and more where a signal ended it.</param>
/// <param name="Stdout">Its whole standard output.</param>
/// <param name="Stderr">The first 64 KB of its standard error, as UTF-8.</param>
public sealed record ChildResult(int ExitCode, byte[] Stdout, string Stderr)
{
    /// <summary>Whether the program said that memory ran out, which under a memory limit means that the limit was hit.</summary>
    public bool RanOutOfMemory => ExitCode != 0 &&
        (Stderr.Contains("bad_alloc", StringComparison.Ordinal) || Stderr.Contains("out of memory", StringComparison.OrdinalIgnoreCase));
}
