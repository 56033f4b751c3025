using System.Collections.Immutable;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>
/// How many tasks of a plan each unit has, by its canonical name. Counted when a plan is stored: to count a million tasks at each question takes seconds.
/// </summary>
internal sealed class UnitCounts
{
    private readonly Func<string, UnitName> _describe;
    private readonly SortedDictionary<(string Unit, AssignmentRole Role), int> _byRole = new(Order<AssignmentRole>());
    private readonly SortedDictionary<(string Lead, string Support), int> _pairs = new(Order<string>(StringComparer.Ordinal));
    private readonly Dictionary<string, string> _canonical = new(StringComparer.Ordinal);

    /// <summary>Counts the tasks of a plan; those that only restate another are left out.</summary>
    public UnitCounts(ImmutableArray<PolicyTask> tasks, Func<string, UnitName> describe)
    {
        _describe = describe;
        foreach (var task in tasks)
            if (!task.Restates) Add(task);
    }

    /// <summary>Number of tasks by unit and role, in the order of the units' names.</summary>
    public IEnumerable<KeyValuePair<(string Unit, AssignmentRole Role), int>> ByRole => _byRole;

    /// <summary>Number of tasks by leading (牵头) and supporting (配合) unit.</summary>
    public IEnumerable<KeyValuePair<(string Lead, string Support), int>> Pairs => _pairs;

    private void Add(PolicyTask task)
    {
        // A unit that a task names twice, 市发改委 and 发展改革委, has the task once.
        var parts = task.Assignments.Select(assignment => (Unit: Canonical(assignment.Unit), assignment.Role)).Distinct().ToList();
        foreach (var part in parts) _byRole[part] = _byRole.GetValueOrDefault(part) + 1;
        foreach (var (lead, _) in parts.Where(part => part.Role == AssignmentRole.Lead))
        {
            foreach (var (support, _) in parts.Where(part => part.Role == AssignmentRole.Support && part.Unit != lead))
                _pairs[(lead, support)] = _pairs.GetValueOrDefault((lead, support)) + 1;
        }
    }

    private string Canonical(string unit)
    {
        if (!_canonical.TryGetValue(unit, out string? canonical)) _canonical.Add(unit, canonical = _describe(unit).Canonical);
        return canonical;
    }

    private static Comparer<(string, T)> Order<T>(IComparer<T>? second = null) => Comparer<(string First, T Second)>.Create((one, other) =>
        string.CompareOrdinal(one.First, other.First) is var order and not 0 ? order : (second ?? Comparer<T>.Default).Compare(one.Second, other.Second));
}
