using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Rules.Catalogue;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Explaining;

/// <summary>Writes the list of rules.</summary>
/// <param name="counts">How often each fired and was corrected, by id; null where no database was asked.</param>
internal sealed class RuleList(ImmutableSortedDictionary<string, RuleCount>? counts)
{
    private const string Heading = """
        # Rules

        Every fact names the rule that found it (`rule` in exports, `rule_id` in the database). This page is written by
        `policy-ingest rules --format md`; `policy-ingest rules check` runs the examples. Each rule has texts in which it must find something, of which the
        first is shown, and texts in which it must not. Where a date stands alone the year is that of the plan, 2024.

        """;

    private static readonly (string Kind, string Head)[] Kinds =
    [
        ("plan", "Plans (方案、计划)"), ("task", "Tasks (任务)"), ("responsibility", "Responsibility (责任分工)"), ("deadline", "Deadlines (完成时限)"), ("target", "Targets (量化指标)"),
    ];

    public void WriteText(TextWriter output)
    {
        foreach (var rule in RuleCatalogue.All)
        {
            string count = counts is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{CountOf(rule.Id).Fired,8}{Corrected(CountOf(rule.Id)),14}  ");
            output.WriteLine($"{count}{rule.Id,-34} {rule.Chinese}; {rule.English}");
            output.WriteLine($"{new string(' ', count.Length + 35)}{OneLine(rule.Finds[0])}");
        }
        // An older version of the program may have known others.
        foreach (var (id, count) in counts?.Where(pair => RuleCatalogue.Find(pair.Key) is null) ?? [])
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count.Fired,8}{Corrected(count),14}  {id,-34} (not a rule of this version)"));
    }

    public void WriteMarkdown(TextWriter output)
    {
        output.Write(Heading.ReplaceLineEndings("\n"));
        foreach (var (kind, head) in Kinds)
        {
            output.Write($"\n## {head}\n\n| rule | looks for | finds | passes over |{(counts is null ? "" : " fired | corrected |")}\n| --- | --- | --- | --- |{(counts is null ? "" : " ---: | ---: |")}\n");
            foreach (var rule in RuleCatalogue.All.Where(rule => rule.Kind == kind))
                output.Write(string.Create(CultureInfo.InvariantCulture,
                    $"| `{rule.Id}` | {rule.Chinese}; {rule.English} | {Cell(rule.Finds[0])} | {Cell(rule.Passes[0])} |{(counts is null ? "" : $" {CountOf(rule.Id).Fired} | {CountOf(rule.Id).Corrected} |")}\n"));
        }
    }

    public void WriteJson(Stream output)
    {
        using (var json = new Utf8JsonWriter(output, GoldJson.Options(indented: true)))
        {
            json.WriteStartArray();
            foreach (var rule in RuleCatalogue.All)
            {
                json.WriteStartObject();
                json.WriteString("rule", rule.Id);
                json.WriteString("chinese", rule.Chinese);
                json.WriteString("english", rule.English);
                WriteTexts(json, "finds", rule.Finds);
                WriteTexts(json, "passes", rule.Passes);
                if (counts is not null)
                {
                    json.WriteNumber("fired", CountOf(rule.Id).Fired);
                    json.WriteNumber("corrected", CountOf(rule.Id).Corrected);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteByte((byte)'\n');
    }

    private RuleCount CountOf(string id) => counts!.GetValueOrDefault(id) ?? new RuleCount(0, 0);

    private static string Corrected(RuleCount count) => count.Corrected == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count.Corrected} corrected");

    /// <summary>A text on one line: ⏎ for a line's end, ⇥ for a tab.</summary>
    private static string OneLine(string text) =>
        text.TrimEnd('\n').Replace("\n", " ⏎ ", StringComparison.Ordinal).Replace("\t", "⇥", StringComparison.Ordinal);

    private static string Cell(string text) => OneLine(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
