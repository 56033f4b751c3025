using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Export.Tables;
using SQLitePCL;

namespace PolicyIngest.Ingest.Store.Queries;

/// <summary>What ends a query that does not end by itself.</summary>
/// <param name="Longest">Longest time for a query.</param>
/// <param name="Stop">Stops it.</param>
public sealed record QueryLimits(TimeSpan Longest, CancellationToken Stop = default)
{
    /// <summary>Nothing.</summary>
    public static QueryLimits None { get; } = new(TimeSpan.MaxValue);
}

/// <summary>A year by which rows are chosen; null for rows without one.</summary>
public sealed record TableYear(long? Number);

/// <summary>
/// Tables out of a database: views, and queries that a user writes. All are read in one transaction, so that they fit each other while an import runs.
/// Queries can only read this database: no other statement, no other file.
/// </summary>
public sealed class TableQueries : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly QueryLimits _limits;
    private long _start = Stopwatch.GetTimestamp();

    private TableQueries(string path, SqliteConnection connection, QueryLimits limits)
    {
        (_path, _connection, _limits) = (path, connection, limits);
        _transaction = connection.BeginTransaction(deferred: true);
        // Read-only mode would still let ATTACH and VACUUM INTO make files.
        raw.sqlite3_set_authorizer(connection.Handle, Authorize, null);
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ => IsOver ? 1 : 0, null);
        raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, LongestValue);
    }

    // Some milliseconds of SQLite's work.
    private const int StepsBetweenLooks = 100_000;

    // Of a text or a blob; no document is longer, and a query that makes longer ones fills the memory.
    private const int LongestValue = 512 << 20;

    private bool IsOver => _limits.Stop.IsCancellationRequested || Stopwatch.GetElapsedTime(_start) > _limits.Longest;

    private const string Plan = "document_name, plan, plan_kind, issuer, region, province, city, county, place_code, level, year";

    /// <summary>
    /// Sheets of a workbook: a view, and those of its columns that a person reads, the keys last. What a task says stands with the task alone; with each of
    /// its units again it would make the file three times as large.
    /// </summary>
    private static readonly (string Name, string View, string Key, string Columns)[] SheetColumns =
    [
        ("tasks", "v_task", "task_id",
            $"{Plan}, headings, label, part, title, content, task_kind, leads, supports, responsible, implementers, supervisors, starts, first_due, due, rule_id, task_id, plan_id, document_id"),
        ("assignments", "v_assignment", "assignment_id", $"{Plan}, label, title, task_kind, role, unit, canonical, unit_level, is_group, scope, starts, due, raw, rule_id, assignment_id, task_id, document_id"),
        ("deadlines", "v_deadline", "deadline_id", $"{Plan}, label, title, leads, deadline_kind, starts, due, due_source, raw, rule_id, deadline_id, task_id, document_id"),
        ("targets", "v_target", "target_id", $"{Plan}, label, title, leads, indicator, op, value, measure, indicator_norm, target_place, value_norm, measure_norm, base_year, target_year, raw, rule_id, target_id, task_id, document_id"),
        ("to_check", "v_to_check", "severity = 'doubt', finding_id", $"{Plan}, severity, code, raw, message, before, after, finding_id, document_id"),
    ];

    /// <summary>Names of the sheets, in order.</summary>
    public static ImmutableArray<string> Sheets { get; } = [.. SheetColumns.Select(sheet => sheet.Name)];

    /// <summary>Opens a database for reading.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static TableQueries Open(string path, QueryLimits? limits = null)
    {
        var connection = SqliteFile.OpenFilled(path);
        try
        {
            return SqliteFile.Guarded(path, () => new TableQueries(path, connection, limits ?? QueryLimits.None));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The rows of one of <see cref="Sheets"/>, in the documents' order.</summary>
    public ITableRows Sheet(string name)
    {
        var (_, view, key, columns) = SheetColumns.First(sheet => sheet.Name == name);
        return Query($"SELECT {columns} FROM {view} ORDER BY {key}");
    }

    /// <summary>The rows of a view or a table. A sheet's name stands for its view.</summary>
    /// <exception cref="StoreException">There is no such view.</exception>
    public ITableRows View(string name)
    {
        if (Sheets.Contains(name, StringComparer.Ordinal)) return Sheet(name);
        var known = SqliteFile.Guarded(_path, () =>
        {
            using var names = new PreparedStatement(_connection, "SELECT name FROM sqlite_schema WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'stored\\_%' ESCAPE '\\' ORDER BY name LIKE 'v\\_%' ESCAPE '\\' DESC, name");
            return names.Texts();
        });
        if (!known.Contains(name, StringComparer.Ordinal))
            throw new StoreException($"{_path}: there is no view {name}; there are {string.Join(", ", known)}");
        return Query($"SELECT * FROM {Quoted(name)}");
    }

    /// <summary>
    /// Names of the tables that an export for other databases holds: the views, and the plans and documents with all their columns. The words by year, unit and plan are left out: they
    /// are to be asked for one word. v_search is what only SQLite has.
    /// </summary>
    public ImmutableArray<string> Tables => SqliteFile.Guarded(_path, () =>
    {
        using var names = new PreparedStatement(_connection,
            "SELECT name FROM sqlite_schema WHERE (name LIKE 'v\\_%' ESCAPE '\\' AND name NOT LIKE 'v\\_search%' ESCAPE '\\' AND name NOT LIKE 'v\\_word\\_%' ESCAPE '\\') OR name IN ('plans', 'documents') ORDER BY name");
        return names.Texts().ToImmutableArray();
    });

    /// <summary>The rows of a view or a table in an order of their own, which does not hang on how SQLite goes about it.</summary>
    /// <param name="name">One of <see cref="Tables"/>, or a view that <see cref="View"/> knows.</param>
    /// <param name="year">Only rows of this year, without that column; null for all.</param>
    public ITableRows Ordered(string name, TableYear? year = null)
    {
        string[] columns;
        using (var rows = View(name)) columns = [.. rows.Columns];
        string shown = year is null ? "*" : string.Join(", ", columns.Where(column => column != YearColumn).Select(Quoted));
        string chosen = year is null ? "" : $"WHERE {YearColumn} IS {year.Number?.ToString(CultureInfo.InvariantCulture) ?? "NULL"}";
        return Query($"SELECT {shown} FROM {Quoted(name)} {chosen} ORDER BY {string.Join(", ", columns.Take(3).Select(Quoted))}");
    }

    /// <summary>The years of a view's rows; empty where it has no such column.</summary>
    public ImmutableArray<TableYear> Years(string name)
    {
        using (var rows = View(name))
            if (!rows.Columns.Contains(YearColumn, StringComparer.Ordinal)) return [];
        var years = ImmutableArray.CreateBuilder<TableYear>();
        using var found = Query($"SELECT DISTINCT {YearColumn} FROM {Quoted(name)} ORDER BY 1");
        while (found.Read()) years.Add(new TableYear(found.Value(0) is { Kind: CellKind.Integer } year ? year.Integer : null));
        return years.ToImmutable();
    }

    private const string YearColumn = "year";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The rows of a query.</summary>
    /// <param name="sql">One statement that reads.</param>
    /// <exception cref="StoreException">It is wrong, or more than one statement, or does more than read, or takes too long.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ITableRows Query(string sql)
    {
        _start = Stopwatch.GetTimestamp();
        try
        {
            return DatabaseWait.For(_path, () =>
            {
                EnsureSingle(sql);
                return new QueryRows(this, sql);
            });
        }
        catch (SqliteException fault)
        {
            throw Explain(fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        raw.sqlite3_set_authorizer(_connection.Handle, (strdelegate_authorizer?)null, null);
        raw.sqlite3_progress_handler(_connection.Handle, 0, null, null);
        _transaction.Dispose();
        _connection.Dispose();
    }

    private static int Authorize(object userData, int action, string first, string second, string database, string trigger) =>
        action is raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_RECURSIVE
            // fts3_tokenizer takes an address in memory and jumps there.
            || (action == raw.SQLITE_FUNCTION && !second.Equals("fts3_tokenizer", StringComparison.OrdinalIgnoreCase) && !second.Equals("load_extension", StringComparison.OrdinalIgnoreCase))
            // The full-text index looks whether it was changed.
            || (action == raw.SQLITE_PRAGMA && first is "data_version")
            ? raw.SQLITE_OK
            : raw.SQLITE_DENY;

    private void EnsureSingle(string sql)
    {
        // To SQLite the text ends there, and what follows would be looked at for ever.
        if (sql.Contains('\0', StringComparison.Ordinal)) throw new StoreException("the query holds a NUL character; give one SELECT");
        int statements = 0;
        for (string rest = sql; rest.Length > 0;)
        {
            int code = raw.sqlite3_prepare_v2(_connection.Handle, rest, out var statement, out string tail);
            using (statement)
            {
                SqliteException.ThrowExceptionForRC(code, _connection.Handle);
                // White space and remarks give no statement.
                if (statement is { IsInvalid: false }) statements++;
            }
            rest = tail ?? "";
        }
        if (statements != 1) throw new StoreException(statements == 0 ? "the query is empty; give one SELECT" : "the query has more than one statement; give one SELECT");
    }

    private StoreException Explain(SqliteException fault)
    {
        switch (fault.SqliteErrorCode)
        {
            case raw.SQLITE_AUTH:
            case raw.SQLITE_ERROR when fault.Message.Contains("because it is a view", StringComparison.Ordinal):
                return new StoreException("the query does more than read; give one SELECT", fault);
            case raw.SQLITE_INTERRUPT:
                _limits.Stop.ThrowIfCancellationRequested();
                return new StoreException($"the query takes longer than the limit of {_limits.Longest.TotalSeconds} s; raise --timeout if it is meant to", fault);
            case raw.SQLITE_TOOBIG:
                return new StoreException($"the query makes a value of more than {LongestValue} bytes; let it give less", fault);
            case raw.SQLITE_ERROR or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE:
                return new StoreException($"the query is wrong: {fault.Message}", fault);
            default:
                return SqliteFile.Explain(_path, fault);
        }
    }

    /// <summary>The rows of one statement.</summary>
    private sealed class QueryRows : ITableRows
    {
        private readonly TableQueries _owner;
        private readonly SqliteCommand _command;
        private readonly SqliteDataReader _rows;

        public QueryRows(TableQueries owner, string sql)
        {
            _owner = owner;
            _command = owner._connection.CreateCommand();
            _command.CommandText = sql;
            _rows = _command.ExecuteReader();
            Columns = [.. Enumerable.Range(0, _rows.FieldCount).Select(_rows.GetName)];
        }

        public ImmutableArray<string> Columns { get; }

        public CellKind? DeclaredKind(int column) => raw.sqlite3_column_decltype(_rows.Handle, column).utf8_to_string() switch
        {
            "INTEGER" => CellKind.Integer,
            "REAL" => CellKind.Real,
            "TEXT" => CellKind.Text,
            "BLOB" => CellKind.Bytes,
            _ => null,
        };

        public bool Read()
        {
            // Between rows too: many small ones pass without a look.
            if (_owner._limits.Stop.IsCancellationRequested) _owner._limits.Stop.ThrowIfCancellationRequested();
            try
            {
                return _rows.Read();
            }
            catch (SqliteException fault)
            {
                throw _owner.Explain(fault);
            }
        }

        public CellValue Value(int column) => _rows.GetValue(column) switch
        {
            long integer => new CellValue(CellKind.Integer, Integer: integer),
            double real => new CellValue(CellKind.Real, Real: real),
            string text => new CellValue(CellKind.Text, Text: text),
            byte[] bytes => new CellValue(CellKind.Bytes, Bytes: bytes),
            _ => new CellValue(CellKind.Empty),
        };

        public void Dispose()
        {
            _rows.Dispose();
            _command.Dispose();
        }
    }
}
