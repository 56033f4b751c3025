using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Postgres;

namespace PolicyIngest.Cli.Correcting;

/// <summary>Documents of a database by what people call them.</summary>
internal static class StoredDocuments
{
    /// <summary>Opens a database that was filled, a file or PostgreSQL.</summary>
    /// <exception cref="StoreException">It can't be used; the message says why.</exception>
    public static ICorrections Open(string database) => PostgresServer.IsAddress(database) ? PostgresCorrections.Open(PostgresServer.Of(database)) : CorrectionStore.Open(database);

    /// <summary>Opens a database, or makes its tables, for corrections that come before its documents.</summary>
    /// <exception cref="StoreException">It can't be used; the message says why.</exception>
    public static ICorrections OpenOrMake(string database) =>
        PostgresServer.IsAddress(database) ? PostgresCorrections.OpenOrMake(PostgresServer.Of(database)) : CorrectionStore.OpenOrCreate(database);

    /// <summary>The one document of a number, a path, or a file's name.</summary>
    /// <param name="store">The database.</param>
    /// <param name="database">What it is called in messages.</param>
    /// <param name="named">What is looked for.</param>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static StoredDocument Find(ICorrections store, string database, string named)
    {
        var all = store.Documents(named);
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
