using System.CommandLine;
using PolicyIngest.Cli.Files;

namespace PolicyIngest.Cli.Verbs;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    /// <summary>The database file.</summary>
    public static Option<string> Database() =>
        new("--db") { Description = "Database file", HelpName = "FILE", DefaultValueFactory = _ => "policies.db" };

    /// <summary>Paths that were named. A word that looks like an option where paths stand, a slip such as --jbos, is no file.</summary>
    /// <exception cref="UsageException">There is such a word.</exception>
    public static List<FilePath> Paths(IEnumerable<string> named)
    {
        var paths = new List<FilePath>();
        foreach (string path in named)
        {
            if (path.StartsWith('-') && !Path.Exists(path)) throw new UsageException($"{path}: there is no such option; a file of this name is ./{path}");
            if (path.Length == 0) throw new UsageException("a path is empty; name a file or a folder");
            paths.Add(new FilePath(path));
        }
        return paths;
    }
}
