using PolicyIngest.Ingest.Outline;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>
/// What stands before the plans of a document and covers them: the number, date, issuer and years of its notices. A plan asks for what stands before its
/// title, so that each line is looked at once however many plans a file holds.
/// </summary>
internal sealed class FrontMatter
{
    private readonly First<(string, TextSpan)> _number;
    private readonly First<(string, TextSpan)> _issuer;
    private readonly First<ValueTuple<PlanPeriod?>> _notice;
    private readonly Last<(DateOnly, TextSpan)> _date;
    private readonly Last<(string, TextSpan)> _signature;

    /// <param name="source">The lines.</param>
    /// <param name="plans">All plans of the document, in order.</param>
    public FrontMatter(OutlineSource source, IReadOnlyList<PlanRange> plans)
    {
        _number = new((i, _) => PlanFacts.DocNumberOn(source, i));
        _issuer = new((i, end) => IssuerOn(source, i, end));
        _notice = new((i, _) => IsNotice(source.TextOf(i)) ? new(PeriodOfNotice(source, i, plans)) : null);
        _date = new(i => PlanFacts.DateOn(source, i));
        _signature = new(i => i > 0 ? PlanHead.SignatureOn(source, 0, i) : null);
    }

    /// <summary>The first document number above a line.</summary>
    public (string, TextSpan)? DocNumber(int end) => _number.Until(end);

    /// <summary>The last date above a line.</summary>
    public (DateOnly, TextSpan)? Date(int end) => _date.Until(end);

    /// <summary>The issuer that the first notice's title above a line names.</summary>
    public (string, TextSpan)? NoticeIssuer(int end) => _issuer.Until(end);

    /// <summary>The organs of the last signature above a line.</summary>
    public (string, TextSpan)? Signature(int end) => _signature.Until(end);

    /// <summary>The years of the first notice's title above a line, without those in the titles of the plans that it issues.</summary>
    public PlanPeriod? Period(int end) => _notice.Until(end)?.Item1;

    private static bool IsNotice(ReadOnlySpan<char> line) => line.Length is >= 8 and <= 120 && line.EndsWith("通知") && line.IndexOf('《') < 0;

    private static PlanPeriod? PeriodOfNotice(OutlineSource source, int line, IReadOnlyList<PlanRange> plans)
    {
        string words = PlanSplitter.Joined(source, line..(line + 1));
        foreach (var plan in plans)
            if (PlanSplitter.Joined(source, plan.TitleLines) is { Length: > 0 } title) words = words.Replace(title, "", StringComparison.Ordinal);
        return PlanFacts.PeriodOf(words);
    }

    /// <summary>The issuer that a notice's title names, which begins on a line and may be broken.</summary>
    internal static (string, TextSpan)? IssuerOn(OutlineSource source, int line, int end)
    {
        // The notice's title may be broken after the issuer's name.
        for (int count = 1; count <= 2 && line + count <= end; count++)
        {
            if (source.Lines[line + count - 1].Table is not null) break;
            string joined = PlanSplitter.Joined(source, line..(line + count));
            if (joined.Length > 90 || joined.Contains('。', StringComparison.Ordinal)) break;
            if (joined.Contains("关于印发", StringComparison.Ordinal) || joined.Contains("关于", StringComparison.Ordinal) && joined.EndsWith("通知", StringComparison.Ordinal))
                if (PlanFacts.IssuerIn(joined, source.Organs) is { } organ) return (organ, source.Lines[line].Span);
        }
        return null;
    }

    /// <summary>The first line that holds something, above ends that only grow; what a line holds may depend on the next one.</summary>
    private sealed class First<T>(Func<int, int, T?> on)
        where T : struct
    {
        private int _next;
        private T? _found;

        public T? Until(int end)
        {
            for (int i = _next; i < end && _found is null; i++) _found = on(i, end);
            _next = Math.Max(_next, end - 1);
            return _found;
        }
    }

    /// <summary>The last line that holds something, above ends that only grow.</summary>
    private sealed class Last<T>(Func<int, T?> on)
        where T : struct
    {
        private int _seen;
        private T? _found;

        public T? Until(int end)
        {
            T? newest = null;
            for (int i = end - 1; i >= _seen && newest is null; i--) newest = on(i);
            (_seen, _found) = (Math.Max(_seen, end), newest ?? _found);
            return _found;
        }
    }
}
