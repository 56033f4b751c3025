using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Correcting;

/// <summary>Documents of a database by what people call them.</summary>
internal static class StoredDocuments
{
    /// <summary>The one document of a number, a path, or a file's name.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static StoredDocument Find(string database, string named)
    {
        using var store = StoredExtractions.Open(database);
        var all = store.Documents();
        string full = Path.GetFullPath(named).Replace('\\', '/');
        foreach (Func<StoredDocument, bool> isMeant in (ReadOnlySpan<Func<StoredDocument, bool>>)
                 [
                     document => document.Paths.Contains(full) || document.Paths.Contains(named),
                     document => document.Id.ToString(CultureInfo.InvariantCulture) == named,
                     document => document.Paths.Any(path => path.EndsWith("/" + named, StringComparison.Ordinal)),
                 ])
        {
            var found = all.Where(isMeant).ToImmutableArray();
            if (found.Length == 1) return found[0];
            if (found.Length > 1) throw new UsageException($"{named}: {found.Length} documents are called so; name one by its path or its number: {string.Join(", ", found.Take(5).Select(document => $"{document.Id} {document.Paths[0]}"))}");
        }
        throw new UsageException($"{named}: there is no such document in {database}; name it by its path, its file's name or its number");
    }
}
