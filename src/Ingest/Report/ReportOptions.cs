namespace PolicyIngest.Ingest.Report;

/// <summary>What goes into a report, so that one of a big database stays small enough to open.</summary>
/// <param name="Documents">Parts of paths, or keys of documents; a document with any of them is taken. None: all documents.</param>
/// <param name="Plans">Parts of titles; of the documents, those with such a plan are taken, each whole. None: all plans.</param>
/// <param name="WithText">Whether the documents' text goes in.</param>
/// <param name="MaxTasks">Documents are taken, in order of their paths, while the tasks are no more than this.</param>
/// <param name="MaxTextLength">Texts are taken while they have no more characters than this together; documents behind stand without text.</param>
public sealed record ReportOptions(
    IReadOnlyList<string> Documents,
    IReadOnlyList<string> Plans,
    bool WithText = true,
    int MaxTasks = 10_000,
    long MaxTextLength = 10_000_000)
{
    /// <summary>All documents with their text, within the limits.</summary>
    public static ReportOptions Default { get; } = new([], []);

    /// <summary>A message in Chinese, or null where there is none; the page shows messages in either language.</summary>
    public Func<string, string?>? Chinese { get; init; }
}

/// <summary>What a report holds and what it had to leave out.</summary>
/// <param name="Documents">Documents in the report.</param>
/// <param name="OtherDocuments">Documents that were not asked for.</param>
/// <param name="DocumentsOverLimit">Documents left out because of <see cref="ReportOptions.MaxTasks"/>.</param>
/// <param name="TextsLeftOut">Documents in the report whose text is not.</param>
public sealed record ReportSummary(int Documents, int OtherDocuments, int DocumentsOverLimit, int TextsLeftOut);
