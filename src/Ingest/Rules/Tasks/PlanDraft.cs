using PolicyIngest.Ingest.Outline;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>A plan's tree with what the rules need to read it.</summary>
/// <param name="Root">The tree; its root holds the preamble.</param>
/// <param name="Context">The plan's circumstances.</param>
internal sealed record PlanDraft(OutlineDraft Root, FactContext Context);
