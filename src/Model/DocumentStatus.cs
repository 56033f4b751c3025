namespace PolicyIngest.Model;

/// <summary>How a file fared in an import. A closed set: every file that was looked at has exactly one.</summary>
public enum DocumentStatus
{
    /// <summary>Read and stored whole.</summary>
    Imported,
    /// <summary>Stored, but something was cut, dropped or unreadable; the diagnostics say what.</summary>
    Partial,
    /// <summary>Left out on purpose: the second of two files that have one name in an archive.</summary>
    Skipped,
    /// <summary>Needs a password.</summary>
    Encrypted,
    /// <summary>Damaged, empty or not what its bytes claim.</summary>
    Malformed,
    /// <summary>A format that no reader takes, or a scan without text.</summary>
    Unsupported,
    /// <summary>Larger than a limit allows.</summary>
    ResourceLimit,
    /// <summary>Took longer than the limit.</summary>
    Timeout,
    /// <summary>A fault in the program itself.</summary>
    Crash,
    /// <summary>Could not be opened or read from disk.</summary>
    Io,
}
