using System.Diagnostics;
using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test that needs packages of Python; skipped, with a message, where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    /// <param name="packages">Names by which they are imported.</param>
    public PythonFactAttribute(params string[] packages)
    {
        if (!Has($"import {string.Join(", ", packages)}")) Skip = $"needs python3 with {string.Join(" and ", packages)}";
    }

    private static bool Has(string imports)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", imports]) { RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
