namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// The borders of rows that count 1, 2, 3 … in a column of a table without vertical lines. A number stands at its row's upper border or in the
/// middle of its row: the habit that explains all of them decides which of the strips between two numbers is the border.
/// </summary>
internal sealed class NumberedRows
{
    // So many rows have to be counted.
    private const int FewestNumbers = 3;

    // Numbers may begin anew in each group of rows, if there are so many to a group.
    private const int LinesPerGroup = 2;

    // More strips between two numbers than this are not weighed against one another.
    private const int MostStrips = 60;

    // A habit explains the numbers when it leaves less than this share of what the other leaves.
    private const double Clearly = 0.5;

    private readonly List<Strip> _strips;
    private readonly List<PageWord> _numbers;
    private readonly double _top;

    // For each number the strips above it, behind the number before.
    private readonly List<List<Strip>> _above = [];

    private NumberedRows(List<PageWord> words, List<(double From, double To)> strips, List<PageWord> numbers, double top, bool mayBeginAtTop)
    {
        (_strips, _numbers, _top) = (strips.ConvertAll(strip => new Strip(strip.From, strip.To)), numbers, top);
        double from = words.Min(word => word.CentreY);
        int at = 0;
        foreach (var number in numbers)
        {
            var between = new List<Strip>();
            // A table that goes on from the page before may begin with the first number's row, at no strip.
            if (mayBeginAtTop && _above.Count == 0) between.Add(new Strip(top, top));
            for (; at < _strips.Count && _strips[at].To <= number.CentreY; at++)
                if (_strips[at].From >= from) between.Add(_strips[at]);
            _above.Add(between);
            from = number.CentreY;
        }
    }

    private readonly record struct Strip(double From, double To)
    {
        public double Height => To - From;

        public double Middle => (From + To) / 2;
    }

    /// <summary>The borders, or null where the first column does not count.</summary>
    /// <param name="words">The table's words.</param>
    /// <param name="strips">The strips from side to side without a word in them, from top to bottom.</param>
    /// <param name="ruled">The heights of lines over most of the table: one above the first number ends the head.</param>
    /// <param name="column">The left and right edge of the column that counts.</param>
    /// <param name="goesOn">Whether the table goes on from the page before.</param>
    public static List<double>? Borders(List<PageWord> words, List<(double From, double To)> strips, List<double> ruled, (double Left, double Right) column, bool goesOn)
    {
        if (Numbers(words, column) is not { } numbers) return null;
        double top = words.Min(AlignedTable.CoreTop);
        var rows = new NumberedRows(words, strips, numbers, top, goesOn);
        var chosen = rows.Choose();
        var borders = new List<double>();
        for (int i = 0; i < chosen.Count; i++)
        {
            if (i == 0 && ruled.FindLast(line => line > top && line < numbers[0].CentreY) is > 0 and var headEnd) borders.Add(headEnd);
            else if (chosen[i] is { } border && border.Middle > top) borders.Add(border.Middle);
        }
        return borders.Count >= FewestNumbers - 1 ? borders : null;
    }

    /// <summary>The numbers of the rows, each one more than the one before, or 1 anew below another group; behind the head there is nothing else in the column. Null where it does not count.</summary>
    public static List<PageWord>? Numbers(List<PageWord> words, (double Left, double Right) column)
    {
        var own = words.FindAll(word => word.CentreX > column.Left && word.CentreX < column.Right && word.Right <= column.Right);
        if (own.Count < FewestNumbers) return null;
        var lines = TextLine.Group(own);
        var numbers = lines.FindAll(line => Script.IsNumber(line.Text) && line.Text.Length <= 4);
        if (numbers.Count < FewestNumbers || lines.IndexOf(numbers[0]) + numbers.Count != lines.Count) return null;
        int anew = 0;
        for (int i = 1; i < numbers.Count; i++)
        {
            if (!int.TryParse(numbers[i - 1].Text, out int before) || !int.TryParse(numbers[i].Text, out int number)) return null;
            if (number == before + 1) continue;
            if (number != 1) return null;
            anew++;
        }
        return LinesPerGroup * anew < numbers.Count ? numbers.ConvertAll(line => line.Words[0]) : null;
    }

    private List<Strip?> Choose()
    {
        var atTop = _above.ConvertAll(strips => strips.Count > 0 ? strips[^1] : (Strip?)null);
        double offTop = 0;
        for (int i = 0; i < atTop.Count; i++)
            if (atTop[i] is { } strip) offTop += AlignedTable.CoreTop(_numbers[i]) - strip.To + Lower(i, strip);
        if (InMiddle() is not { } middle) return Highest();
        if (middle.Off < Clearly * offTop) return middle.Chosen;
        return offTop < Clearly * middle.Off ? atTop : Highest();
    }

    /// <summary>How much lower a strip is than the highest one above a number: one between rows is hardly ever lower than those between lines.</summary>
    private double Lower(int number, Strip strip) => strip.Height == 0 ? 0 : _above[number].Max(other => other.Height) - strip.Height;

    /// <summary>The highest strip above each number; of several alike the one next to it, for most cells begin at their upper border.</summary>
    private List<Strip?> Highest() => _above.ConvertAll(strips =>
    {
        Strip? best = null;
        foreach (var strip in strips)
            if (best is not { } highest || strip.Height > 0.9 * highest.Height - 0.5) best = strip;
        return best;
    });

    /// <summary>
    /// The strips between which the numbers stand best in the middle, and how far all of them together are off it; a habit that moves one border moves the next one back, so that the strips' heights count as well. Null where a number has none above it.
    /// The last row, whose end is not known, is left out.
    /// </summary>
    private (List<Strip?> Chosen, double Off)? InMiddle()
    {
        if (_above.Exists(strips => strips.Count is 0 or > MostStrips)) return null;
        var best = new List<(double Off, int Before)[]> { _above[0].Select(strip => (Lower(0, strip), 0)).ToArray() };
        for (int i = 1; i < _above.Count; i++)
        {
            var own = new (double Off, int Before)[_above[i].Count];
            for (int end = 0; end < own.Length; end++)
            {
                own[end] = (double.MaxValue, 0);
                for (int start = 0; start < _above[i - 1].Count; start++)
                {
                    double off = best[i - 1][start].Off + Math.Abs((_above[i - 1][start].To + _above[i][end].From) / 2 - _numbers[i - 1].CentreY);
                    if (off < own[end].Off) own[end] = (off, start);
                }
                own[end].Off += Lower(i, _above[i][end]);
            }
            best.Add(own);
        }
        int at = Array.FindIndex(best[^1], place => place.Off == best[^1].Min(other => other.Off));
        double all = best[^1][at].Off;
        var chosen = new Strip?[_above.Count];
        for (int i = _above.Count - 1; i >= 0; i--)
        {
            chosen[i] = _above[i][at];
            at = best[i][at].Before;
        }
        return ([.. chosen], all);
    }
}
