namespace PolicyIngest.Cli;

/// <summary>Puts into the program's own words what the system says of files, so that it can be said in every language.</summary>
internal static class SystemFault
{
    // The numbers of Linux and macOS, and those that Windows has for the same.
    private const int NoSpace = 28, Quota = 122, QuotaOfMac = 69, ReadOnly = 30, TooManyOpen = 24, InputOutput = 5, NameTooLong = 36, NameTooLongOfMac = 63, Loop = 40, Stale = 116;
    private const int WindowsDiskFull = unchecked((int)0x80070070), WindowsSharing = unchecked((int)0x80070020);

    /// <summary>Why a file can't be opened, read or written, in a few words without the file's name.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "it is not allowed",
        DirectoryNotFoundException => "its folder is not there",
        FileNotFoundException => "it is not there",
        PathTooLongException => "its name is too long",
        _ => fault.HResult switch
        {
            NoSpace or Quota or QuotaOfMac or WindowsDiskFull => "the disk is full",
            ReadOnly => "the file system is read-only",
            TooManyOpen => "too many files are open",
            InputOutput => "the disk gave an error",
            NameTooLong or NameTooLongOfMac => "its name is too long",
            Loop => "its links lead in a circle",
            Stale => "the share is away",
            WindowsSharing => "another program has it open",
            _ => fault.Message,
        },
    };
}
