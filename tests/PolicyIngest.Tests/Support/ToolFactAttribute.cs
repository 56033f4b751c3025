using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test that runs another program; skipped, with a message, where it is not on the PATH.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="program">The program's name.</param>
    public ToolFactAttribute(string program)
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!isThere) Skip = $"{program} is not on the PATH";
    }

    /// <summary>Runs a program and gives what it prints; fails where it fails.</summary>
    public static string Run(string program, params string[] args)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {error.Result}");
        return output;
    }
}
