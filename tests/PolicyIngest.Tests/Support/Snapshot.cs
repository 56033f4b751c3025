using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>
/// Compares text with <c>Snapshots/NAME.STAGE.verified.txt</c>. On a difference the text is written beside it as
/// <c>.received.txt</c>, and the failure shows the lines that differ and the command that accepts them.
/// </summary>
internal static class Snapshot
{
    private const string Verified = ".verified.txt";
    private const string Received = ".received.txt";

    /// <summary>Whether <c>./dev.sh accept</c> runs: what is found becomes what is expected.</summary>
    public static bool Accepting => Environment.GetEnvironmentVariable("POLICYINGEST_ACCEPT") == "1";

    /// <summary>The folder of all snapshots.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Tests, "Snapshots");

    /// <summary>Fails unless the snapshot exists and is equal to <paramref name="found"/>, letter for letter.</summary>
    public static void Verify(string name, string stage, string found)
    {
        string verified = Path.Combine(Folder, $"{name}.{stage}{Verified}");
        string received = Path.Combine(Folder, $"{name}.{stage}{Received}");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified) : null;
        if (Accepting && expected != found)
        {
            File.WriteAllText(verified, found);
            expected = found;
        }
        if (expected == found)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, found);
        Assert.Fail($"""
            {(expected is null ? "There is no snapshot yet" : "The snapshot differs")}: {verified}
            {LineDiff.Of(expected ?? "", found)}
            If what was found (+) is right, accept it:
              mv '{received}' '{verified}'
            or all at once: ./dev.sh accept
            """);
    }

    /// <summary>
    /// Names (<c>NAME.STAGE</c>) of the snapshots that exist though nothing asks for them. When accepting, they are deleted instead.
    /// </summary>
    public static List<string> Orphans(IEnumerable<string> wanted)
    {
        var known = wanted.ToHashSet(StringComparer.Ordinal);
        var orphans = new List<string>();
        foreach (string file in Directory.EnumerateFiles(Folder, $"*{Verified}").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file)[..^Verified.Length];
            if (known.Contains(name)) continue;
            if (Accepting) File.Delete(file);
            else orphans.Add(name);
        }
        return orphans;
    }
}
