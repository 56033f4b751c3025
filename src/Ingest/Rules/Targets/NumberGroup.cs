using System.Collections.Immutable;

using PolicyIngest.Ingest.Annotations;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>Values of one kind that stand together: <c>65%、70%、75%</c>; mostly a single one.</summary>
internal sealed record NumberGroup(ImmutableArray<Quantity> Values)
{
    public Quantity First => Values[0];
    public MeasureKind Kind => First.Kind;
    public int Start => First.Start;
    public int End => Values[^1].End;
    /// <summary>Whether 以上 or 左右 follows one of them.</summary>
    public bool Floor => Values.Any(v => v.Bound == Bound.Floor);
    /// <summary>Whether 以内 or 以下 follows one of them.</summary>
    public bool Ceiling => Values.Any(v => v.Bound == Bound.Ceiling);

    /// <summary>The quantities of a clause, put together where nothing but 、 or 和 stands between; <paramref name="isHidden"/> leaves places out.</summary>
    public static List<NumberGroup> In(string folded, IEnumerable<Quantity> quantities, Func<int, bool> isHidden)
    {
        var groups = new List<NumberGroup>();
        foreach (var q in quantities)
        {
            if (q.Kind == MeasureKind.Frequency && !IsTotal(folded, q) || q.RunsOn || q.IsYear || isHidden(q.Start)) continue;
            if (groups.Count > 0 && groups[^1].Kind == q.Kind && q.Kind != MeasureKind.Time
                && folded.AsSpan(groups[^1].End, q.Start - groups[^1].End).Trim() is "" or "、" or "和" or "及" or "与")
                groups[^1] = new NumberGroup(groups[^1].Values.Add(q));
            else groups.Add(new NumberGroup([q]));
        }
        return groups;
    }

    /// <summary>下载量不少于2万次, 举办交流会议不少于10次: how often in all; not 每年2次.</summary>
    private static bool IsTotal(string folded, Quantity q)
    {
        var before = folded.AsSpan(Math.Max(0, q.Start - 40), Math.Min(q.Start, 40));
        before = before[(before.LastIndexOfAny("。;\n") + 1)..];
        if (before.IndexOf('每') >= 0) return false;
        return q.Scale.Length > 0 || q.Value >= 100 || q.Value >= FewestEvents && !q.InWords && (before.EndsWith("不少于") || before.EndsWith("不低于")) && before.IndexOfAny("举组召") >= 0;
    }

    // Fewer than that is how often something is checked or held.
    private const int FewestEvents = 5;
}
