using System.Collections.Immutable;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Leads the target rule to where targets stand: goals, tasks and tables.</summary>
internal static class TargetReader
{
    /// <summary>The targets of a plan, in the document's order.</summary>
    public static ImmutableArray<Target> Read(OutlineDraft root, FactContext context, List<PolicyTask> tasks)
    {
        return [];
    }
}
