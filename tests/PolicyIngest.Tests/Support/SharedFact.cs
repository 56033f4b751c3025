using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test over the shared corpus; skipped, with a message, where the corpus is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    internal const string Absent = "no shared corpus: it is looked for in ../shared and in $POLICYINGEST_SHARED";

    public SharedFactAttribute()
    {
        if (Repository.Shared is null) Skip = Absent;
    }
}

/// <summary>A theory over the shared corpus; skipped, with a message, where the corpus is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (Repository.Shared is null) Skip = SharedFactAttribute.Absent;
    }
}
