using System.CommandLine;

namespace PolicyIngest.Cli.Verbs;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    /// <summary>The database file.</summary>
    public static Option<string> Database() =>
        new("--db") { Description = "Database file", HelpName = "FILE", DefaultValueFactory = _ => "policies.db" };
}
