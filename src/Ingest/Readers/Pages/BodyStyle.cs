namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>How a run of pages sets its paragraphs, measured over its lines of running text.</summary>
internal sealed class BodyStyle
{
    // So many lines have to end at a right edge.
    private const int FewestFull = 3;

    // Habits are told by so many beginnings of paragraphs; with fewer those of the whole document hold.
    private const int FewestStarts = 8;

    private const int FewestFields = 4;

    // Paragraphs with labels begin apart where all but one in so many do, and so many are there.
    private const int FewestLabels = 4;
    private const double LabelShare = 0.85;

    // The distance between lines is told by so many of them before and behind, of which all but the closest 30 % may be wider.
    private const int PitchesAround = 4;
    private const int FewestPitches = 2;
    private const double PitchQuantile = 0.3;

    private readonly Dictionary<FlowLine, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<(int Place, double Pitch)> _pitches = [];

    private BodyStyle()
    {
    }

    /// <summary>Whether paragraphs begin with an indent (首行缩进).</summary>
    public bool IndentsFirstLines { get; private set; }

    /// <summary>Whether there is more room between paragraphs than between lines.</summary>
    public bool SpacesParagraphs { get; private set; }

    /// <summary>Whether fields such as 牵头单位：… have paragraphs of their own rather than run on in the text.</summary>
    public bool FieldsStandAlone { get; private set; }

    /// <summary>Whether paragraphs that begin with a label are indented, so that a label at the edge stands within one.</summary>
    private bool _indentsLabels;

    /// <summary>Whether there is more room before them than between lines.</summary>
    private bool _spacesLabels;

    /// <summary>Usual distance from line to line inside a paragraph, in ems; 0 where it is not known.</summary>
    private double _pitch;

    /// <summary>Usual font size, in points.</summary>
    public double Em { get; private set; } = 12;

    /// <summary>Measures the edges of the areas and the habits of the paragraphs; the style of each page that has lines.</summary>
    public static Dictionary<int, BodyStyle> MeasureRuns(IReadOnlyList<FlowLine> lines)
    {
        var styles = new Dictionary<int, BodyStyle>();
        var runs = PageRuns.Part(lines);
        foreach (var run in runs)
        {
            foreach (var area in run.GroupBy(line => line.Area.Kind, StringComparer.Ordinal)) MeasureEdges([.. area]);
            WidenOverColumns(run);
        }
        var whole = Measure(lines, null);
        foreach (var run in runs)
        {
            var style = runs.Count == 1 ? whole : Measure(run, whole);
            foreach (var line in run) styles[line.Page] = style;
        }
        return styles;
    }

    private static BodyStyle Measure(IReadOnlyList<FlowLine> lines, BodyStyle? whole)
    {
        var style = new BodyStyle();
        if (lines.Count == 0) return style;
        style.Em = WeightedMedian([.. lines.Select(line => (line.Line.Em, line.Line.Width))]);
        style.MeasureHabits(lines, whole);
        return style;
    }

    /// <summary>Whether a label at the start of a line, with no more room above it, can only stand within a paragraph: …两类：（1）甲；（2）乙.</summary>
    public bool HasLabelsWithin(FlowLine line, FlowLine next) => Indent(next) < 0.5 && (_indentsLabels || (_spacesLabels && AreNeighbours(line, next)));

    /// <summary>The room that a line leaves at its end, in points; negative where closing marks hang over the edge.</summary>
    public static double Room(FlowLine line) => line.Area.Right - line.Line.Right;

    /// <summary>Whether a line was ended although far more than the next line's start would have fitted.</summary>
    public static bool IsSurelyShort(FlowLine line, FlowLine next) => Room(line) >= (next.Line.FirstUnit.Most + 1.5) * LargerEm(line, next);

    /// <summary>Whether not even the least of the next line would have fitted.</summary>
    public static bool IsFull(FlowLine line, FlowLine next) => Room(line) < (next.Line.FirstUnit.Least - 0.03) * LargerEm(line, next);

    /// <summary>Whether a line in the middle leaves too little room on both sides together for the next line's start: a title too long for one line.</summary>
    public static bool FillsWidth(FlowLine line, FlowLine next) =>
        line.Area.Right - line.Area.Left - line.Line.Width < next.Line.FirstUnit.Most * LargerEm(line, next);

    /// <summary>Whether some programs would have let the next line's start stand on this line, and others not.</summary>
    public static bool MayBeFull(FlowLine line, FlowLine next) => Room(line) < next.Line.FirstUnit.Most * LargerEm(line, next);

    // Narrow marks make an em look smaller than it is.
    private static double LargerEm(FlowLine line, FlowLine next) => Math.Max(line.Line.Em, next.Line.Em);

    /// <summary>How far a line starts behind its area's left edge, in ems.</summary>
    public static double Indent(FlowLine line) => (line.Line.Left - line.Area.Left) / Math.Max(line.Line.Em, 1);

    /// <summary>Whether a line stands in the middle of its area, clear of both edges.</summary>
    public bool IsCentred(FlowLine line)
    {
        double em = line.Line.Em;
        double before = line.Line.Left - line.Area.Left, after = line.Area.Right - line.Line.Right;
        if (Math.Abs(before - after) > 1.2 * em) return false;
        // A first line that happens to end as far from the edge as it is indented is no title.
        if (before > 2.6 * em) return true;
        return em > 1.15 * Em && before > -em && line.Line.Text.Length < 60;
    }

    /// <summary>Where a line ends as far as the right edge goes: closing marks may hang over it.</summary>
    public static double FullEnd(TextLine line) => line.Right - (Script.ClosesPhrase(line.Words[^1].Text[^1]) ? line.Em : 0);

    private static void MeasureEdges(List<FlowLine> lines)
    {
        int few = Math.Max(1, lines.Count / 40);
        double left = KthSmallest([.. lines.Select(line => line.Line.Left)], few);
        // Where hardly a line is long, the margin on the right is taken to be as wide as that on the left.
        double right = PageRuns.Edge(lines, FewestFull, outside: Math.Max(2, few))?.Right
            ?? Math.Max(lines.Max(line => FullEnd(line.Line)), lines[0].Area.OuterRight - (left - lines[0].Area.OuterLeft));
        foreach (var line in lines) (line.Area.Left, line.Area.Right) = (left, right);
    }

    /// <summary>On pages with columns the full width is that of both together, however short the headings over them are.</summary>
    private static void WidenOverColumns(List<FlowLine> run)
    {
        var columns = run.FindAll(line => line.Area.IsColumn).ConvertAll(line => line.Area).Distinct().ToLookup(area => area.OuterRight);
        if (columns.Count == 0) return;
        foreach (var area in run.FindAll(line => line.Area is { IsColumn: false, IsFrame: false }).ConvertAll(line => line.Area).Distinct())
            foreach (var column in columns[area.OuterRight]) (area.Left, area.Right) = (Math.Min(area.Left, column.Left), Math.Max(area.Right, column.Right));
    }

    private void MeasureHabits(IReadOnlyList<FlowLine> lines, BodyStyle? whole)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            _places[lines[i]] = i;
            if (i > 0 && AreNeighbours(lines[i - 1], lines[i]) && IsFull(lines[i - 1], lines[i]) && Distance(lines[i - 1], lines[i]) is > 0.8 and < 4)
                _pitches.Add((i, Distance(lines[i - 1], lines[i])));
        }
        _pitch = _pitches.Count > 0 ? KthSmallest(_pitches.ConvertAll(pitch => pitch.Pitch), (_pitches.Count + 1) / 2) : whole?._pitch ?? 0;

        int starts = 0, indented = 0, followers = 0, spaced = 0, fields = 0, fieldStarts = 0, labels = 0, labelsIn = 0, labelsBelow = 0, labelsApart = 0;
        for (int i = 1; i < lines.Count; i++)
        {
            var (line, next) = (lines[i - 1], lines[i]);
            if (line.Area.Kind != next.Area.Kind || IsCentred(line) || IsCentred(next) || Indent(next) > 5) continue;
            bool isField = Script.StartsWithField(next.Line.Text);
            if (isField) fields++;
            if (!IsSurelyShort(line, next)) continue;
            starts++;
            if (isField) fieldStarts++;
            bool isIn = Indent(next) is > 1.2 and < 3.5, isLabel = Script.StartsWithLabel(next.Line.Text);
            if (isIn) indented++;
            if (isLabel) labels++;
            if (isLabel && isIn) labelsIn++;
            if (!AreNeighbours(line, next)) continue;
            bool isWide = IsWide(line, next);
            followers++;
            if (isWide) spaced++;
            if (isLabel) labelsBelow++;
            if (isLabel && isWide) labelsApart++;
        }
        if (whole is not null && starts < FewestStarts)
        {
            (IndentsFirstLines, SpacesParagraphs, FieldsStandAlone) = (whole.IndentsFirstLines, whole.SpacesParagraphs, whole.FieldsStandAlone);
            (_indentsLabels, _spacesLabels) = (whole._indentsLabels, whole._spacesLabels);
            return;
        }
        IndentsFirstLines = indented > 0.7 * starts;
        SpacesParagraphs = spaced > 0.7 * followers && spaced > 1;
        _indentsLabels = labels >= FewestLabels && labelsIn > LabelShare * labels;
        _spacesLabels = labelsBelow >= FewestLabels && labelsApart > LabelShare * labelsBelow;
        FieldsStandAlone = whole is not null && fields < FewestFields ? whole.FieldsStandAlone : fieldStarts > 0.6 * fields;
    }

    /// <summary>Whether two lines on a page stand further apart than the lines of a paragraph do.</summary>
    public bool IsWide(FlowLine line, FlowLine next) =>
        _pitch > 0 && AreNeighbours(line, next) && Distance(line, next) > 1.22 * _pitch && Distance(line, next) > 1.22 * PitchAround(next);

    /// <summary>The distance of lines in the section around a line: a loose one among tight ones has its own, and so have its first and last lines.</summary>
    private double PitchAround(FlowLine line)
    {
        if (!_places.TryGetValue(line, out int place)) return _pitch;
        int at = _pitches.BinarySearch((place, double.MinValue));
        if (at < 0) at = ~at;
        int behind = at < _pitches.Count && _pitches[at].Place == place ? at + 1 : at;
        return Math.Max(Usual(Math.Max(0, at - PitchesAround), at), Usual(behind, Math.Min(_pitches.Count, behind + PitchesAround)));
    }

    private double Usual(int from, int to) =>
        to - from < FewestPitches ? 0 : KthSmallest(_pitches.GetRange(from, to - from).ConvertAll(pitch => pitch.Pitch), (int)Math.Ceiling(PitchQuantile * (to - from)));

    private static bool AreNeighbours(FlowLine line, FlowLine next) => line.Page == next.Page && line.Area == next.Area && next.Top > line.Top;

    private static double Distance(FlowLine line, FlowLine next) =>
        (next.Line.CentreY - line.Line.CentreY) / Math.Max(1, Math.Max(line.Line.Em, next.Line.Em));

    private static double KthSmallest(List<double> values, int k)
    {
        values.Sort();
        return values[Math.Clamp(k, 1, values.Count) - 1];
    }

    private static double WeightedMedian(List<(double Value, double Weight)> values)
    {
        values.Sort(static (a, b) => a.Value.CompareTo(b.Value));
        double half = values.Sum(value => value.Weight) / 2;
        foreach (var (value, weight) in values)
        {
            half -= weight;
            if (half <= 0) return value;
        }
        return values[^1].Value;
    }
}
