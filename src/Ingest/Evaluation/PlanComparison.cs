using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Compares the tasks of a plan with those of its gold, kind of fact by kind of fact.</summary>
internal sealed class PlanComparison
{
    private const char Separator = '\u001F';

    private readonly SheetPlan _gold;
    private readonly SheetPlan _found;
    private readonly IReadOnlyDictionary<string, Tally> _tallies;
    private readonly string _where;
    private readonly Func<string, string> _fullName;
    private readonly HashSet<string> _optionalTasks;
    private readonly HashSet<string> _common;

    private PlanComparison(SheetPlan gold, SheetPlan found, IReadOnlyDictionary<string, Tally> tallies, string where, Func<string, string> fullName)
    {
        (_gold, _found, _tallies, _where, _fullName) = (gold, found, tallies, where, fullName);
        _optionalTasks = gold.Tasks.Where(task => task.IsOptional).Select(Key).ToHashSet(StringComparer.Ordinal);
        _common = gold.Tasks.Select(Key).ToHashSet(StringComparer.Ordinal);
        _common.IntersectWith(found.Tasks.Select(Key));
        // Titles and kinds of optional tasks are passed over.
        _common.ExceptWith(_optionalTasks);
    }

    /// <summary>Adds a plan's facts to the tallies.</summary>
    public static void Run(SheetPlan gold, SheetPlan found, IReadOnlyDictionary<string, Tally> tallies, string where, Func<string, string> fullName)
    {
        var comparison = new PlanComparison(gold, found, tallies, where, fullName);
        comparison.CompareAll();
        comparison.CompareWhole();
        TargetComparison.Run(gold.Targets, found.Targets, tallies, where);
        if (gold.Place is { } place) tallies[Measures.Places].Compare([PlaceFact(place, where)], [], found.Place is { } other ? [PlaceFact(other, where)] : []);
    }

    private static Fact PlaceFact(SheetPlace place, string where) => new($"{place.Code}{Separator}{place.Level}", $"{where} › place {place.Code ?? "-"} {place.Level}", place.Line);

    private void CompareAll()
    {
        Compare(Measures.Tasks, task => [Plain(task, "", "task", task.Line)]);
        Compare(Measures.Titles, InBoth(task => [Plain(task, Wording.Of(task.Title), $"title {task.Title ?? "-"}", task.Line)]));
        Compare(Measures.Kinds, InBoth(task => [Plain(task, $"{task.Kind}{Separator}{task.Restates}", $"kind {task.Kind}{(task.Restates ? " restates" : "")}", task.Line)]));
        Compare(Measures.Assignments, task => task.Assignments.Select(fact =>
            (Fact(task, $"{fact.Role}{Separator}{Wording.Of(fact.Unit)}", $"{fact.Role} {fact.Unit}", fact.Line), fact.IsOptional)));
        // The same time twice in a task is one fact.
        Compare(Measures.Deadlines, task => task.Deadlines.Select(fact => (Fact(task, DeadlineKey(fact), Shown(fact), fact.Line), fact.IsOptional)), asSet: true);
        CompareTolerant();
    }

    /// <summary>Tolerant: the place without the part; a unit by its usual name, whatever its role; a day, whatever is to happen on it.</summary>
    private void CompareTolerant()
    {
        Compare(Measures.TasksTolerant, task => [(AtPath(task, "", "task", task.Line), false)]);
        Compare(Measures.AssignmentsTolerant, task => task.Assignments.Select(fact =>
            (AtPath(task, _fullName(fact.Unit), fact.Unit, fact.Line), fact.IsOptional)), asSet: true);
        Compare(Measures.DeadlinesTolerant, task => task.Deadlines.Select(fact =>
            (AtPath(task, fact.Due ?? fact.Start ?? "", Shown(fact), fact.Line), fact.IsOptional)), asSet: true);
    }

    private void Compare(string measure, Func<SheetTask, IEnumerable<(Fact Fact, bool IsOptional)>> facts, bool asSet = false)
    {
        List<Fact> sure = [], optional = [], found = [];
        foreach (var task in _gold.Tasks)
        {
            bool mayMiss = _optionalTasks.Contains(Key(task));
            foreach (var (fact, isOptional) in facts(task)) (mayMiss || isOptional ? optional : sure).Add(fact);
        }
        foreach (var task in _found.Tasks) found.AddRange(facts(task).Select(each => each.Fact));
        if (asSet) (sure, found) = (Distinct(sure), Distinct(found));
        _tallies[measure].Compare(sure, optional, found);
    }

    /// <summary>Tasks of which everything is right: title, kind, all assignments and deadlines, nothing surplus.</summary>
    private void CompareWhole()
    {
        var tally = _tallies[Measures.Whole];
        var byKey = new Dictionary<string, SheetTask>(StringComparer.Ordinal);
        foreach (var task in _found.Tasks) byKey[Key(task)] = task;
        // Each task found is surplus until it turns out to be right.
        tally.CountSurplus(_found.Tasks.Count(task => !_optionalTasks.Contains(Key(task))));
        foreach (var task in _gold.Tasks.Where(task => !task.IsOptional))
        {
            var fact = Fact(task, "", "whole task", task.Line);
            if (byKey.TryGetValue(Key(task), out var found) && IsRight(task, found))
            {
                tally.AddHit(fact);
                tally.CountSurplus(-1);
            }
            else tally.AddMissing(fact);
        }
    }

    private static bool IsRight(SheetTask gold, SheetTask found) =>
        Wording.Of(gold.Title) == Wording.Of(found.Title) && gold.Kind == found.Kind
        && Covers(gold.Assignments.Select(fact => ($"{fact.Role}{Separator}{Wording.Of(fact.Unit)}", fact.IsOptional)),
            found.Assignments.Select(fact => $"{fact.Role}{Separator}{Wording.Of(fact.Unit)}"))
        && Covers(gold.Deadlines.Select(fact => (DeadlineKey(fact), fact.IsOptional)), found.Deadlines.Select(DeadlineKey));

    /// <summary>Whether all that must be found was found, and nothing that may not be.</summary>
    private static bool Covers(IEnumerable<(string Key, bool IsOptional)> gold, IEnumerable<string> found)
    {
        var all = gold.ToList();
        var have = found.ToHashSet(StringComparer.Ordinal);
        var sure = all.Where(fact => !fact.IsOptional).Select(fact => fact.Key);
        return have.IsSupersetOf(sure) && have.IsSubsetOf(all.Select(fact => fact.Key));
    }

    private Func<SheetTask, IEnumerable<(Fact, bool)>> InBoth(Func<SheetTask, IEnumerable<(Fact, bool)>> facts) =>
        task => _common.Contains(Key(task)) ? facts(task) : [];

    private (Fact, bool) Plain(SheetTask task, string key, string shown, int line) => (Fact(task, key, shown, line), false);

    private Fact Fact(SheetTask task, string key, string shown, int line) =>
        new($"{Key(task)}{Separator}{key}", $"{_where} › {PathOf(task.Path, task.Part)} › {shown}", line);

    private Fact AtPath(SheetTask task, string key, string shown, int line) =>
        new($"{PathKey(task.Path)}{Separator}{key}", $"{_where} › {PathOf(task.Path, 1)} › {shown}", line);

    private static string Key(SheetTask task) => string.Create(CultureInfo.InvariantCulture, $"{PathKey(task.Path)}{Separator}part {task.Part}");

    internal static string PathKey(ImmutableArray<string> path) => string.Join(Separator, path.Select(Wording.Label));

    internal static string PathOf(ImmutableArray<string> path, int part) =>
        (path.IsEmpty ? "-" : string.Join('/', path.Select(Wording.Label))) + (part > 1 ? string.Create(CultureInfo.InvariantCulture, $" part {part}") : "");

    private static string DeadlineKey(SheetDeadline fact) => $"{fact.Kind}{Separator}{fact.Due}{Separator}{fact.Start}";

    private static string Shown(SheetDeadline fact) => $"{fact.Kind}{(fact.Start is null ? "" : $" from {fact.Start}")} {fact.Due ?? "-"}";

    private static List<Fact> Distinct(List<Fact> facts) => [.. facts.DistinctBy(fact => fact.Key, StringComparer.Ordinal)];
}
