using Xunit;

namespace PolicyIngest.Tests;

/// <summary>A test that needs a Unix shell; skipped with a message elsewhere.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "needs a Unix shell";
    }
}
