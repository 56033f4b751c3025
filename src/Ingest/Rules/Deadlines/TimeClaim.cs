using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>A time as the rules understand it, in positions of the folded text.</summary>
/// <param name="Start">First position of its words.</param>
/// <param name="End">Position after the last one.</param>
/// <param name="Kind">How it bounds.</param>
/// <param name="Due">The last day in time, or null.</param>
/// <param name="First">The first day, or null.</param>
/// <param name="Habit">The rule's name without the prefix <c>deadline.</c>.</param>
internal sealed record TimeClaim(int Start, int End, DeadlineKind Kind, DateOnly? Due, DateOnly? First, string Habit);
