using System.CommandLine;
using System.Globalization;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Searching;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Postgres;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>search</c>: finds tasks by words and by unit, role, issuer, year and due date.</summary>
internal static class SearchVerb
{
    private const int MaxLimit = TaskRanking.MaxRanked;

    public static Command Create(Terminal terminal)
    {
        var query = new Argument<string[]>("QUERY")
        {
            Description = "Words that must all stand in the task's title or content; \"…\" keeps blanks. Without them, the filters alone choose",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var database = CommonOptions.DatabaseOrServer();
        var unit = new Option<string?>("--unit") { Description = "Tasks of this unit under any of its names: 生态环境局 finds 市生态环境局", HelpName = "NAME" };
        var role = new Option<string?>("--role") { Description = "The unit's part: lead 牵头, support 配合, implement 落实, responsible 负责, supervise 监管" };
        role.AcceptOnlyFromAmong("lead", "support", "implement", "responsible", "supervise");
        var issuer = new Option<string?>("--issuer") { Description = "Plans whose issuing organ's name holds these words", HelpName = "WORDS" };
        var year = CommonOptions.Year();
        var before = new Option<string?>("--due-before") { Description = "First due date before this day, or before this month or year begins", HelpName = "DATE" };
        var after = new Option<string?>("--due-after") { Description = "First due date after this day, or after this month or year ends", HelpName = "DATE" };
        var kind = new Option<string?>("--kind") { Description = "task 任务, safeguard 保障措施 or project 项目" };
        kind.AcceptOnlyFromAmong("task", "safeguard", "project");
        var within = new Option<string>("--in")
        {
            Description = "Where the words are looked for: tasks, text (paragraphs, headings and table cells, whatever they are for), targets, or all of these", DefaultValueFactory = _ => "tasks",
        };
        within.AcceptOnlyFromAmong("tasks", "text", "targets", "all");
        var limit = LimitOptions.Count("--limit", $"How many tasks to show, to {MaxLimit}", 20, most: MaxLimit);
        var asJson = new Option<bool>("--json") { Description = "One JSON object: the tasks with their units, places and hits" };
        var command = new Command("search",
            "Finds tasks by the words in them, of any length, and by unit, year and due date. The best stand first: words in the title count most.")
        {
            query, database, unit, role, issuer, year, before, after, kind, within, limit, asJson,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new SearchRequest(SearchRequest.WordsOf(string.Join(' ', parsed.GetValue(query) ?? [])), parsed.GetValue(unit), parsed.GetValue(role),
                parsed.GetValue(issuer), parsed.GetValue(year), Date(parsed.GetValue(before)), Date(parsed.GetValue(after)), parsed.GetValue(kind),
                parsed.GetValue(limit));
            if (request.Words.IsEmpty && !request.HasFilters)
                throw new UsageException("name words to look for, or a filter such as --unit");
            var parts = Enum.Parse<SearchedParts>(parsed.GetRequiredValue(within), ignoreCase: true);
            if (parts != SearchedParts.Tasks) return Interruptible.Run(stop => RunOver(parts, parsed.GetRequiredValue(database), request, parsed.GetValue(asJson), terminal, stop), cancellation);
            return Interruptible.Run(stop => Run(parsed.GetRequiredValue(database), request, parsed.GetValue(asJson), terminal, stop), cancellation);
        });
        Help.AddExamples(command,
            "policy-ingest search '超低排放 扬尘' --db policies.db",
            "policy-ingest search --unit 市生态环境局 --role lead --due-before 2021-10 --db policies.db",
            "policy-ingest search 漏损率 --in all --db policies.db",
            "policy-ingest search 漏损率 --db postgresql://reader@db.example/policies",
            "policy-ingest search 煤改电 --year 2021 --json --db policies.db | jq '.tasks[].title'");
        return command;
    }

    private static int Run(string database, SearchRequest request, bool asJson, Terminal terminal, CancellationToken cancellation)
    {
        using var search = Open(database, terminal, cancellation);
        var result = search.Run(request);
        if (asJson) SearchJson.Write(terminal.Out, request, result);
        else
        {
            using var output = terminal.OutText();
            new SearchPage(output, terminal).Write(result);
        }
        if (result.NotIndexed > 0) terminal.Say(NotIndexed(result.NotIndexed));
        if (asJson) return ExitCode.Success;
        string matches = result.IsCapped ? $"more than {result.Matches}" : result.Matches.ToString(CultureInfo.InvariantCulture);
        terminal.Say(result.IsCapped
            ? $"{matches} tasks match; the best {result.Tasks.Length} of the first {result.Matches} are shown: add a word or a filter"
            : $"{matches} tasks match, {result.Tasks.Length} are shown");
        return ExitCode.Success;
    }

    private static int RunOver(SearchedParts parts, string database, SearchRequest request, bool asJson, Terminal terminal, CancellationToken cancellation)
    {
        if (request is not { Unit: null, Role: null, DueBefore: null, DueAfter: null, Kind: null })
            throw new UsageException("--unit, --role, --due-before, --due-after and --kind are about tasks; leave them out, or search --in tasks");
        if (request.Words.IsEmpty) throw new UsageException("name words to look for");
        using var search = Open(database, terminal, cancellation);
        var result = search.Run(request, parts);
        if (asJson) PassageJson.Write(terminal.Out, request, result);
        else
        {
            using var output = terminal.OutText();
            new SearchPage(output, terminal).Write(result);
        }
        if (result.NotIndexed > 0) terminal.Say(NotIndexed(result.NotIndexed));
        if (asJson) return ExitCode.Success;
        terminal.Say(result.IsCapped
            ? $"more than {result.Matches} passages match; the best {result.Passages.Length} of the first {result.Matches} are shown: add a word or a filter"
            : $"{result.Matches} passages match, {result.Passages.Length} are shown");
        return ExitCode.Success;
    }

    private static ISearch Open(string database, Terminal terminal, CancellationToken cancellation)
    {
        if (!PostgresServer.IsAddress(database))
        {
            BringUpToDate(database, terminal, cancellation);
            return TaskSearch.Open(database);
        }
        var search = PostgresSearch.Open(PostgresServer.Of(database), cancellation);
        if (!search.IsIndexed()) terminal.Say("the search indexes are not there, and each search reads all texts; the next load --to makes them at its end");
        return search;
    }

    private static string NotIndexed(long documents) =>
        $"{documents} documents are not in the index yet, and nothing of them is found; import once more, or let this command write to the database";

    /// <summary>An import that was stopped leaves documents that are not in the index; where the file can be written, they are added now.</summary>
    private static void BringUpToDate(string database, Terminal terminal, CancellationToken cancellation)
    {
        long missing = TaskSearch.NotIndexed(database);
        if (missing == 0) return;
        try
        {
            terminal.Say($"{missing} documents are added to the index first");
            using var store = SqliteStore.Open(database);
            store.UpdateSearchIndex(cancellation);
            store.Checkpoint();
            cancellation.ThrowIfCancellationRequested();
        }
        catch (StoreException)
        {
            // The file or its folder can't be written; the search says what it could not see.
        }
    }

    private static string? Date(string? date)
    {
        string[] forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];
        if (date is null || DateOnly.TryParseExact(date, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return date;
        throw new UsageException($"{date}: there is no such date; a day is written 2021-10-01, a month 2021-10, a year 2021");
    }
}
