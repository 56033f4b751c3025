using System.Reflection;
using System.Text;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest;

/// <summary>Which program made an extraction.</summary>
public static class ProgramIdentity
{
    /// <summary>Version of the program: <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(ProgramIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>
    /// Hash of all that decides what is taken out of a document: the code of model, readers and rules with the word lists inside it.
    /// Two builds of the same sources by the same compiler have the same hash; 16 hexadecimal digits.
    /// </summary>
    public static string RuleSet { get; } = HashOf(typeof(ProgramIdentity).Assembly, typeof(Extraction).Assembly);

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

    private static string HashOf(params Assembly[] assemblies)
    {
        byte[] ids = [.. assemblies.SelectMany(assembly => assembly.ManifestModule.ModuleVersionId.ToByteArray())];
        return Sha256.Hex(ids)[..16];
    }
}
