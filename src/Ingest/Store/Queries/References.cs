using System.Globalization;
using PolicyIngest.Ingest.Export.References;

namespace PolicyIngest.Ingest.Store.Queries;

/// <summary>References to documents and facts by their keys.</summary>
public static class References
{
    /// <summary>What the letter before a key says, as in the report's addresses; a plain number is a document below a million, else a task.</summary>
    private static readonly (char Letter, string Table, string Key, string Plan, string Path, string Columns)[] Kinds =
    [
        ('t', "tasks", "task_id", "x.plan_id", "x.path", "x.start_cp, x.raw"),
        ('a', "assignments", "assignment_id", "(SELECT plan_id FROM tasks WHERE task_id = x.task_id)", "(SELECT path FROM tasks WHERE task_id = x.task_id)", "x.start_cp, x.raw"),
        ('d', "deadlines", "deadline_id", "(SELECT plan_id FROM tasks WHERE task_id = x.task_id)", "(SELECT path FROM tasks WHERE task_id = x.task_id)", "x.start_cp, x.raw"),
        ('g', "targets", "target_id", "x.plan_id", "x.path", "x.start_cp, x.raw"),
        ('p', "plans", "plan_id", "x.plan_id", "''", "NULL, NULL"),
    ];

    /// <summary>The references.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="ids">Keys: 12 a document, p12000001 a plan, 12000003 or t12000003 a task, a… an assignment, d… a deadline, g… a target.</param>
    /// <exception cref="StoreException">A key is none, or names nothing; or the database can't be used.</exception>
    public static IReadOnlyList<Reference> Of(string database, IReadOnlyList<string> ids)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () =>
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            var places = new DocumentPlaces(connection);
            return ids.Select(id => One(id)).ToList();

            Reference One(string id)
            {
                bool hasLetter = id.Length > 1 && char.IsAsciiLetterLower(id[0]);
                if (!long.TryParse(hasLetter ? id[1..] : id, NumberStyles.None, CultureInfo.InvariantCulture, out long key) || hasLetter && Kinds.All(kind => kind.Letter != id[0]))
                    throw new StoreException($"{id}: there is no such key; a document is 12, a plan p12000001, a task t12000003, an assignment a…, a deadline d…, a target g…");
                char letter = hasLetter ? id[0] : key < RowKey.PerDocument ? 'p' : 't';
                var (_, table, column, plan, path, columns) = Kinds.First(kind => kind.Letter == letter);
                // A document is cited by its first plan that has a title.
                string chosen = hasLetter || key >= RowKey.PerDocument ? $"x.{column} = @key" : "x.plan_id = (SELECT plan_id FROM plans WHERE document_id = @key ORDER BY title IS NULL, plan_id LIMIT 1)";
                using var row = new RowReader(connection, $"""
                    SELECT d.document_id, d.sha256, p.plan_no, (SELECT name FROM files WHERE document_id = d.document_id ORDER BY path LIMIT 1), p.title, p.doc_number, p.issuer, p.issued_on, p.year,
                        (SELECT value FROM document_fields WHERE document_id = d.document_id AND lower(name) IN ('url', '网址', '来源网址') ORDER BY field_id LIMIT 1), {path}, {columns}
                    FROM {table} x JOIN plans p ON p.plan_id = {plan} JOIN documents d USING (document_id) WHERE {chosen}
                    """, ("@key", key));
                if (!row.Read()) throw new StoreException($"{database}: nothing has the key {id}");
                var (document, sha256, number, file) = (row.Long(), row.Text(), row.Int(), row.Text());
                var (title, docNumber, issuer, issuedOn, year, url) = (row.OptionalText(), row.OptionalText(), row.OptionalText(), row.OptionalDate(), row.OptionalInt(), row.OptionalText());
                string labels = row.Text();
                ReferencePlace? at = null;
                string entry = string.Create(CultureInfo.InvariantCulture, $"policy{sha256[..10]}p{number}");
                if (row.OptionalLong() is { } start)
                {
                    var place = places.At(document, start);
                    at = new ReferencePlace(place.Page, place.Sheet, place.Paragraph, labels, row.Text());
                    entry += string.Create(CultureInfo.InvariantCulture, $"{letter}{start}");
                }
                return new Reference(entry, title ?? file, docNumber, issuer, issuedOn, year, url, at);
            }
        });
    }
}
