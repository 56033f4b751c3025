using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export.Tables;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Ingest.Store.Records;

/// <summary>
/// The tables and views of some records, as the database has them, for files that many machines write side by side. Numbers of documents are taken from the hashes of their bytes, so
/// that a document has the same keys wherever it is read; each row has the hash beside them, as <c>document_sha256</c>.
/// </summary>
public sealed class RecordTables : IDisposable
{
    // Hexadecimal digits and bits of a hash that leave room for the million things of a document in a key of 63 bits.
    private const int Digits = 11, SpareBits = 1;

    private readonly TableQueries _queries;
    private readonly ImmutableArray<ExtractionRecord> _records;

    /// <summary>What hangs on one document alone. Sums and what compares documents are for the reader of all of them to make.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "documents", "files", Paragraphs, "plans", "citations", "plan_units", "plan_unit_pairs",
        "v_task", "v_assignment", "v_task_unit", "v_deadline", "v_target", "v_table_cell", "v_to_check", "v_coverage",
    ];

    /// <summary>The table of paragraphs, which has their places in the document's text and not the text once more.</summary>
    public const string Paragraphs = "paragraphs";

    /// <summary>The table of the records themselves, of which a database can be made: <c>path</c>, <c>document_sha256</c> and <see cref="RecordColumn"/>.</summary>
    public const string Records = "records";

    /// <summary>The column of <see cref="Records"/> that holds a record as <see cref="PackedRecord"/> packs it.</summary>
    public const string RecordColumn = "record";

    /// <summary>All tables that are written.</summary>
    public static ImmutableArray<string> Written { get; } = [.. Names, Records];

    /// <summary>Lays records out.</summary>
    /// <param name="records">The records; of several with the same content one is stored, the files all.</param>
    /// <param name="scratch">Path of a file that is made, and is the caller's to delete with those that begin with its name.</param>
    /// <exception cref="StoreException">The scratch file can't be used.</exception>
    public RecordTables(IEnumerable<ExtractionRecord> records, string scratch)
    {
        _records = [.. records.OrderBy(record => record.Sha256, StringComparer.Ordinal).ThenBy(record => record.Name, StringComparer.Ordinal)];
        Key = KeyOf(_records.Select(record => $"{record.Sha256} {record.Failure?.Code} {record.RuleSet} {record.Name}"));
        Fill(_records, scratch);
        _queries = TableQueries.Open(scratch);
    }

    /// <summary>A name for these records: the same for the same content, names and rules, in whatever order.</summary>
    public string Key { get; }

    /// <summary>A short name for a list of words, the same for the same list.</summary>
    public static string KeyOf(IEnumerable<string> words) => Sha256.Hex(string.Join('\n', words))[..24];

    /// <summary>Number of documents.</summary>
    public int Documents { get; private set; }

    /// <summary>The rows of one of <see cref="Written"/>, by the documents' hashes.</summary>
    public ITableRows Rows(string name)
    {
        if (name == Records) return new RecordRows(_records);
        string columns = name switch
        {
            "files" => "x.path, x.name, x.size_bytes, x.sha256, x.status, x.code, x.reason, x.document_id, x.rule_set",
            Paragraphs => string.Join(", ", StoreTable.Paragraphs.Columns.Where(column => column != "text").Select(column => $"x.{column}")),
            _ => "x.*",
        };
        return _queries.Query($"SELECT {columns}, d.sha256 AS document_sha256 FROM {name} x LEFT JOIN documents d ON d.document_id = {DocumentOf(name)} ORDER BY document_sha256, 1, 2, 3");
    }

    /// <inheritdoc/>
    public void Dispose() => _queries.Dispose();

    private static string DocumentOf(string name) => name switch
    {
        "plan_units" or "plan_unit_pairs" => $"x.plan_id / {RowKey.PerDocument}",
        "v_task_unit" => $"x.task_id / {RowKey.PerDocument}",
        _ => "x.document_id",
    };

    private void Fill(ImmutableArray<ExtractionRecord> records, string scratch)
    {
        var connection = SqliteFile.Open(scratch, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWriteCreate);
        using var writer = new StoreWriter(scratch, connection);
        SqliteSchema.Ensure(connection, scratch);
        foreach (string setting in new[] { "PRAGMA synchronous = OFF", "PRAGMA ignore_check_constraints = ON" }) writer.Statement(setting).Run();
        var rows = new DocumentRows(writer);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        var taken = new HashSet<long>();
        writer.InTransaction(() =>
        {
            writer.Statement("INSERT INTO import_runs (run_id, started_at, program_version, rule_set) VALUES (1, '', '', '')").Run();
            foreach (var record in records)
            {
                if (record.Document is { } document && !numbers.ContainsKey(document.Sha256))
                {
                    long number = NumberOf(document.Sha256, taken);
                    numbers.Add(document.Sha256, number);
                    rows.Insert(document.Rows.Span, number);
                }
                Insert(writer, record, record.Document is null ? null : numbers[record.Document.Sha256]);
            }
            return true;
        });
        Documents = numbers.Count;
        writer.FoldLog();
    }

    private static void Insert(StoreWriter writer, ExtractionRecord record, long? document) =>
        writer.Statement("INSERT OR REPLACE INTO files (path, name, size_bytes, sha256, status, code, reason, document_id, rule_set, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
            .Bind(1, record.Name).Bind(2, record.Name[(record.Name.LastIndexOf('/') + 1)..]).Bind(3, record.Size).Bind(4, record.Sha256)
            .Bind(5, StoredNames.Of(record.Failure?.Status ?? record.Document?.Status ?? Model.DocumentStatus.Imported)).Bind(6, record.Failure?.Code).Bind(7, record.Failure?.Reason)
            .Bind(8, document).Bind(9, record.RuleSet).Run();

    /// <summary>A document's number by its hash; of two that would share one, the second has the next.</summary>
    private static long NumberOf(string sha256, HashSet<long> taken)
    {
        long number = Math.Max(1, long.Parse(sha256.AsSpan(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) >> SpareBits);
        while (!taken.Add(number)) number++;
        return number;
    }
}
