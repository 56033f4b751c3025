using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>The facts that were taken out of the documents that have gold, by the documents' names without ending.</summary>
internal sealed class FoundSheets
{
    private readonly HashSet<string> _wanted;
    private readonly HashSet<string> _wantedFiles;
    private readonly Dictionary<string, FactSheet> _sheets = new(StringComparer.Ordinal);

    private FoundSheets(IEnumerable<FactSheet> gold)
    {
        _wanted = gold.Select(sheet => sheet.Stem).ToHashSet(StringComparer.Ordinal);
        _wantedFiles = gold.Select(sheet => sheet.File).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Reads the documents of folders and files.</summary>
    public static FoundSheets InFiles(IReadOnlyList<string> paths, IReadOnlyList<FactSheet> gold, DocumentReading reader, Terminal terminal)
    {
        var found = new FoundSheets(gold);
        var files = FileScanner.Find(paths.Select(path => new FilePath(path)), FileFilter.All);
        foreach (string problem in files.Problems) terminal.Say(problem);
        foreach (var group in files.Files.Where(file => !IsGold(file)).GroupBy(file => FactSheet.StemOf(file.Path.Text), StringComparer.Ordinal))
        {
            if (!found._wanted.Contains(group.Key)) continue;
            // plan.docx and plan.pdf side by side: the one that the gold names.
            var file = group.FirstOrDefault(each => found._wantedFiles.Contains(NameOf(each))) ?? group.First();
            if (reader.Read(file).FirstOrDefault() is { } extraction) found._sheets[group.Key] = FactSheet.Of(extraction);
        }
        return found;
    }

    /// <summary>Takes the documents of a database.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static FoundSheets InDatabase(string database, IReadOnlyList<FactSheet> gold)
    {
        var found = new FoundSheets(gold);
        using var store = StoredExtractions.Open(database);
        foreach (var document in store.Documents())
        {
            if (!document.Paths.Any(path => found._wanted.Contains(FactSheet.StemOf(path)))) continue;
            var sheet = FactSheet.Of(store.Load(document));
            foreach (string path in document.Paths)
            {
                bool named = found._wantedFiles.Contains(path[(path.LastIndexOf('/') + 1)..]);
                if (named) found._sheets[FactSheet.StemOf(path)] = sheet;
                else found._sheets.TryAdd(FactSheet.StemOf(path), sheet);
            }
        }
        return found;
    }

    /// <summary>The facts of a document; null where it is not there.</summary>
    public FactSheet? Of(FactSheet gold) => _sheets.GetValueOrDefault(gold.Stem);

    private static string NameOf(InputFile file) => Path.GetFileName(file.Path.Text);

    private static bool IsGold(InputFile file) =>
        file.Path.Text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.Path.Text.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
}
