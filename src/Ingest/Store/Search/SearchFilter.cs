using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>The filters of a search as SQL that gives the keys of the tasks that fit.</summary>
internal sealed class SearchFilter
{
    private readonly List<string> _terms = [];
    private readonly List<(string Name, object Value)> _parameters = [];

    public SearchFilter(SearchRequest request)
    {
        if (!request.HasFilters) return;
        if (request.Unit is { } unit)
        {
            Add("t.task_id IN (SELECT a.task_id FROM units u JOIN assignments a ON a.unit = u.name WHERE (u.canonical = " + StoredUnits.CanonicalOf("@unit", "@canonical") + " OR u.name = @unit)"
                + (request.Role is null ? ")" : " AND a.role = @role)"), "@canonical", UnitNames.Describe(unit).Canonical);
            _parameters.Add(("@unit", unit));
        }
        else if (request.Role is not null) Add("EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = t.task_id AND a.role = @role)");
        if (request.Role is { } role) _parameters.Add(("@role", role));
        if (request.Issuer is { } issuer) Add("instr(p.issuer, @issuer) > 0", "@issuer", issuer);
        if (request.Year is { } year) Add("p.year = @year", "@year", year);
        // 2021-10 is all of October: no day of it is before, none after it.
        if (request.DueBefore is { } before) Add("t.due < @before", "@before", before);
        if (request.DueAfter is { } after) Add("t.due > @after", "@after", after + "~");
        if (request.Kind is { } kind) Add("t.kind = @kind", "@kind", kind);
        Sql = "SELECT t.task_id FROM tasks t JOIN plans p USING (plan_id) WHERE NOT t.restates AND " + string.Join(" AND ", _terms);
    }

    /// <summary>The query; null where there is no filter.</summary>
    public string? Sql { get; }

    /// <summary>The values of its parameters.</summary>
    public IReadOnlyList<(string Name, object Value)> Parameters => _parameters;

    private void Add(string term, string? name = null, object? value = null)
    {
        _terms.Add(term);
        if (name is not null) _parameters.Add((name, value!));
    }
}
