using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>
/// Which annotations the rules used, by place. A role cue, a time or a quantity without a claim was not understood, and is handed on as a
/// <see cref="Leftover"/>.
/// </summary>
internal sealed class Claims
{
    private readonly HashSet<(LeftoverKind Kind, int Start)> _claimed = [];
    private readonly Dictionary<(LeftoverKind Kind, int Start), Leftover> _left = [];

    /// <summary>Says that a rule used what begins at a place, or knows why it means nothing.</summary>
    public void Claim(LeftoverKind kind, int start) => _claimed.Add((kind, start));

    /// <summary>Whether a rule used what begins at a place.</summary>
    public bool IsClaimed(LeftoverKind kind, int start) => _claimed.Contains((kind, start));

    /// <summary>Says that a rule passed over words that look as if they said something.</summary>
    public void Leave(LeftoverKind kind, TextSpan span) => _left.TryAdd((kind, span.Start), new Leftover(kind, span));

    /// <summary>What was passed over and no rule used, in the order of the text.</summary>
    public IEnumerable<Leftover> Left => _left.Where(left => !_claimed.Contains(left.Key)).Select(left => left.Value).OrderBy(left => left.Span.Start).ThenBy(left => left.Kind);
}
