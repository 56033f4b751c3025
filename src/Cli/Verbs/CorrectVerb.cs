using System.CommandLine;
using PolicyIngest.Cli.Correcting;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Postgres;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>correct</c>: puts a fact right, for scripts and single slips.</summary>
internal static class CorrectVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.DatabaseOrServer();
        var document = Text("--document", "Document: its path, its file's name or its number", "DOCUMENT");
        var fact = Text("--fact", "Key of a fact: a12000003 is assignment 12000003; d a deadline, g a target, t a task, p a plan", "KEY");
        var task = Text("--task", "Labels of a task, such as 二/(一)/1; with #2 its second part", "LABELS");
        var plan = LimitOptions.Count<int?>("--plan", "Number of the plan in the document", null);
        var set = Many("--set", "New value of a field: title=清理河道; an empty value takes it away", "FIELD=VALUE");
        var assignment = Many("--add-assignment", "Unit for the task: role=lead,unit=市水利局,words=市水利局; words stand in the document", "FIELDS");
        var deadline = Many("--add-deadline", "Deadline for the task: kind=by,due=2031-06-30,words=6月底前", "FIELDS");
        var target = Many("--add-target", "Target for the task: indicator=清淤,op=ge,value=30,unit=公里,words=清淤30公里", "FIELDS");
        var drop = Flag("--drop", "Drop the fact, task or plan");
        var confirm = Flag("--confirm", "Say that it was looked at and is right; a task with all that hangs on it");
        var finish = Flag("--finish", "Say that nothing is wrong or missing in the document any more");
        var from = Text("--from", "Corrections of a file, one JSON object a line", "FILE");
        var (who, why) = (Who(), Why());
        var command = new Command("correct",
            "Puts a fact of a database right. Corrections are kept apart from what the rules say, and every import applies them again.")
        {
            database, document, fact, task, plan, set, assignment, deadline, target, drop, confirm, finish, from, who, why,
        };
        command.SetAction(parsed =>
        {
            string file = parsed.GetRequiredValue(database);
            if (parsed.GetValue(from) is { } source) return CorrectionsVerb.Import(file, CorrectionFiles.Read(source), terminal);
            var asked = new CorrectRequest(parsed.GetValue(document), parsed.GetValue(fact), parsed.GetValue(task), parsed.GetValue(plan), parsed.GetValue(set) ?? [],
            [
                .. Added(CorrectionSubject.Assignment, parsed.GetValue(assignment)), .. Added(CorrectionSubject.Deadline, parsed.GetValue(deadline)),
                .. Added(CorrectionSubject.Target, parsed.GetValue(target)),
            ],
            parsed.GetValue(drop), parsed.GetValue(confirm), parsed.GetValue(finish));
            return Correct(file, asked, NameOf(parsed.GetValue(who)), parsed.GetValue(why) ?? "", terminal);
        });
        Help.AddExamples(command,
            "policy-ingest correct --db policies.db --document plan.docx --task '二/(一)/1' --set title=清理河道",
            "policy-ingest correct --db policies.db --document plan.docx --task '二/(一)/1' --add-assignment role=lead,unit=市水利局,words=市水利局",
            "policy-ingest correct --db policies.db --fact a12000003 --drop --who 李青 --why 不是单位");
        return command;
    }

    /// <summary>Who corrects; help does not name the user, for the reference is the same for all.</summary>
    public static Option<string?> Who() => Text("--who", "Who corrects; without it, the name of the user", "NAME");

    /// <summary>The name that was given, else that of the user.</summary>
    public static string NameOf(string? given) => string.IsNullOrWhiteSpace(given) ? Environment.UserName : given.Trim();

    /// <summary>Why something is corrected.</summary>
    public static Option<string?> Why() => Text("--why", "Why", "TEXT");

    private static int Correct(string database, CorrectRequest asked, string who, string why, Terminal terminal)
    {
        string name = PostgresServer.NameOf(database);
        using var store = StoredDocuments.Open(database);
        long id = asked.DocumentId(store, name);
        if (store.Load(id) is not { } now) throw new UsageException($"{asked.Document ?? asked.Fact}: there is no such document in {name}");
        var corrections = asked.Corrections(now.Extraction, new CorrectionDraft(now.Extraction, who, DateTime.UtcNow, why));
        var result = store.Append(id, corrections, now.Revision);
        if (result.Status != CorrectionStatus.Stored) throw new UsageException(Refusal(result, now.Extraction.Document.Source.Path));
        foreach (var correction in result.Corrections) terminal.Say($"{correction.Id}: {CorrectionLine.Of(correction)}");
        return ExitCode.Success;
    }

    /// <summary>Why corrections of a document were not stored.</summary>
    public static string Refusal(CorrectionResult result, string document) => result.Status switch
    {
        CorrectionStatus.Conflict => $"{document}: somebody else corrected or imported the document meanwhile; nothing was stored, try again",
        CorrectionStatus.NotFound => $"{document}: the document is not in the database any more; nothing was stored",
        _ => $"{document}: nothing was stored: {result.Reason}",
    };

    private static IEnumerable<(CorrectionSubject, string)> Added(CorrectionSubject subject, string[]? fields) => (fields ?? []).Select(each => (subject, each));

    private static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    private static Option<string[]> Many(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
