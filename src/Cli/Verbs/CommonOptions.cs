using System.CommandLine;

namespace PolicyIngest.Cli.Verbs;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    /// <summary>The database file.</summary>
    public static Option<string> Database() =>
        new("--db") { Description = "Database file", HelpName = "FILE", DefaultValueFactory = _ => "policies.db" };

    /// <summary>Refuses words that look like options where paths stand: a slip such as --jbos is no file.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RefuseUnknown(IEnumerable<string> paths)
    {
        foreach (string path in paths)
            if (path.StartsWith('-') && !Path.Exists(path)) throw new UsageException($"{path}: there is no such option; a file of this name is ./{path}");
    }
}
