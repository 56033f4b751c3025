using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Cli.Verbs;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>Takes out, or fetches from a database, the facts of the documents that have gold; by the documents' names without ending.</summary>
internal static class FoundSheets
{
    /// <summary>Reads the documents of folders and files.</summary>
    /// <param name="paths">The folders and files.</param>
    /// <param name="gold">The gold whose documents are wanted.</param>
    /// <param name="reading">Reads them, and tells what can't be read.</param>
    /// <param name="terminal">Where problems are told.</param>
    /// <param name="unread">Takes the names of those that are there and could not be read.</param>
    public static Dictionary<string, FactSheet> InFiles(IEnumerable<string> paths, IReadOnlyList<FactSheet> gold, DocumentReading reading, Terminal terminal, ISet<string> unread)
    {
        var sheets = new Dictionary<string, FactSheet>(StringComparer.Ordinal);
        var found = FileScanner.Find(CommonOptions.Paths(paths), FileFilter.All);
        foreach (string problem in found.Problems) terminal.Say(problem);
        var documents = new DocumentsByName(found.Files);
        foreach (var sheet in gold.DistinctBy(sheet => sheet.Stem, StringComparer.Ordinal))
        {
            if (documents.Of(sheet) is not { } file) continue;
            if (reading.Read(file).FirstOrDefault() is { } extraction) sheets.Add(sheet.Stem, FactSheet.Of(extraction));
            else unread.Add(sheet.Stem);
        }
        return sheets;
    }

    /// <summary>Takes the documents of a database.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="gold">The gold whose documents are wanted.</param>
    /// <param name="units">What the units are called in it.</param>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static Dictionary<string, FactSheet> InDatabase(string database, IReadOnlyList<FactSheet> gold, out StoredUnits units)
    {
        var wanted = gold.Select(sheet => sheet.Stem).ToHashSet(StringComparer.Ordinal);
        var wantedFiles = gold.Select(sheet => sheet.File).ToHashSet(StringComparer.Ordinal);
        var sheets = new Dictionary<string, FactSheet>(StringComparer.Ordinal);
        using var store = StoredExtractions.Open(database);
        units = store.Units();
        foreach (var document in store.Documents())
        {
            if (!document.Paths.Any(path => wanted.Contains(FactSheet.StemOf(path)))) continue;
            var sheet = FactSheet.Of(store.Load(document));
            foreach (string path in document.Paths)
            {
                if (wantedFiles.Contains(path[(path.LastIndexOf('/') + 1)..])) sheets[FactSheet.StemOf(path)] = sheet;
                else sheets.TryAdd(FactSheet.StemOf(path), sheet);
            }
        }
        return sheets;
    }
}
