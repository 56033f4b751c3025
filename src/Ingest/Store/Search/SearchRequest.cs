using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>What is looked for. All words must stand in a task and all filters must fit it.</summary>
/// <param name="Words">Words or phrases, each of one character or more; none where only filters are given.</param>
/// <param name="Unit">A unit under any of its names (生态环境局 finds 市生态环境局), or null.</param>
/// <param name="Role">The part that the unit, or any unit, has in the task, as in assignments.role; or null.</param>
/// <param name="Issuer">Words of the issuing organ's name, or null.</param>
/// <param name="Year">Year of the plan, or null.</param>
/// <param name="DueBefore">The task's first due date is before this day (2021-10-01) or month (2021-10), or null.</param>
/// <param name="DueAfter">The task's first due date is after this day or month, or null.</param>
/// <param name="Kind">Kind of the task, as in tasks.kind; or null.</param>
/// <param name="Limit">How many tasks to give, at least 1.</param>
public sealed record SearchRequest(
    ImmutableArray<string> Words,
    string? Unit = null,
    string? Role = null,
    string? Issuer = null,
    int? Year = null,
    string? DueBefore = null,
    string? DueAfter = null,
    string? Kind = null,
    int Limit = 20)
{
    /// <summary>Splits a query at its blanks; what stands in double quotes stays together.</summary>
    public static ImmutableArray<string> WordsOf(string query)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        string[] parts = SearchText.Fold(query).Split('"');
        for (int i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1 && parts[i].Trim().Length > 0) words.Add(parts[i].Trim());
            else if (i % 2 == 0) words.AddRange(parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        return [.. words.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether anything but words limits the search.</summary>
    public bool HasFilters => Unit is not null || Role is not null || Issuer is not null || Year is not null || DueBefore is not null
        || DueAfter is not null || Kind is not null;
}

/// <summary>A place in a text.</summary>
/// <param name="Start">First UTF-16 code unit, from 0.</param>
/// <param name="Length">Length in UTF-16 code units.</param>
public readonly record struct SearchHit(int Start, int Length);

/// <summary>A task that was found.</summary>
/// <param name="Row">The row of v_task, by column.</param>
/// <param name="TitleHits">Where the words stand in the title, in order, none within another.</param>
/// <param name="ContentHits">Where they stand in the content.</param>
/// <param name="Score">By what it is ranked; higher is better.</param>
public sealed record FoundTask(FoundTaskRow Row, ImmutableArray<SearchHit> TitleHits, ImmutableArray<SearchHit> ContentHits, double Score);

/// <summary>What is shown of a task, as in v_task.</summary>
public sealed record FoundTaskRow(
    long TaskId, string Document, string? Plan, string? Issuer, string? Region, int? Year, string? Headings, string Label, string? Title,
    string Content, string Kind, string? Leads, string? Supports, string? Due, int StartCp, int LengthCp);

/// <summary>What a search gives.</summary>
/// <param name="Tasks">The best tasks, the best first.</param>
/// <param name="Matches">How many tasks match; where <paramref name="IsCapped"/>, as many as were ranked.</param>
/// <param name="IsCapped">Whether more match than were ranked: the words are so common that only the first ones were looked at.</param>
/// <param name="NotIndexed">Documents that are not in the index, so that nothing of them is found.</param>
public sealed record SearchResult(ImmutableArray<FoundTask> Tasks, int Matches, bool IsCapped, long NotIndexed);
