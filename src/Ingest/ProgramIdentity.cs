using System.Reflection;
using System.Text;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest;

/// <summary>Which program made an extraction.</summary>
public static class ProgramIdentity
{
    /// <summary>Version of the program: <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(ProgramIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>
    /// Hash of all that decides what is taken out of a document: the sources of model, readers and rules, the word lists inside them, and the versions of the libraries.
    /// Two builds of the same sources have the same hash, compiled ahead of time or not; 16 hexadecimal digits.
    /// </summary>
    public static string RuleSet { get; } = HashOfSources();

    // Between the hash of the rules and that of a user's word lists.
    private const char WithLexicons = '+';

    /// <summary>
    /// The same with the word lists that are in force: <see cref="RuleSet"/> where they are the program's own, else with a plus sign and
    /// eight hexadecimal digits of theirs behind it.
    /// </summary>
    public static string RuleSetWith(LexiconSet lexicons) => lexicons.Hash is null
        ? RuleSet
        : RuleSet + WithLexicons + Sha256.Hex(lexicons.Hash)[..8];

    /// <summary>Whether a rule set has word lists of a user's.</summary>
    public static bool HasLexicons(string ruleSet) => ruleSet.Contains(WithLexicons, StringComparison.Ordinal);

    private static string HashOfSources()
    {
        string[] hashes = EmbeddedFile.Text("rule-sources.txt").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        // In whatever order the build found them.
        Array.Sort(hashes, StringComparer.OrdinalIgnoreCase);
        return Sha256.Hex(Encoding.ASCII.GetBytes(string.Join('\n', hashes).ToLowerInvariant()))[..16];
    }
}
