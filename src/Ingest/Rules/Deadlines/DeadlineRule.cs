using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Takes out the times that bound a task's actions (完成时限): 2021年底前, 自7月1日起, 每月4日前, 持续推进.</summary>
public static class DeadlineRule
{
    /// <summary>The times in a task's own running text.</summary>
    /// <param name="context">The plan's circumstances.</param>
    /// <param name="passages">Places of the text in order; the year named last before carries through all of them.</param>
    /// <returns>The times in order, each once.</returns>
    public static ImmutableArray<Deadline> InText(FactContext context, ImmutableArray<TextSpan> passages) => [];

    /// <summary>The times in a 完成时限 line, clause (<c>6月底完成</c>) or table cell.</summary>
    /// <param name="context">The plan's circumstances.</param>
    /// <param name="span">The line, clause or cell, with or without its label.</param>
    /// <returns>The times in order, each once.</returns>
    public static ImmutableArray<Deadline> InLabel(FactContext context, TextSpan span) => [];

    /// <summary>
    /// Whether a piece of a responsibility clause is a time and nothing else (<c>6月底完成</c>, <c>2021年底前</c>, <c>持续推进</c>), so no unit.
    /// </summary>
    /// <param name="foldedPiece">The piece, folded.</param>
    public static bool IsTime(ReadOnlySpan<char> foldedPiece) => false;
}
