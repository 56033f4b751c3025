using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Lineage;

/// <summary>What is known of a plan when its tasks are compared with others'.</summary>
/// <param name="Level">Rank of its issuer; null where it is not known.</param>
/// <param name="Year">Its year; null where it is not known.</param>
/// <param name="Province">Its province; null for the state's and where it is not known.</param>
/// <param name="City">Its city.</param>
/// <param name="County">Its county.</param>
public sealed record LineagePlan(PlaceLevel? Level, int? Year, string? Province, string? City, string? County)
{
    /// <summary>The plans that it cites, by their place in the corpus; copies of it and plans of its own document left out.</summary>
    public ImmutableArray<int> Cited { get; init; } = [];

    /// <summary>How a plan may follow another one; null where it can't.</summary>
    public static LineageRelation? Relation(LineagePlan plan, LineagePlan source, bool isCited)
    {
        if (plan.Year < source.Year) return null;
        if (plan.Level is { } level && source.Level is { } above)
        {
            if (Rank(above) < Rank(level))
            {
                if (plan.IsWithin(source)) return LineageRelation.Above;
            }
            else if (level == above && source.Year < plan.Year && plan.Place == source.Place && (level == PlaceLevel.State || plan.Province is not null)) return LineageRelation.Former;
        }
        return isCited ? LineageRelation.Cited : null;
    }

    /// <summary>Its place; the state's plans are of no province.</summary>
    internal (string? Province, string? City, string? County) Place => Level == PlaceLevel.State ? default : (Province, City, County);

    private bool IsWithin(LineagePlan source) => source.Level switch
    {
        PlaceLevel.State => true,
        PlaceLevel.Province => Province is not null && Province == source.Province,
        PlaceLevel.City => City is not null && (Province, City) == (source.Province, source.City),
        _ => County is not null && Place == source.Place,
    };

    private static int Rank(PlaceLevel level) => level switch
    {
        PlaceLevel.State => 0,
        PlaceLevel.Province => 1,
        PlaceLevel.City => 2,
        PlaceLevel.County => 3,
        _ => 4,
    };
}

/// <summary>Tasks as numbers, so that a million of them take some hundred megabytes.</summary>
/// <param name="Plans">The plans.</param>
/// <param name="PlanOf">The plan of each task; by its place among the plans.</param>
/// <param name="Words">The words of each task, in rising order.</param>
/// <param name="Marks">Units and indicators of each task, in rising order; few tasks share any by chance.</param>
public sealed record LineageCorpus(LineagePlan[] Plans, int[] PlanOf, NumberLists Words, NumberLists Marks)
{
    /// <summary>How many tasks there are.</summary>
    public int Count => PlanOf.Length;

    /// <summary>The tasks of each plan, in rising order.</summary>
    public NumberLists TasksOfPlans()
    {
        int[] tasks = [.. Enumerable.Range(0, Count)];
        Array.Sort((int[])PlanOf.Clone(), tasks);
        return NumberLists.Of(Plans.Length, Count, tasks.Select(task => (PlanOf[task], task)));
    }
}

/// <summary>Lists of numbers, all in one array.</summary>
/// <param name="Starts">Where each list begins, and where the last one ends.</param>
/// <param name="Numbers">The numbers.</param>
public sealed record NumberLists(int[] Starts, int[] Numbers)
{
    /// <summary>A list.</summary>
    public ReadOnlySpan<int> this[int index] => Numbers.AsSpan(Starts[index], Starts[index + 1] - Starts[index]);

    /// <summary>Lists out of pairs that come list by list.</summary>
    /// <param name="count">How many lists there are.</param>
    /// <param name="size">How many pairs there are.</param>
    /// <param name="pairs">Index of the list and number; indexes rise.</param>
    public static NumberLists Of(int count, int size, IEnumerable<(int List, int Number)> pairs)
    {
        var starts = new int[count + 1];
        var numbers = new int[size];
        int at = 0;
        foreach (var (list, number) in pairs)
        {
            numbers[at++] = number;
            starts[list + 1] = at;
        }
        for (int i = 1; i <= count; i++)
        {
            starts[i] = Math.Max(starts[i], starts[i - 1]);
            Array.Sort(numbers, starts[i - 1], starts[i] - starts[i - 1]);
        }
        return new NumberLists(starts, numbers);
    }

    /// <summary>How many numbers two lists in rising order share.</summary>
    public static int Common(ReadOnlySpan<int> one, ReadOnlySpan<int> two)
    {
        int common = 0;
        for (int i = 0, j = 0; i < one.Length && j < two.Length;)
        {
            if (one[i] == two[j])
            {
                common++;
                i++;
                j++;
            }
            else if (one[i] < two[j]) i++;
            else j++;
        }
        return common;
    }
}
