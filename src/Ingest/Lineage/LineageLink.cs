namespace PolicyIngest.Ingest.Lineage;

/// <summary>How a task stands to the one that it comes from.</summary>
public enum LineageRelation
{
    /// <summary>It carries out a task of an organ above (上级).</summary>
    Above,
    /// <summary>It goes on with a task of an earlier year of the same place (往年).</summary>
    Former,
    /// <summary>Its plan cites the other one's (所引文件), and place or level of one of them is not known or fits neither.</summary>
    Cited,
}

/// <summary>A task that comes from another one.</summary>
/// <param name="Task">The task, by its place in the corpus.</param>
/// <param name="Source">The task that it comes from.</param>
/// <param name="Relation">How they stand to each other.</param>
/// <param name="Score">From 0 to 1: how sure it is.</param>
/// <param name="Words">The rarest of the words that both have, at most eight, the rarest first.</param>
public sealed record LineageLink(int Task, int Source, LineageRelation Relation, double Score, int[] Words);
