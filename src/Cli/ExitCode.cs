namespace PolicyIngest.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>Some files failed or were skipped; the others are done.</summary>
    public const int SomeFailed = 1;

    /// <summary>Wrong usage, or nothing could be done.</summary>
    public const int Nothing = 2;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
