using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Compares where a document names others: whether each is found, and whether its kind and number are right.</summary>
internal static class CitationComparison
{
    /// <summary>Adds a document's citations to the tallies, where the gold says something of them.</summary>
    public static void Run(FactSheet gold, FactSheet? found, IReadOnlyDictionary<string, Tally> tallies)
    {
        if (gold.Citations is not { } sure) return;
        ImmutableArray<SheetCitation> others = found?.Citations ?? [];
        // By their places, where the gold gives them, else by number or title.
        bool byPlace = sure.All(citation => citation.Start is not null);
        tallies[Measures.Citations].Compare(Facts(sure, KeyOf), [], Facts(others, KeyOf));
        tallies[Measures.CitationKinds].Compare(Facts(sure, Whole), [], Facts(others, Whole));

        string KeyOf(SheetCitation citation) => byPlace ? citation.Start?.ToString(CultureInfo.InvariantCulture) ?? "" : citation.Number ?? CitedNames.KeyOf(citation.Title) ?? Wording.Of(citation.Title);

        string Whole(SheetCitation citation) => $"{KeyOf(citation)}\u001F{citation.Kind}\u001F{citation.Number}";

        List<Fact> Facts(ImmutableArray<SheetCitation> citations, Func<SheetCitation, string> key) =>
            [.. citations.Select(citation => new Fact(key(citation), string.Create(CultureInfo.InvariantCulture, $"{gold.Stem} › {citation.Kind} {citation.Title ?? citation.Number ?? "-"} at {citation.Start}"), citation.Line))];
    }
}
