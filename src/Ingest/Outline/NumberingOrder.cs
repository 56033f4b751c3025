using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Outline;

/// <summary>
/// Which style of numbering stands under which in a plan: the usual order (一、（一）1.（1）), but for styles that the plan uses the other way round
/// (（一） with 一、二、三 under each).
/// </summary>
internal sealed class NumberingOrder
{
    /// <summary>How often a style must open under another for the plan's use to go before the usual.</summary>
    private const int LeastOpenings = 2;

    private readonly int[] _ranks = [.. Enumerable.Range(0, (int)NumberStyle.None + 1).Select(style => style * 8)];

    /// <summary>Learns the order from a plan's numbers.</summary>
    public static NumberingOrder Learn(OutlineSource source, Range body)
    {
        var order = new NumberingOrder();
        int[,] opens = new int[order._ranks.Length, order._ranks.Length];
        NumberLabel? before = null;
        for (int i = body.Start.Value; i < body.End.Value; i++)
        {
            if (source.Lines[i].Label is not { } label)
            {
                // A table, or an annex's label, parts numberings.
                if (source.Lines[i].Table is not null || LineKinds.IsAnnex(source.TextOf(i), out _, out _)) before = null;
                continue;
            }
            if (label.Value == 1 && before is { } above && above.Style != label.Style) opens[(int)above.Style, (int)label.Style]++;
            before = label;
        }
        for (var outer = NumberStyle.Roman; outer < NumberStyle.Circle; outer++)
            for (var inner = outer + 1; inner <= NumberStyle.Circle; inner++)
                if (opens[(int)inner, (int)outer] >= LeastOpenings && opens[(int)inner, (int)outer] > 3 * opens[(int)outer, (int)inner])
                    (order._ranks[(int)outer], order._ranks[(int)inner]) = (order._ranks[(int)inner], order._ranks[(int)outer]);
        return order;
    }

    /// <summary>A number's rank: it stands under the nearest number before it of a smaller one.</summary>
    public int RankOf(NumberLabel label) =>
        _ranks[(int)label.Style] + (label.Style == NumberStyle.ArabicDotted ? Math.Min(6, label.Text.Count(c => c is '.' or '-') - 1) : 0);
}
