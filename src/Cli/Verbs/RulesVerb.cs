using System.CommandLine;
using PolicyIngest.Cli.Explaining;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Rules.Catalogue;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>rules</c>: lists the rules, and checks them with their word lists.</summary>
internal static class RulesVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = new Option<string?>("--db") { Description = "Database whose facts are counted by rule", HelpName = "FILE" };
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
        var command = new Command("check", "Runs each rule's own examples.");
        command.SetAction(_ =>
        {
            var failed = RuleTrial.Run();
            foreach (var each in failed)
                terminal.Say($"rule {each.RuleId}: {(each.ShouldFind ? "finds nothing in" : "finds something in")} its example \"{each.Example}\" (found: {each.Found})");
            terminal.Say($"{RuleCatalogue.All.Length} rules, {RuleCatalogue.All.Sum(rule => rule.Finds.Length + rule.Passes.Length)} examples, {failed.Length} that do not hold");
            return failed.IsEmpty ? ExitCode.Success : ExitCode.SomeFailed;
        });
        Help.AddExamples(command, "policy-ingest rules check");
        return command;
    }
}
