using System.Diagnostics;
using System.Text;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Converted;

/// <summary>
/// Converts the old text documents of an import before their turn, many by one run of LibreOffice, whose start takes longer than ten
/// documents do. Readers, in whatever process, find the results in a folder; what is not there – the run ended early, a document brought it
/// down – is converted alone, as without this, so that each fault keeps to its own document.
/// </summary>
public sealed class ConvertedAhead : IDisposable
{
    // Few documents are not worth it; the first run is short, so that readers need not wait long.
    private const int FewestDocuments = 3, FirstBatch = 8, Batch = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ReadOptions _options;
    private readonly CancellationTokenSource _stop;
    private readonly Task _work;

    private ConvertedAhead(IReadOnlyList<(string Path, Func<SourceFile> Open)> documents, ReadOptions options, CancellationToken cancellation)
    {
        _options = options;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        foreach (var (path, _) in documents) _folder.Write(Pending(path), []);
        _work = Task.Factory.StartNew(() => ConvertAll(documents), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The folder that <see cref="ReadOptions.ConvertedFolder"/> has to name.</summary>
    public string Folder => _folder.Path;

    /// <summary>Whether a file's ending is one of those that are converted so; its content decides when it is read.</summary>
    public static bool HasEnding(string path) => ConvertedReader.IsTextEnding(System.IO.Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Begins to convert documents in the order given; null where there are too few, or no LibreOffice.</summary>
    /// <param name="documents">The paths by which readers will know the documents, and how to open them.</param>
    /// <param name="options">Limits, and where LibreOffice is.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ConvertedAhead? Start(IReadOnlyList<(string Path, Func<SourceFile> Open)> documents, ReadOptions options, CancellationToken cancellation) =>
        documents.Count < FewestDocuments || LibreOffice.Find(options.OfficeFolder) is null ? null : new ConvertedAhead(documents, options, cancellation);

    /// <summary>What a document was converted to, waited for where it is still at work; null where it has to be converted alone.</summary>
    internal static byte[]? Take(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        if (options.ConvertedFolder is not { } folder) return null;
        string done = System.IO.Path.Combine(folder, Done(file.Path, file.Sha256)), pending = System.IO.Path.Combine(folder, Pending(file.Path));
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; cancellation.WaitHandle.WaitOne(30))
        {
            cancellation.ThrowIfCancellationRequested();
            bool isPending = File.Exists(pending);
            if (File.Exists(done)) return File.ReadAllBytes(done);
            if (!isPending) return null;
        }
        return null;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _work.Wait();
        _stop.Dispose();
        _folder.Dispose();
    }

    private void ConvertAll(IReadOnlyList<(string Path, Func<SourceFile> Open)> documents)
    {
        for (int start = 0, size = FirstBatch; start < documents.Count; start += size, size = Batch)
        {
            var batch = documents.Skip(start).Take(size).ToList();
            try
            {
                if (!_stop.IsCancellationRequested) Convert(batch);
            }
            // The documents without a result are converted alone, where the fault is told.
            catch (Exception fault) when (fault is DocumentException or OperationCanceledException or IOException or UnauthorizedAccessException)
            {
            }
            foreach (var (path, _) in batch) File.Delete(System.IO.Path.Combine(Folder, Pending(path)));
        }
    }

    private void Convert(List<(string Path, Func<SourceFile> Open)> batch)
    {
        using var work = new TemporaryFolder();
        var sources = new List<(string Name, string Done)>();
        foreach (var (_, open) in batch)
        {
            try
            {
                var file = open();
                if (ConvertedReader.TextEnding(file) is not { } ending) continue;
                string name = $"{sources.Count}.{ending}";
                work.Write(name, file.Bytes.Span);
                sources.Add((name, Done(file.Path, file.Sha256)));
            }
            catch (DocumentException)
            {
                // Whoever reads the file tells why it can't be opened.
            }
        }
        if (sources.Count == 0) return;
        try
        {
            var patient = _options with { ChildTimeout = _options.ChildTimeout * Math.Max(1, sources.Count / 4.0) };
            LibreOffice.Run(work.Path, [.. sources.Select(source => source.Name)], "docx", patient, _stop.Token);
        }
        finally
        {
            for (int i = 0; i < sources.Count; i++)
            {
                string result = System.IO.Path.Combine(work.Path, LibreOffice.OutputFolder, $"{i}.docx");
                if (File.Exists(result)) File.Move(result, System.IO.Path.Combine(Folder, sources[i].Done), overwrite: true);
            }
        }
    }

    private static string Pending(string path) => Hash(path) + ".pending";

    private static string Done(string path, string sha256) => $"{Hash(path)}.{sha256}.docx";

    private static string Hash(string path) => Sha256.Hex(path);
}
