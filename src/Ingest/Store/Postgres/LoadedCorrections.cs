using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// Keeps corrections in force over what a load stores, as an import into a file does: a document's own are applied again, those of a file's former content are carried to the new one, and
/// those of a document that goes wait for it. All but <see cref="Adopt()"/> within the caller's transaction.
/// </summary>
/// <param name="commands">The connection.</param>
/// <param name="name">What the database is called in messages.</param>
internal sealed class LoadedCorrections(PostgresCommands commands, string name) : IDisposable
{
    private WorkingCopy? _copy;

    /// <summary>Says of documents that are about to be dropped, or written anew, that their corrections wait for them.</summary>
    public void Release(long[] documents)
    {
        foreach (string change in new[] { "corrections SET state = 'waiting', reason = NULL WHERE state <> 'undone'", "corrected_documents SET by_rules = NULL WHERE by_rules IS NOT NULL" })
            commands.Run($"UPDATE {change} AND sha256 IN (SELECT sha256 FROM documents WHERE document_id = ANY ($1))", PostgresCommands.Longs(documents));
    }

    /// <summary>The contents that files of this batch had before, by the files' names, as far as somebody corrected them.</summary>
    public Dictionary<string, string> FormerContents()
    {
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = commands.Rows("""
            SELECT f.path, d.sha256 FROM files f JOIN given_files g USING (path) JOIN documents d ON d.document_id = f.document_id
            WHERE d.sha256 IS DISTINCT FROM g.sha256 AND EXISTS (SELECT FROM corrections c WHERE c.sha256 = d.sha256)
            """);
        while (rows.Read()) contents.Add(rows.Text(), rows.Text());
        return contents;
    }

    /// <summary>Applies corrections to documents of which the rows were just written as the rules say.</summary>
    /// <param name="records">The records that were stored.</param>
    /// <param name="written">The documents that were written, by their contents.</param>
    /// <param name="former">What <see cref="FormerContents"/> said before the files were written, of files whose content was not stored before.</param>
    /// <returns>How many corrections have lost their place.</returns>
    public int Apply(IReadOnlyList<RecordWithMembers> records, Dictionary<string, long> written, Dictionary<string, string> former)
    {
        var corrected = commands.Texts("SELECT DISTINCT sha256 FROM corrections WHERE sha256 = ANY ($1)", PostgresCommands.Texts([.. written.Keys])).ToHashSet(StringComparer.Ordinal);
        int lost = 0;
        foreach (var (record, _) in records)
        {
            if (record.Document is not { } document || !written.TryGetValue(document.Sha256, out long id)) continue;
            string? carriedFrom = former.GetValueOrDefault(record.Name);
            if (carriedFrom is null && !corrected.Contains(document.Sha256)) continue;
            var copy = Cleared();
            copy.Take(document, id, record.Name);
            copy.TakeCorrections(commands, carriedFrom is null ? [document.Sha256] : [document.Sha256, carriedFrom], [], []);
            bool stays = carriedFrom is not null && commands.Longs("SELECT document_id FROM documents WHERE sha256 = $1", PostgresCommands.Text(carriedFrom)).Count > 0;
            var carried = carriedFrom is null ? [] : copy.Documents.Carried(carriedFrom, document.Sha256, stays);
            lost += copy.Documents.Apply(id, document.Sha256, [.. copy.Documents.Corrections.Of(document.Sha256), .. carried]).Count(outcome => outcome.Lost is not null);
            Give(copy, id);
        }
        return lost;
    }

    /// <summary>Carries corrections that wait for a document which is stored in another version only to the one file of its name, each document in a transaction of its own.</summary>
    /// <returns>How many of those that found a document have lost their place.</returns>
    public int Adopt()
    {
        int lost = 0;
        foreach (string waiting in commands.Texts("SELECT DISTINCT sha256 FROM corrections c WHERE state = 'waiting' AND NOT EXISTS (SELECT FROM documents d WHERE d.sha256 = c.sha256) ORDER BY sha256"))
        {
            using var transaction = commands.Connection.BeginTransaction();
            PostgresTables.BeginCorrecting(commands.Connection);
            lost += Adopt(waiting);
            transaction.Commit();
        }
        return lost;
    }

    /// <inheritdoc/>
    public void Dispose() => _copy?.Dispose();

    private int Adopt(string waiting)
    {
        var ids = commands.Longs("""
            SELECT DISTINCT document_id FROM files WHERE document_id IS NOT NULL
                AND name = (SELECT document_name FROM corrections WHERE sha256 = $1 AND state = 'waiting' ORDER BY correction_id LIMIT 1)
            """, PostgresCommands.Text(waiting));
        if (ids is not [var id]) return 0;
        string content = commands.Texts("SELECT sha256 FROM documents WHERE document_id = $1", PostgresCommands.Number(id))[0];
        var copy = Cleared();
        copy.Take(commands, id);
        copy.TakeCorrections(commands, [content, waiting], [], []);
        long before = copy.Documents.Revision(content);
        int lost = copy.Documents.Adopt();
        // Where none of them found its words, nothing was changed.
        if (copy.Documents.Revision(content) != before) Give(copy, id);
        return lost;
    }

    private void Give(WorkingCopy copy, long documentId)
    {
        copy.GiveFacts(commands, documentId);
        copy.GiveCorrections(commands);
    }

    private WorkingCopy Cleared()
    {
        _copy ??= new WorkingCopy(name);
        _copy.Clear();
        return _copy;
    }
}
