namespace PolicyIngest.Cli.Reporting;

/// <summary>Tells a person how an import goes.</summary>
internal interface IImportReporter : IDisposable
{
    /// <summary>The files are found.</summary>
    void Begin(RunTally tally);

    /// <summary>Another file is done.</summary>
    void Advance(RunTally tally);

    /// <summary>Something to know about one file, on a line of its own.</summary>
    void Say(string message);
}
