using System.CommandLine;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Cli.Verbs;

/// <summary>Which files are read, with which limits and words: what <c>import</c> and <c>extract</c> have in common.</summary>
internal sealed class ReadingOptions
{
    private const long DefaultMemory = 512L << 20;
    // Each has a thread with a deep stack of its own.
    private const int MostJobs = 256;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, and folders with all that is below them; - takes a list from standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _list = new("--from-file") { Description = "File with a list of paths, parted by line ends or NUL; - for standard input", HelpName = "LIST" };
    private readonly Option<string[]> _include = Globs("--include", "Only files of this pattern, such as '*.docx' or '2021/**'; may be given several times");
    private readonly Option<string[]> _exclude = Globs("--exclude", "No file or folder of this pattern; may be given several times");
    private readonly Option<int?> _jobs = LimitOptions.Count<int?>("--jobs", "Documents to read at the same time; without it, one for each processor", null, most: MostJobs);
    private readonly Option<ByteSize> _memory = LimitOptions.Size("--max-memory", "Most memory for reading documents", DefaultMemory);
    private readonly LimitOptions _limits = new();
    private readonly LexiconOption _lexicons = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        foreach (Option option in new Option[] { _list, _include, _exclude, _jobs, _memory }) command.Options.Add(option);
        _limits.AddTo(command);
        _lexicons.AddTo(command);
    }

    /// <summary>The files and folders that are named.</summary>
    /// <exception cref="UsageException">There is none, or a list can't be read.</exception>
    public List<FilePath> Paths(ParseResult parsed, Terminal terminal)
    {
        string[] named = parsed.GetValue(_paths) ?? [];
        string? list = parsed.GetValue(_list);
        var paths = CommonOptions.Paths(named.Where(path => path != "-"));
        if (named.Contains("-") || list == "-") paths.AddRange(PathList.Read(terminal.In));
        if (list is not null and not "-") paths.AddRange(PathList.Read(list));
        if (named.Length == 0 && list is null) throw new UsageException("no path is given; name files or folders, or --from-file LIST");
        return paths;
    }

    /// <summary>Whether files or a list of files are named.</summary>
    public bool HasPaths(ParseResult parsed) => parsed.GetValue(_paths) is { Length: > 0 } || parsed.GetValue(_list) is not null;

    /// <summary>Which files of folders are wanted.</summary>
    public FileFilter Filter(ParseResult parsed) => new(parsed.GetValue(_include) ?? [], parsed.GetValue(_exclude) ?? []);

    /// <summary>The word lists in force.</summary>
    public LexiconSet Lexicons(ParseResult parsed) => _lexicons.Read(parsed);

    /// <summary>What workers are told.</summary>
    public WorkerSettings Settings(ParseResult parsed) => new(_limits.Reading(parsed), parsed.GetValue(_jobs) ?? Environment.ProcessorCount, _limits.Timeout(parsed),
        _limits.MaxFileSize(parsed), parsed.GetRequiredValue(_memory).Bytes, ProgramIdentity.RuleSetWith(_lexicons.Read(parsed)))
    {
        Lexicons = _lexicons.Texts(parsed),
    };

    private static Option<string[]> Globs(string name, string description) =>
        new(name) { Description = description, HelpName = "GLOB", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
