using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test over the shared corpus; skipped, with a message, where the corpus is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    internal const string Absent = "no shared corpus: it is looked for in ../shared and in $POLICYINGEST_SHARED";

    /// <param name="program">A program that the test runs, or null.</param>
    public SharedFactAttribute(string? program = null)
    {
        if (Repository.Shared is null) Skip = Absent;
        else if (program is not null && !OnPath(program)) Skip = $"{program} is not on the PATH";
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
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
