using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

internal static class IndicatorTable
{
    public static ImmutableArray<Target> Read(FactContext context, TableBlock table, Func<int, ImmutableArray<string>> rowPath) => [];
}
