using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Queries;

/// <summary>Which tasks a ledger has; all that is null chooses nothing.</summary>
/// <param name="Plan">Words of the plan's title or document number, or the plan's key.</param>
/// <param name="Unit">A unit that has a part in the task, under any of its names.</param>
/// <param name="Place">First characters of the plan's province, city or county, or its code after GB/T 2260.</param>
/// <param name="Year">The plan's year.</param>
public sealed record LedgerFilter(string? Plan, string? Unit, string? Place, int? Year);

/// <summary>How tasks stand together.</summary>
public enum LedgerGrouping
{
    /// <summary>Each plan by itself.</summary>
    Plan,
    /// <summary>Each unit by itself: first what it leads; a task of several units stands with each.</summary>
    Unit,
    /// <summary>All in one table.</summary>
    All,
}

/// <summary>A plan or a unit with its tasks.</summary>
/// <param name="Plan">The plan; null where the section is none.</param>
/// <param name="Unit">The unit's one name; null where the section is none, or has the tasks of no unit.</param>
/// <param name="Tasks">The tasks, read as they are gone through.</param>
public sealed record LedgerSection(LedgerPlan? Plan, string? Unit, IEnumerable<LedgerTask> Tasks);

/// <summary>What a ledger says of a plan.</summary>
public sealed record LedgerPlan(long Id, long DocumentId, string DocumentName, string Sha256, string? Title, string? Number, string? Issuer, DateOnly? IssuedOn, int? Year);

/// <summary>A unit's part in a task.</summary>
public sealed record LedgerUnit(AssignmentRole Role, string Name, string Canonical);

/// <summary>A time that bounds a task; places in code points.</summary>
public sealed record LedgerDeadline(DeadlineKind Kind, DateOnly? Starts, DateOnly? Due, string Raw, long Start);

/// <summary>A number that a task has to reach.</summary>
public sealed record LedgerTarget(string Indicator, TargetOp Op, double Value, string? Measure, int? Year, int? BaseYear);

/// <summary>A task with all that a ledger says of it.</summary>
public sealed record LedgerTask(long Id, LedgerPlan Plan, string Path, int Part, string? Headings, string? Title, string Content, long Start, DocumentPlace Place,
    ImmutableArray<LedgerUnit> Units, ImmutableArray<LedgerDeadline> Deadlines, ImmutableArray<LedgerTarget> Targets);

/// <summary>The tasks of a ledger (台账), section by section.</summary>
public sealed class LedgerTasks : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly DocumentPlaces _places;
    private readonly string _plans;
    private readonly string _tasks;
    private readonly List<(string Name, object Value)> _values = [];
    private readonly string? _unit;

    private LedgerTasks(string path, SqliteConnection connection, LedgerFilter filter)
    {
        (_path, _connection) = (path, connection);
        _transaction = connection.BeginTransaction(deferred: true);
        _places = new DocumentPlaces(connection);
        _unit = filter.Unit is { } unit ? CanonicalOf(unit) : null;
        var plans = new List<string> { "1" };
        if (filter.Plan is { } plan) Choose("(CAST(p.plan_id AS TEXT) = @plan OR instr(p.title, @plan) OR instr(p.doc_number, @plan))", "@plan", plan);
        if (filter.Place is { } place)
        {
            bool isCode = place.Length == 6 && place.All(char.IsAsciiDigit);
            // 340000 is all of 安徽省, 340100 all of 合肥市.
            string named = !isCode ? place : place.EndsWith("0000", StringComparison.Ordinal) ? place[..2] : place.EndsWith("00", StringComparison.Ordinal) ? place[..4] : place;
            Choose(string.Join(" OR ", (isCode ? ["place_code"] : new[] { "province", "city", "county", "region" }).Select(column => $"substr(p.{column}, 1, length(@place)) = @place")), "@place", named);
        }
        if (filter.Year is { } year) Choose("p.year = @year", "@year", year);
        _plans = string.Join(" AND ", plans);
        if (_unit is not null) _values.Add(("@unit", _unit));
        _tasks = "NOT t.restates" + (_unit is null ? "" : " AND t.task_id IN (SELECT a.task_id FROM units u JOIN assignments a ON a.unit = u.name WHERE u.canonical = @unit)");

        void Choose(string term, string name, object value)
        {
            plans.Add($"({term})");
            _values.Add((name, value));
        }
    }

    /// <summary>Opens a database.</summary>
    /// <exception cref="StoreException">It can't be used; the message says why.</exception>
    public static LedgerTasks Open(string path, LedgerFilter filter)
    {
        var connection = SqliteFile.OpenFilled(path);
        try
        {
            return SqliteFile.Guarded(path, () => new LedgerTasks(path, connection, filter));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The sections, those without a task left out: plans as they stand in the database, units with the most tasks first, tasks of no unit last.</summary>
    /// <exception cref="StoreException">The database is damaged.</exception>
    public IEnumerable<LedgerSection> Sections(LedgerGrouping grouping) => grouping switch
    {
        LedgerGrouping.Plan => Plans().Select(plan => new LedgerSection(plan, null, Of(plan))),
        LedgerGrouping.Unit => Units(),
        _ => Plans() is { IsEmpty: false } plans ? [new LedgerSection(null, null, plans.SelectMany(Of))] : [],
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private string CanonicalOf(string unit)
    {
        using var row = new RowReader(_connection, $"SELECT {StoredUnits.CanonicalOf("@unit", "@known")}", ("@unit", unit), ("@known", UnitNames.Describe(unit).Canonical));
        row.Read();
        return row.Text();
    }

    private ImmutableArray<LedgerPlan> Plans() => Read($"""
        SELECT p.plan_id, p.document_id, f.name, d.sha256, p.title, p.doc_number, p.issuer, p.issued_on, p.year FROM plans p JOIN documents d USING (document_id)
            JOIN files f ON f.document_id = p.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = p.document_id)
        WHERE {_plans} AND EXISTS (SELECT 1 FROM tasks t WHERE t.plan_id = p.plan_id AND {_tasks}) ORDER BY p.plan_id
        """, row => new LedgerPlan(row.Long(), row.Long(), row.Text(), row.Text(), row.OptionalText(), row.OptionalText(), row.OptionalText(), row.OptionalDate(), row.OptionalInt()));

    private IEnumerable<LedgerTask> Of(LedgerPlan plan) => Tasks("t.plan_id = @key", plan.Id, new Dictionary<long, LedgerPlan> { [plan.Id] = plan });

    private IEnumerable<LedgerSection> Units()
    {
        var plans = Plans().ToDictionary(plan => plan.Id);
        var units = Read($"""
            SELECT u.canonical, count(DISTINCT t.task_id) AS n FROM tasks t JOIN plans p USING (plan_id) JOIN assignments a USING (task_id) JOIN units u ON u.name = a.unit
            WHERE {_plans} AND {_tasks} {(_unit is null ? "" : "AND u.canonical = @unit")} GROUP BY u.canonical ORDER BY n DESC, u.canonical
            """, row => row.Text());
        foreach (string unit in units)
        {
            var tasks = Tasks("t.task_id IN (SELECT a.task_id FROM units u JOIN assignments a ON a.unit = u.name WHERE u.canonical = @key)", unit, plans);
            yield return new LedgerSection(null, unit, tasks.OrderBy(task => task.Units.Where(part => part.Canonical == unit).Min(part => part.Role)));
        }
        if (_unit is not null) yield break;
        var others = Tasks("NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = t.task_id) AND 0 = @key", 0L, plans);
        if (others.Any()) yield return new LedgerSection(null, null, others);
    }

    private ImmutableArray<LedgerTask> Tasks(string chosen, object key, Dictionary<long, LedgerPlan> plans)
    {
        string from = $"FROM tasks t JOIN plans p USING (plan_id)";
        string where = $"WHERE {chosen} AND {_plans} AND {_tasks}";
        var units = Read($"SELECT t.task_id, a.role, a.unit, u.canonical {from} JOIN assignments a USING (task_id) JOIN units u ON u.name = a.unit {where} ORDER BY a.assignment_id",
            row => (row.Long(), new LedgerUnit(row.Value<AssignmentRole>(), row.Text(), row.Text())), key).ToLookup(each => each.Item1, each => each.Item2);
        var deadlines = Read($"SELECT t.task_id, x.kind, x.starts, x.due, x.raw, x.start_cp {from} JOIN deadlines x USING (task_id) {where} ORDER BY x.deadline_id",
            row => (row.Long(), new LedgerDeadline(row.Value<DeadlineKind>(), row.OptionalDate(), row.OptionalDate(), row.Text(), row.Long())), key).ToLookup(each => each.Item1, each => each.Item2);
        var targets = Read($"SELECT t.task_id, x.indicator, x.op, x.value, x.measure, x.target_year, x.base_year {from} JOIN targets x USING (task_id) {where} ORDER BY x.target_id",
            row => (row.Long(), new LedgerTarget(row.Text(), row.Value<TargetOp>(), row.Real(), row.OptionalText(), row.OptionalInt(), row.OptionalInt())), key).ToLookup(each => each.Item1, each => each.Item2);
        return Read($"SELECT t.task_id, t.plan_id, t.path, t.part, t.headings, t.title, t.content, t.start_cp {from} {where} ORDER BY t.task_id", row =>
        {
            long id = row.Long();
            var plan = plans[row.Long()];
            var (path, part, headings, title, content, start) = (row.Text(), row.Int(), row.OptionalText(), row.OptionalText(), row.Text(), row.Long());
            return new LedgerTask(id, plan, path, part, headings, title, content, start, _places.At(plan.DocumentId, start), [.. units[id]], [.. deadlines[id]], [.. targets[id]]);
        }, key);
    }

    private ImmutableArray<T> Read<T>(string sql, Func<RowReader, T> read, object? key = null) => SqliteFile.Guarded(_path, () =>
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        using var row = new RowReader(_connection, sql, [.. _values, .. key is null ? [] : new[] { ("@key", key) }]);
        while (row.Read()) rows.Add(read(row));
        return rows.ToImmutable();
    });
}
