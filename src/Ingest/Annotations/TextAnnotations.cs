using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>
/// All that was noticed in a document's text, each concept by its one scanner; scanned when first asked for, and once. Later stages ask here whether
/// something is a time, a quantity or a label, and have no patterns of their own for it.
/// </summary>
/// <param name="folded">The folded text of the fair copy.</param>
/// <param name="lexicons">The word lists, with the user's.</param>
/// <param name="cancellation">Stops the scanners.</param>
internal sealed class TextAnnotations(string folded, LexiconSet lexicons, CancellationToken cancellation)
{
    /// <summary>The folded text that was annotated.</summary>
    public string Folded => folded;

    /// <summary>The word lists by which it was annotated.</summary>
    public LexiconSet Lexicons => lexicons;

    /// <summary>Dates, stretches and whatever else tells a time.</summary>
    public AnnotationList<TimeMention> Times => field ??= new AnnotationList<TimeMention>(TimeScanner.Scan(folded, lexicons, cancellation));

    /// <summary>The brackets, paired.</summary>
    public Brackets Brackets => field ??= new Brackets(folded);

    /// <summary>The words of role: 牵头单位：, 按职责分工负责.</summary>
    public AnnotationList<RoleCue> RoleCues => field ??= Annotations.RoleCues.Scan(folded, RoleWords.Of(lexicons), cancellation);

    /// <summary>What is an organ.</summary>
    public OrganNames Organs => field ??= OrganNames.Of(lexicons);

    private readonly Dictionary<TableBlock, TableView> _tables = new(ReferenceEqualityComparer.Instance);

    /// <summary>A table as its reader sees it.</summary>
    public TableView Table(TableBlock table)
    {
        if (!_tables.TryGetValue(table, out var view)) _tables.Add(table, view = new TableView(table, folded, lexicons));
        return view;
    }

    /// <summary>Numbers with their units.</summary>
    public AnnotationList<Quantity> Quantities => field ??= Annotations.Quantities.Scan(folded, lexicons, cancellation);

    /// <summary>What rules have used.</summary>
    public Claims Claims { get; } = new();

    /// <summary>What looks as if it said something and was not understood.</summary>
    public List<Leftover> Leftovers { get; } = [];

    /// <summary>What rightly gives no plan: laws.</summary>
    public List<TextSpan> Laws { get; } = [];
}
