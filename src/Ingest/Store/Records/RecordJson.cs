using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Records;

/// <summary>
/// Records as JSON, one a line. <c>tables</c> has the rows of the database's tables under their own column names; a key such as <c>task_id</c> is the thing's number in
/// the document, from 1, and the document's own key is left out.
/// </summary>
public static class RecordJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a record and the line's end.</summary>
    public static void Write(IBufferWriter<byte> output, ExtractionRecord record)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("record", ExtractionRecord.Version);
            json.WriteString("name", record.Name);
            if (record.Size is { } size) json.WriteNumber("size_bytes", size);
            else json.WriteNull("size_bytes");
            json.WriteString("sha256", record.Sha256);
            json.WriteString("rule_set", record.RuleSet);
            json.WriteString("status", StoredNames.Of(record.Failure?.Status ?? record.Document?.Status ?? DocumentStatus.Imported));
            json.WriteString("code", record.Failure?.Code);
            json.WriteString("reason", record.Failure?.Reason);
            json.WriteBoolean("archive", record.IsArchive);
            if (record.Document is { } document) WriteTables(json, document.Rows.Span);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    /// <summary>Reads a record.</summary>
    /// <param name="line">A line, without its end.</param>
    /// <exception cref="FormatException">It is no record, or one of another version; the message says so in one sentence.</exception>
    public static ExtractionRecord Read(string line) => Read(() => JsonDocument.Parse(line));

    /// <summary>Reads a record.</summary>
    /// <param name="utf8">A line in UTF-8, without its end.</param>
    /// <exception cref="FormatException">It is no record, or one of another version; the message says so in one sentence.</exception>
    public static ExtractionRecord Read(ReadOnlyMemory<byte> utf8) => Read(() => JsonDocument.Parse(utf8));

    private static ExtractionRecord Read(Func<JsonDocument> parse)
    {
        try
        {
            using var parsed = parse();
            var record = parsed.RootElement;
            int version = record.GetProperty("record").GetInt32();
            if (version != ExtractionRecord.Version) throw new FormatException($"the record has version {version}, this program reads {ExtractionRecord.Version}; extract the files anew");
            string ruleSet = record.GetProperty("rule_set").GetString()!;
            var status = StoredNames.Status(record.GetProperty("status").GetString()!);
            string? sha256 = record.GetProperty("sha256").GetString();
            var failure = record.GetProperty("code").GetString() is { } code ? new FileFailure(status, code, record.GetProperty("reason").GetString()!) : null;
            var document = record.TryGetProperty("tables", out var tables) ? new PreparedDocument(sha256!, status, ReadTables(tables)) : null;
            return new ExtractionRecord(record.GetProperty("name").GetString()!, record.GetProperty("size_bytes") is { ValueKind: JsonValueKind.Number } size ? size.GetInt64() : null,
                sha256, ruleSet, failure, document) { IsArchive = record.GetProperty("archive").GetBoolean() };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("the line is no record as extract writes them", fault);
        }
    }

    private static void WriteTables(Utf8JsonWriter json, ReadOnlySpan<byte> rows)
    {
        var starts = StartsByTable(rows);
        json.WriteStartObject("tables");
        foreach (var table in StoreTable.All)
        {
            if (!starts.TryGetValue(table.Name, out var its)) continue;
            json.WriteStartArray(table.Name);
            foreach (int start in its)
            {
                var cursor = new RowCursor(rows[start..]);
                cursor.NextRow();
                json.WriteStartObject();
                foreach (string column in table.Columns)
                    if (cursor.NextValue() is { Kind: not RowValueKind.DocumentId } value) WriteValue(json, column, value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static Dictionary<string, List<int>> StartsByTable(ReadOnlySpan<byte> rows)
    {
        var starts = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var cursor = new RowCursor(rows);
        while (true)
        {
            int start = rows.Length - cursor.Left;
            if (cursor.NextRow() is not { } table) return starts;
            if (!starts.TryGetValue(table.Name, out var its)) starts.Add(table.Name, its = []);
            its.Add(start);
            for (int i = 0; i < table.Columns.Length; i++) cursor.NextValue();
        }
    }

    private static void WriteValue(Utf8JsonWriter json, string column, RowValue value)
    {
        switch (value.Kind)
        {
            case RowValueKind.Integer or RowValueKind.Key: json.WriteNumber(column, value.Integer); break;
            case RowValueKind.Real: json.WriteNumber(column, value.Real); break;
            case RowValueKind.Text: json.WriteString(column, value.Utf8); break;
            default: json.WriteNull(column); break;
        }
    }

    private static ReadOnlyMemory<byte> ReadTables(JsonElement tables)
    {
        var rows = new RowBuffer(1 << 16);
        int known = 0;
        foreach (var table in StoreTable.All)
        {
            if (!tables.TryGetProperty(table.Name, out var its)) continue;
            known++;
            foreach (var row in its.EnumerateArray())
            {
                rows.Row(table);
                int used = 0;
                foreach (string column in table.Columns)
                {
                    if (column == "document_id")
                    {
                        rows.DocumentId();
                        continue;
                    }
                    ReadValue(rows, column, row.GetProperty(column));
                    used++;
                }
                if (row.GetPropertyCount() != used) throw new FormatException($"a row of {table.Name} has columns that this program does not know; extract the files anew");
            }
        }
        if (tables.GetPropertyCount() != known) throw new FormatException("the record has tables that this program does not know; extract the files anew");
        return rows.Bytes;
    }

    private static void ReadValue(RowBuffer rows, string column, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null: rows.Null(); break;
            case JsonValueKind.String: rows.Text(value.GetString()); break;
            case JsonValueKind.Number when StoreTable.IsKey(column): rows.Key(value.GetInt32()); break;
            case JsonValueKind.Number when StoreTable.IsReal(column): rows.Real(value.GetDouble()); break;
            case JsonValueKind.Number: rows.Integer(value.GetInt64()); break;
            default: throw new FormatException($"{column} has a value that is neither text nor number");
        }
    }
}
