using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>
/// All that was noticed in a document's text, each concept by its one scanner; scanned when first asked for, and once. Later stages ask here whether
/// something is a time, a quantity or a label, and have no patterns of their own for it.
/// </summary>
/// <param name="folded">The folded text of the fair copy.</param>
/// <param name="lexicons">The word lists, with the user's.</param>
internal sealed class TextAnnotations(string folded, LexiconSet lexicons)
{
    /// <summary>The folded text that was annotated.</summary>
    public string Folded => folded;

    /// <summary>The word lists by which it was annotated.</summary>
    public LexiconSet Lexicons => lexicons;

    /// <summary>Numbers with their units.</summary>
    public AnnotationList<Quantity> Quantities => field ??= Annotations.Quantities.Scan(folded, lexicons);

    /// <summary>What rules have used.</summary>
    public Claims Claims { get; } = new();

    /// <summary>What looks as if it said something and was not understood.</summary>
    public List<Leftover> Leftovers { get; } = [];
}
