using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test in a real browser; skipped with a message where Chromium, Node or Playwright is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    /// <param name="needsShared">Whether the test needs the shared corpus as well.</param>
    public BrowserFactAttribute(bool needsShared = false) =>
        Skip = needsShared && Repository.Shared is null ? SharedFactAttribute.Absent : Browser.Missing;
}

/// <summary>Runs a script of tests/browser.</summary>
internal static class Browser
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "browser");
    private static readonly string? Chromium =
        Environment.GetEnvironmentVariable("POLICYINGEST_CHROMIUM") ?? OnPath("chromium") ?? OnPath("chromium-browser") ?? OnPath("google-chrome");

    /// <summary>What is missing and how to get it; null where nothing is.</summary>
    public static string? Missing { get; } =
        Chromium is null ? "needs Chromium (Debian: apt install chromium)"
        : OnPath("node") is null ? "needs Node (Debian: apt install nodejs npm)"
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "playwright-core")) ? "needs Playwright: npm install --prefix tests/browser --no-package-lock"
        : null;

    /// <summary>Opens a page with a script, or a part of it, and gives what the script saw.</summary>
    public static async Task<JsonElement> Look(string script, string page, string? part = null)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (ReadOnlySpan<string>)[Path.Combine(Folder, script), Chromium!, page, part ?? ""]) start.ArgumentList.Add(argument);
        using var node = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(limit.Token), node.StandardError.ReadToEndAsync(limit.Token));
            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, await errors);
            using var seen = JsonDocument.Parse(await output);
            return seen.RootElement.Clone();
        }
        finally
        {
            if (!node.HasExited) node.Kill(entireProcessTree: true);
        }
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
