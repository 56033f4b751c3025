using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Npgsql;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// Corrects documents in PostgreSQL. A document is taken into a <see cref="WorkingCopy"/>, corrected there as in a file, and given back in the same transaction; one corrects at a time, and
/// loaders wait for him from one batch to the next.
/// </summary>
public sealed class PostgresCorrections : ICorrections
{
    private readonly PostgresServer _server;
    private readonly NpgsqlConnection _connection;
    private readonly PostgresCommands _commands;
    private readonly WorkingCopy _copy;

    private PostgresCorrections(PostgresServer server, NpgsqlConnection connection) =>
        (_server, _connection, _commands, _copy) = (server, connection, new PostgresCommands(connection), new WorkingCopy(server.Name));

    /// <summary>Connects to a database that a load has filled.</summary>
    /// <exception cref="StoreException">It can't be used; the message says why.</exception>
    public static PostgresCorrections Open(PostgresServer server) => Open(server, connection =>
    {
        if (!PostgresTables.IsReady(server, connection)) throw new StoreException($"{server.Name}: the database is empty; fill it with policy-ingest load --to");
    });

    /// <summary>Connects to a database for corrections that come before its first load; makes the tables where there are none.</summary>
    /// <exception cref="StoreException">It can't be used; the message says why.</exception>
    public static PostgresCorrections OpenOrMake(PostgresServer server) => Open(server, connection => PostgresTables.Ensure(server, connection));

    /// <inheritdoc/>
    public ImmutableArray<StoredDocument> Documents(string named) => Reading(() =>
    {
        long number = long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : -1;
        var documents = new List<(long Id, string Path)>();
        using var rows = _commands.Rows("""
            SELECT document_id, path FROM files WHERE document_id = $1 OR document_id IN (SELECT document_id FROM files WHERE path = ANY ($2) OR name = $3) ORDER BY path
            """, PostgresCommands.Number(number), PostgresCommands.Texts([named, FullPathOf(named)]), PostgresCommands.Text(named[(named.LastIndexOf('/') + 1)..]));
        while (rows.Read()) documents.Add((rows.Long(), rows.Text()));
        return documents.GroupBy(each => each.Id, each => each.Path).Select(each => new StoredDocument(each.Key, [.. each])).ToImmutableArray();
    });

    /// <inheritdoc/>
    public CorrectedDocument? Load(long documentId) => Reading(() =>
    {
        if (ContentOf(documentId) is not { } sha256) return null;
        _copy.Take(_commands, documentId);
        _copy.TakeCorrections(_commands, [sha256], [], []);
        return _copy.Store.Load(documentId);
    });

    /// <inheritdoc/>
    public ImmutableArray<StoredCorrection> List() => Reading(() =>
    {
        _copy.TakeCorrections(_commands, null, [], []);
        return _copy.Store.List();
    });

    /// <inheritdoc/>
    public ImmutableArray<StoredCorrection> List(long documentId) => Reading(() => ContentOf(documentId) is { } sha256
        ? List(sha256)
        : []);

    /// <inheritdoc/>
    public CorrectionResult Append(long documentId, IReadOnlyList<Correction> corrections, long expectedRevision) => Writing(() =>
        ContentOf(documentId) is { } sha256
            ? Corrected(documentId, [sha256], [], corrections, () => _copy.Store.Append(documentId, corrections, expectedRevision), result => result.Status == CorrectionStatus.Stored)
            : new CorrectionResult(CorrectionStatus.NotFound, 0, []));

    /// <inheritdoc/>
    public CorrectionResult Undo(string id, long? expectedRevision = null) => OfId(id, () => _copy.Store.Undo(id, expectedRevision));

    /// <inheritdoc/>
    public CorrectionResult Redo(string id, long? expectedRevision = null) => OfId(id, () => _copy.Store.Redo(id, expectedRevision));

    /// <inheritdoc/>
    public CorrectionCounts Import(IReadOnlyList<Correction> corrections)
    {
        foreach (var correction in corrections)
            if (CorrectionFields.Problem(correction) is { } problem) throw new ArgumentException(problem);
        var counts = new CorrectionCounts(0, 0, 0, 0);
        foreach (var document in corrections.GroupBy(each => each.DocumentSha256, StringComparer.Ordinal))
        {
            List<Correction> its = [.. document];
            counts += Writing(() => Corrected(DocumentOf(document.Key), [document.Key], [.. its.Select(each => each.Id)], its, () => _copy.Store.Import(its), one => one.Added > 0));
        }
        return counts;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _copy.Dispose();
        _connection.Dispose();
    }

    private static PostgresCorrections Open(PostgresServer server, Action<NpgsqlConnection> prepare)
    {
        var connection = server.Open();
        try
        {
            return server.Guarded(() =>
            {
                prepare(connection);
                return new PostgresCorrections(server, connection);
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string FullPathOf(string named) => Path.GetFullPath(named).Replace('\\', '/');

    private ImmutableArray<StoredCorrection> List(string sha256)
    {
        _copy.TakeCorrections(_commands, [sha256], [], []);
        return [.. _copy.Store.List().Where(stored => stored.Correction.DocumentSha256 == sha256)];
    }

    private CorrectionResult OfId(string id, Func<CorrectionResult> work) => Writing(() =>
        _commands.Texts("SELECT sha256 FROM corrections WHERE correction_id = $1", PostgresCommands.Text(id)).FirstOrDefault() is { } sha256
            ? Corrected(DocumentOf(sha256), [sha256], [id], [], work, result => result.Status == CorrectionStatus.Stored)
            : new CorrectionResult(CorrectionStatus.NotFound, 0, []));

    /// <summary>Takes a document and its corrections into the working copy, does something with them, and gives them back.</summary>
    /// <param name="documentId">The document; null where it is not stored.</param>
    /// <param name="contents">Contents whose corrections matter.</param>
    /// <param name="ids">Corrections that matter besides.</param>
    /// <param name="further">Corrections that come.</param>
    /// <param name="work">What is done.</param>
    /// <param name="isChange">Whether it changed anything.</param>
    private T Corrected<T>(long? documentId, string[] contents, string[] ids, IReadOnlyList<Correction> further, Func<T> work, Func<T, bool> isChange)
    {
        if (documentId is { } stored) _copy.Take(_commands, stored);
        _copy.TakeCorrections(_commands, contents, ids, further.SelectMany(each => new[] { each.Now["unit"], each.Was["unit"] }).OfType<string>());
        var result = work();
        if (!isChange(result)) return result;
        if (documentId is { } changed) _copy.GiveFacts(_commands, changed);
        _copy.GiveCorrections(_commands);
        return result;
    }

    private string? ContentOf(long documentId) => _commands.Texts("SELECT sha256 FROM documents WHERE document_id = $1", PostgresCommands.Number(documentId)).FirstOrDefault();

    private long? DocumentOf(string sha256) => _commands.Longs("SELECT document_id FROM documents WHERE sha256 = $1", PostgresCommands.Text(sha256)) is [var id] ? id : null;

    /// <summary>All questions see the same rows.</summary>
    private T Reading<T>(Func<T> work) => _server.Guarded(() =>
    {
        using var transaction = _connection.BeginTransaction(IsolationLevel.RepeatableRead);
        _copy.Clear();
        return work();
    });

    private T Writing<T>(Func<T> work) => _server.Guarded(() => PostgresServer.Retried(() =>
    {
        // The lock comes first: what is read after it nobody changes before the end.
        using var transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);
        PostgresTables.BeginCorrecting(_connection);
        _copy.Clear();
        var result = work();
        transaction.Commit();
        return result;
    }));
}
