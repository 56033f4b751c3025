using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Lexicons;

/// <summary>What a lexicon holds and how its second column is written.</summary>
/// <param name="Name">The file's name without ending.</param>
/// <param name="Kinds">The closed set of kinds; empty where the column is free (names in full).</param>
/// <param name="SeveralKinds">Whether a word may have several kinds, parted by commas.</param>
/// <param name="IsPattern">Whether its words become part of a regular expression.</param>
/// <param name="IsCode">Whether its words are codes of places, six digits.</param>
public sealed record LexiconForm(string Name, ImmutableArray<string> Kinds, bool SeveralKinds = false, bool IsPattern = false, bool IsCode = false)
{
    /// <summary>All lexicons, by name.</summary>
    public static ImmutableSortedDictionary<string, LexiconForm> All { get; } = new LexiconForm[]
    {
        new("deadline-terms", ["ongoing", "event", "recurring"], IsPattern: true),
        new("indicator-words", []),
        new("measures", ["ratio", "count", "extent", "amount", "money", "time", "frequency"]),
        new("places", [], IsCode: true),
        new("policy-terms", ["environment", "energy", "governance", "safety", "economy", "rural", "society", "planning"]),
        new("role-words", ["lead", "support", "supervise", "implement", "responsible", "noun", "weak", "before", "holder", "person", "qualifier", "duty", "time", "other"], SeveralKinds: true),
        new("table-heads", ["number", "name", "project", "problem", "content", "unit", "bearer", "place", "time", "points", "measure", "indicator", "other"]),
        new("target-words", ["reach", "limit", "rise", "fall", "plain", "adverb", "act", "grant", "past", "structure", "aspect", "lead", "tail", "measure", "place", "keep"], SeveralKinds: true),
        new("unit-names", []),
        new("unit-stems", ["field", "organ"]),
        new("unit-suffixes", ["organ", "body", "enterprise", "area", "group", "place", "weak"]),
    }.ToImmutableSortedDictionary(form => form.Name, form => form, StringComparer.Ordinal);

    /// <summary>The kinds that a second column names.</summary>
    public IEnumerable<string> KindsOf(string column) => SeveralKinds ? column.Split(',') : [column];
}
