using Xunit;

namespace PolicyIngest.Tests;

/// <summary>A test with data that needs a Unix file system; skipped with a message elsewhere.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "needs a Unix file system";
    }
}
