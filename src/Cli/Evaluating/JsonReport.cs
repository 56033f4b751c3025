using System.Collections.Immutable;
using System.Text.Json;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Export;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>An evaluation as JSON: for programs, and as the baseline of later ones.</summary>
internal static class JsonReport
{
    public static void Write(Stream output, EvaluationOutcome outcome)
    {
        using (var json = new Utf8JsonWriter(output, GoldJson.Options(indented: true)))
        {
            json.WriteStartObject();
            json.WriteString("version", ProgramIdentity.Version);
            json.WriteString("rule_set", outcome.RuleSet);
            json.WriteBoolean("holds", outcome.Holds);
            WriteList(json, "short", outcome.Complaints());
            WriteScores(json, "totals", outcome.Result.Measured, outcome.Result.Total);
            json.WriteStartArray("documents");
            foreach (var document in outcome.Result.Documents) WriteDocument(json, outcome.Result.Measured, document);
            json.WriteEndArray();
            if (!outcome.Corrected.IsEmpty) WriteCorrected(json, outcome);
            if (outcome.HasBaseline) WriteChanges(json, outcome);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteCorrected(Utf8JsonWriter json, EvaluationOutcome outcome)
    {
        json.WriteStartArray("corrected");
        foreach (var (rule, count) in outcome.Corrected)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule);
            json.WriteNumber("facts", count.Fired);
            json.WriteNumber("corrected", count.Corrected);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDocument(Utf8JsonWriter json, ImmutableArray<string> measures, ComparedDocument document)
    {
        json.WriteStartObject();
        json.WriteString("document", document.Document);
        json.WriteString("gold", document.GoldFile);
        json.WriteBoolean("was_found", document.WasFound);
        WriteScores(json, "scores", measures, measure => document.Tallies[measure].Score);
        WriteFacts(json, "missing", document, tally => tally.Missing);
        WriteFacts(json, "surplus", document, tally => tally.Surplus);
        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, string name, ImmutableArray<string> measures, Func<string, Score> scoreOf)
    {
        json.WriteStartArray(name);
        foreach (string measure in measures)
        {
            var score = scoreOf(measure);
            json.WriteStartObject();
            json.WriteString("measure", measure);
            json.WriteNumber("precision", score.Precision);
            json.WriteNumber("recall", score.Recall);
            json.WriteNumber("f1", score.F1);
            json.WriteNumber("gold", score.Gold);
            json.WriteNumber("found", score.Found);
            json.WriteNumber("hit", score.Hit);
            json.WriteNumber("missing", score.Missing);
            json.WriteNumber("surplus", score.Surplus);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFacts(Utf8JsonWriter json, string name, ComparedDocument document, Func<Tally, List<Fact>> factsOf)
    {
        json.WriteStartArray(name);
        foreach (string measure in Measures.All)
            foreach (var fact in factsOf(document.Tallies[measure]))
            {
                json.WriteStartObject();
                json.WriteString("measure", measure);
                json.WriteString("fact", fact.Shown);
                if (fact.Line > 0) json.WriteNumber("line", fact.Line);
                json.WriteEndObject();
            }
        json.WriteEndArray();
    }

    private static void WriteChanges(Utf8JsonWriter json, EvaluationOutcome outcome)
    {
        json.WriteStartArray("changes");
        foreach (var change in outcome.Changes)
        {
            json.WriteStartObject();
            json.WriteString("change", EvaluationOutcome.NameOf(change.Kind));
            json.WriteString("measure", change.Measure);
            json.WriteString("fact", change.Fact);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
