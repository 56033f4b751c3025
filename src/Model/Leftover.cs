namespace PolicyIngest.Model;

/// <summary>What sort of words no rule used.</summary>
public enum LeftoverKind
{
    /// <summary>A word of role (牵头, 责任单位) that gave no assignment.</summary>
    RoleCue,
    /// <summary>A list of units in a bracket at a paragraph's end that gave no assignment.</summary>
    UnitList,
    /// <summary>A table's column of units, or of what is to be done, in a table that gave no task.</summary>
    TaskColumn,
    /// <summary>An action with a date that is no deadline.</summary>
    DatedAction,
    /// <summary>A number bound by 达到, 不低于, 控制在 that is no target.</summary>
    BoundNumber,
}

/// <summary>Words that look as if they said something, and that no rule used: at least it is known what was not understood.</summary>
/// <param name="Kind">What they look like.</param>
/// <param name="Span">The words.</param>
public sealed record Leftover(LeftoverKind Kind, TextSpan Span);
