using System.CommandLine;
using PolicyIngest.Cli.Explaining;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Rules.Catalogue;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>rules</c>: lists the rules, and checks them with their word lists.</summary>
internal static class RulesVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = new Option<string?>("--db") { Description = "Database whose facts are counted by rule", HelpName = "FILE" };
        CommonOptions.RequireDatabaseName(database);
        var format = new Option<string>("--format") { Description = "text, json or md", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "md");
        var command = new Command("rules", "Lists every rule: its id, what it looks for, an example, and how often it fired in a database.") { database, format, Check(terminal) };
        command.SetAction(parsed =>
        {
            var list = new RuleList(parsed.GetValue(database) is { } file ? RuleCounts.Of(file) : null);
            if (parsed.GetRequiredValue(format) == "json")
            {
                list.WriteJson(terminal.Out);
                return ExitCode.Success;
            }
            using var output = terminal.OutText();
            if (parsed.GetRequiredValue(format) == "md") list.WriteMarkdown(output);
            else list.WriteText(output);
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest rules", "policy-ingest rules --db policies.db", "policy-ingest rules check");
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        var command = new Command("check", "Looks for slips in the word lists and runs each rule's own examples with them.");
        var lexicons = new LexiconOption();
        lexicons.AddTo(command);
        command.SetAction(parsed =>
        {
            var problems = Problems(lexicons.Texts(parsed));
            foreach (var (problem, isExtension) in problems)
                terminal.Say($"{LexiconOption.PathOf(isExtension ? lexicons.Folder(parsed)! : "(built in)", problem.Lexicon)}:{problem.Line}: {problem.Message}");
            if (problems.Exists(each => each.Problem.IsFatal)) return ExitCode.SomeFailed;
            var failed = RuleTrial.Run(new RuleOptions { Lexicons = lexicons.Read(parsed) });
            foreach (var each in failed)
                terminal.Say($"rule {each.RuleId}: {(each.ShouldFind ? "finds nothing in" : "finds something in")} its example \"{each.Example}\" (found: {each.Found})");
            terminal.Say($"{RuleCatalogue.All.Length} rules, {RuleCatalogue.All.Sum(rule => rule.Finds.Length + rule.Passes.Length)} examples, {failed.Length} that do not hold; {problems.Count} problems in word lists");
            return failed.IsEmpty && problems.Count == 0 ? ExitCode.Success : ExitCode.SomeFailed;
        });
        Help.AddExamples(command, "policy-ingest rules check", "policy-ingest rules check --lexicons lexicons");
        return command;
    }

    private static List<(LexiconProblem Problem, bool IsExtension)> Problems(Dictionary<string, string> texts) =>
    [
        .. LexiconForm.All.Keys.SelectMany(name => LexiconLint.Check(name, Lexicon.BuiltInText(name), isExtension: false, CharFold.Fold)).Select(problem => (problem, false)),
        .. texts.SelectMany(pair => LexiconLint.Check(pair.Key, pair.Value, isExtension: true, CharFold.Fold)).Select(problem => (problem, true)),
    ];
}
