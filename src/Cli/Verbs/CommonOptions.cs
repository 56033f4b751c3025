using System.CommandLine;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Cli.Verbs;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    private const int MaxRows = 100_000;

    /// <summary>The database file.</summary>
    public static Option<string> Database()
    {
        var option = new Option<string>("--db") { Description = "Database file", HelpName = "FILE", DefaultValueFactory = _ => "policies.db" };
        RequireDatabaseName(option);
        return option;
    }

    /// <summary>The database, be it a file or on a server.</summary>
    public static Option<string> DatabaseOrServer()
    {
        var option = Database();
        option.Description = "Database file, or the address of a PostgreSQL database: postgresql://user@host:5432/name";
        return option;
    }

    /// <summary>Longest time for a query that the user writes.</summary>
    public static Option<int> QueryTimeout() => LimitOptions.Count("--timeout", "Longest time for a query, in seconds", 300);

    /// <summary>Year of the plans.</summary>
    public static Option<int?> Year()
    {
        var option = LimitOptions.Count<int?>("--year", "Plans of this year", null, most: 9999);
        option.HelpName = "YEAR";
        return option;
    }

    /// <summary>How many rows of an answer are shown.</summary>
    public static Option<int> RowLimit() => LimitOptions.Count("--limit", $"How many rows to show, to {MaxRows}", 50, most: MaxRows);

    /// <summary>Whether rows are written as JSON.</summary>
    public static Option<bool> JsonRows() => new("--json") { Description = "A JSON array, an object for each row" };

    /// <summary>What ends a query.</summary>
    public static QueryLimits Limits(int seconds, CancellationToken stop) => new(TimeSpan.FromSeconds(seconds), stop);

    /// <summary>Refuses names for a database under which SQLite would keep nothing, or not the file that is meant.</summary>
    public static void RequireDatabaseName(Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && DatabaseFault(result.Tokens[0].Value) is { } fault) result.AddError($"{option.Name}: {fault}");
    });

    private static string? DatabaseFault(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "the name of the database is empty; name a file";
        // To SQLite these are no names of files: what is written there is gone at the end.
        if (name.StartsWith(':') || name.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || name.StartsWith('|'))
            return $"{name} is no name of a file; name a file, ./{name} if it is really called so";
        if (name.Contains('\0', StringComparison.Ordinal)) return "the name of the database holds a NUL character; name a file";
        // Any odd byte shows as this character: two names that differ would be one file.
        if (name.Contains('\uFFFD', StringComparison.Ordinal)) return "the name of the database is no UTF-8; name a file whose name is";
        return FileKinds.Of(new FilePath(name)) switch
        {
            FileKind.Other => $"{name} is a pipe, a socket or a device; name an ordinary file",
            FileKind.Folder => $"{name} is a folder; name a file in it",
            _ => null,
        };
    }

    /// <summary>Paths that were named. A word that looks like an option where paths stand, a slip such as --jbos, is no file.</summary>
    /// <exception cref="UsageException">There is such a word.</exception>
    public static List<FilePath> Paths(IEnumerable<string> named)
    {
        var paths = new List<FilePath>();
        foreach (string path in named)
        {
            if (path.StartsWith('-') && !Path.Exists(path)) throw new UsageException($"{path}: there is no such option; a file of this name is ./{path}");
            if (path.Length == 0) throw new UsageException("a path is empty; name a file or a folder");
            if (!FilePath.IsName(path)) throw new UsageException("a path holds a NUL character; name a file or a folder");
            paths.Add(new FilePath(path));
        }
        return paths;
    }
}
