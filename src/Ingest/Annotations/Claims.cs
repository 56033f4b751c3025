using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>
/// Which annotations the rules used, by place. A role cue, a time or a quantity without a claim was not understood, and is handed on as a
/// <see cref="Leftover"/>.
/// </summary>
internal sealed class Claims
{
    private readonly HashSet<(LeftoverKind Kind, int Start)> _claimed = [];

    /// <summary>Says that a rule used what begins at a place, or knows why it means nothing.</summary>
    public void Claim(LeftoverKind kind, int start) => _claimed.Add((kind, start));

    /// <summary>Whether a rule used what begins at a place.</summary>
    public bool IsClaimed(LeftoverKind kind, int start) => _claimed.Contains((kind, start));
}
