using System.CommandLine;
using PolicyIngest.Cli;

namespace PolicyIngest.Tests.Support.Fuzzing;

/// <summary>Makes command lines at random: verbs, options and values, fitting and not, over files and databases that are whole, damaged or missing.</summary>
internal sealed class CommandLines
{
    private static readonly string[] Hostile =
    [
        "", " ", "-", "--", "0", "-1", "1", "3", "2021", "2024-13", "2024-02-30", "99999999999", "1e9", "NaN", "x", "市水利局", "河道", "\"", "'", "%", "\\", "*", "[z-a]", "\u001b[2J",
        "\uFFFD", "\0", "\uD800", "../..x", "a/b/c", "/no/such/place", "/dev/null", "/dev/zero", ":memory:", "file:x?mode=memory", "tasks", "v_task", "csv", "json", "zh", "tasks.f1=0.5",
        "titles.recall=2", "foo=1", "SELECT 1", "SELECT * FROM v_task", "SELECT", "DROP TABLE tasks", "SELECT 1; SELECT 2", "SELECT zeroblob(10), x'00', 1.5, NULL", "256MB", "0B", "9G",
    ];

    private readonly Random _random;
    private readonly TemporaryFolder _folder;
    private readonly List<Command> _verbs = [];
    private readonly string[] _paths;

    /// <param name="seed">The same seed gives the same lines.</param>
    /// <param name="folder">The folder in which they work.</param>
    /// <param name="paths">Files, folders and databases to name.</param>
    public CommandLines(int seed, TemporaryFolder folder, string[] paths)
    {
        (_random, _folder, _paths) = (new Random(seed), folder, paths);
        Collect(Program.Root(new Terminal(Stream.Null, Stream.Null, TextWriter.Null)));
    }

    /// <summary>The next command line.</summary>
    public string[] Next()
    {
        var verb = Pick(_verbs);
        var line = new List<string>(PathOf(verb));
        if (_random.Next(20) == 0) line.Add(Pick(Hostile));
        if (verb.Arguments.Count > 0)
            for (int i = _random.Next(10) == 0 ? 0 : verb.Arguments.Count + _random.Next(8) / 7; i > 0; i--) line.Add(_random.Next(6) == 0 ? Value() : Fitting(verb.Name));
        var options = verb.Options.Where(option => option.Name is not ("--help" or "--version")).ToList();
        for (int i = _random.Next(3); i > 0 && options.Count > 0; i--)
        {
            var option = Pick(options);
            line.Add(option.Name);
            if (option.ValueType != typeof(bool) && _random.Next(20) > 0) line.Add(_random.Next(6) == 0 ? Value() : Fitting(option.Name));
        }
        // Most of them on a database that is there.
        if (options.Exists(option => option.Name == "--db") && !line.Contains("--db")) line.AddRange(["--db", _random.Next(4) == 0 ? Pick(_paths) : _folder["good.db"]]);
        if (_random.Next(30) == 0) line = [.. line.OrderBy(_ => _random.Next())];
        if (_random.Next(8) == 0) line.AddRange(["--lang", "zh"]);
        return [.. line];
    }

    /// <summary>A value that an option or the argument of a verb may well have.</summary>
    private string Fitting(string name) => name switch
    {
        "import" or "show" or "--input" => Pick([_folder["in"], _folder["in/a.txt"], _folder["in/d.xlsx"], _folder["damaged-0.docx"]]),
        "explain" or "init" or "diff" => Pick([_folder["in/a.txt"], _folder["in/b.docx"], _folder["in/c.html"], _folder["in/a.txt"] + ":2"]),
        "eval" or "check" => Pick([_folder["gold/a.gold.json"], _folder["gold"]]),
        "query" or "--query" => Pick(["SELECT 1", "SELECT * FROM v_task", "SELECT title, due FROM tasks WHERE due IS NOT NULL"]),
        "search" or "terms" or "--unit" or "--issuer" or "--find" or "--plan" or "--document" => Pick(["河道", "市水利局", "清理 河道", "\"绿化\"", "方案"]),
        "completion" => Pick(["bash", "zsh", "fish", "powershell"]),
        "--db" => Pick([_folder["good.db"], _folder["good.db"], _folder["new.db"], _folder["damaged-0.db"]]),
        "--format" => Pick(["json", "text", "md", "csv", "jsonl", "xlsx"]),
        "--output" or "--log" => Pick([_folder["out.txt"], _folder["out.xlsx"], _folder["out.zip"], _folder["out/"], "-"]),
        "--lexicons" => Pick([_folder["words"], _folder["bad-words"]]),
        "--view" => Pick(["tasks", "v_task", "v_unit", "files"]),
        "--role" => Pick(["lead", "support"]),
        "--kind" => Pick(["task", "project"]),
        "--by" => Pick(["year", "unit", "plan"]),
        "--stage" => Pick(["blocks", "outline", "facts"]),
        "--heads" => Pick(["en", "zh"]),
        "--due-before" or "--due-after" => Pick(["2031", "2031-12", "2031-12-31"]),
        "--min" => Pick(["tasks.f1=0.5", "titles.recall=0"]),
        "--include" or "--exclude" => Pick(["*.txt", "**/b*", "[a-c]*"]),
        "--baseline" => _folder["gold/a.gold.json"],
        "--from-file" => _folder["list.txt"],
        "--year" or "--limit" or "--jobs" or "--timeout" or "--show" => Pick(["1", "3", "50"]),
        _ when name.StartsWith("--max", StringComparison.Ordinal) || name.StartsWith("--child", StringComparison.Ordinal) => Pick(["1", "100", "100000", "256MB"]),
        _ => Value(),
    };

    private string Value() => _random.Next(3) == 0 ? Pick(Hostile) : Pick(_paths);

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private void Collect(Command command)
    {
        // review serves until somebody stops it, and ocr-models asks the network; both have tests of their own.
        if (command.Name is "review" or "ocr-models") return;
        if (command.Subcommands.Count == 0 || command.Action is not null) _verbs.Add(command);
        foreach (var below in command.Subcommands) Collect(below);
    }

    private static IEnumerable<string> PathOf(Command command)
    {
        var names = new List<string>();
        for (Symbol? at = command; at is Command and not RootCommand; at = at.Parents.FirstOrDefault()) names.Insert(0, at.Name);
        return names;
    }
}
