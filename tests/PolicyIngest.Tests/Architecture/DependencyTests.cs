using System.Text.RegularExpressions;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Architecture;

/// <summary>The stages keep to one direction. The projects make the compiler see to Model ← Ingest ← Cli; here the folders are looked at.</summary>
public sealed partial class DependencyTests
{
    /// <summary>Folder of src/Ingest → the folders that it may use beside itself.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Lexicons"] = [],
        ["Text"] = ["Lexicons"],
        ["Readers"] = ["Text"],
        ["Annotations"] = ["Text", "Lexicons"],
        ["Outline"] = ["Text", "Lexicons", "Annotations"],
        ["Rules"] = ["Text", "Lexicons", "Annotations", "Outline"],
        ["Trust"] = [],
        ["Export"] = ["Text", "Trust"],
        ["Audit"] = ["Text", "Lexicons", "Annotations", "Rules"],
        ["Corrections"] = ["Text", "Lexicons", "Rules", "Export"],
        ["Lineage"] = [],
        ["Store"] = ["Lineage", "Text", "Lexicons", "Export", "Readers", "Audit", "Corrections", "Trust"],
        ["Report"] = ["Text", "Export", "Store", "Trust"],
        ["Evaluation"] = ["Text", "Export"],
        ["Review"] = ["Text", "Lexicons", "Annotations", "Rules", "Export", "Corrections", "Store", "Report", "Trust"],
        ["Ledger"] = ["Export", "Store"],
        ["Comparing"] = ["Export", "Text"],
    };

    // using PolicyIngest.Ingest.Readers; and using static PolicyIngest.Ingest.Text.CharFold; but not a comment
    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?(?:\w+ = )?PolicyIngest\.Ingest\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    // PolicyIngest.Ingest.Readers.DocumentBuilder written out in code
    [GeneratedRegex(@"\bIngest\.(?<folder>Readers|Outline|Rules|Audit|Trust|Store|Export|Lexicons|Text|Evaluation)\.")]
    private static partial Regex FullName();

    public static TheoryData<string> Folders() =>
        [.. Directory.EnumerateDirectories(Ingest).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Select(name => name!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_stage_uses_only_what_stands_before_it(string folder)
    {
        Assert.True(Allowed.TryGetValue(folder, out string[]? allowed), $"src/Ingest/{folder} is new: say here what it may use");
        var breaches = new List<string>();
        foreach (string file in Sources(Path.Combine(Ingest, folder)))
        {
            string code = File.ReadAllText(file);
            foreach (Match match in UsingLine().Matches(code).Concat(FullName().Matches(code)))
            {
                string used = match.Groups["folder"].Value;
                if (used != folder && Allowed.ContainsKey(used) && !allowed.Contains(used))
                    breaches.Add($"{Path.GetRelativePath(Repository.Root, file)} uses {used}");
            }
        }
        Assert.Empty(breaches);
    }

    [Fact]
    public void Sqlite_is_touched_in_Store_alone() =>
        Assert.All(Sources(Path.Combine(Repository.Root, "src")), file => Assert.True(
            !Mentions(file, "Microsoft.Data.Sqlite") || file.StartsWith(Path.Combine(Ingest, "Store") + Path.DirectorySeparatorChar, StringComparison.Ordinal), file));

    /// <summary>On Linux it calls OpenSSL, which ends the program where it is not installed. A session of the review has to have a key that nobody guesses.</summary>
    [Fact]
    public void Cryptography_of_the_system_is_not_called() =>
        Assert.All(Sources(Path.Combine(Repository.Root, "src")), file => Assert.True(
            !Mentions(file, "System.Security.Cryptography") || Path.GetFileName(file) == "ReviewGuard.cs", file));

    [Fact]
    public void The_model_does_nothing() =>
        Assert.All(Sources(Path.Combine(Repository.Root, "src", "Model")), file => Assert.False(
            Mentions(file, "System.IO") || Mentions(file, "PolicyIngest.Ingest"), file));

    private static bool Mentions(string file, string name) => File.ReadAllText(file).Contains(name, StringComparison.Ordinal);

    private static string Ingest { get; } = Path.Combine(Repository.Root, "src", "Ingest");

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
