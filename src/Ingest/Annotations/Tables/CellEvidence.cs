using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>Judges what a cell holds; a column whose head says nothing is known by its cells.</summary>
internal sealed class CellEvidence(LexiconSet lexicons)
{
    private const int LongestOrgan = 30;

    private readonly OrganNames _organs = OrganNames.Of(lexicons);
    private readonly WordSet _verbs = TargetLexicon.Of(lexicons).Act;

    /// <summary>Evidence by a set of lexicons.</summary>
    public static CellEvidence Of(LexiconSet lexicons) => lexicons.Derived(static set => new CellEvidence(set));

    /// <summary>市水务局、市财政局: names of organs and nothing else. A place alone (东川区) is none.</summary>
    /// <param name="cell">The cell, folded, with its line breaks.</param>
    public bool IsOrgans(ReadOnlySpan<char> cell)
    {
        int names = 0;
        while (!cell.IsEmpty)
        {
            int cut = cell.IndexOfAny("、,;\n ");
            var name = cut < 0 ? cell : cell[..cut];
            cell = cut < 0 ? [] : cell[(cut + 1)..];
            if (name.IsEmpty) continue;
            if (name.Length is < 2 or > LongestOrgan || !_organs.IsWhole(name) && !OrganNames.IsGroup(name)) return false;
            names++;
        }
        return names > 0;
    }

    /// <summary>加快建设…, 完成…。: a sentence, or a short wording that begins with the verb of an action.</summary>
    public bool IsAction(ReadOnlySpan<char> cell) =>
        cell.Length >= 15 && cell.IndexOfAny("。;,") > 0 || cell.Length >= 6 && _verbs.AtStart(cell) > 0;
}
