using System.CommandLine;
using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>export</c>: writes the documents of a database as JSON.</summary>
internal static class ExportVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var format = new Option<string>("--format") { Description = "json (one array) or jsonl (an object a line)", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("json", "jsonl");
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output without it", HelpName = "FILE" };
        var command = new Command("export",
            "Writes each document with its plans, tasks and targets as JSON. A span is [start, end] in Unicode code points of the document's text.")
        {
            database, format, output,
        };
        command.SetAction(parsed =>
        {
            using var store = StoredExtractions.Open(parsed.GetRequiredValue(database));
            OutputFile.Write(parsed.GetValue(output), terminal, stream => Write(store, stream, asArray: parsed.GetRequiredValue(format) == "json"));
            return ExitCode.Success;
        });
        Help.AddExamples(command,
            "policy-ingest export --db policies.db --format jsonl --output policies.jsonl",
            "policy-ingest export --db policies.db --format json | jq '.[].plans[].title'");
        return command;
    }

    private static void Write(StoredExtractions store, Stream stream, bool asArray)
    {
        using var json = new Utf8JsonWriter(stream, GoldJson.Options(indented: asArray));
        if (asArray) json.WriteStartArray();
        foreach (var document in store.Documents())
        {
            GoldJson.Write(json, store.Load(document), document.Paths.Skip(1));
            json.Flush();
            if (asArray) continue;
            stream.WriteByte((byte)'\n');
            json.Reset();
        }
        if (!asArray) return;
        json.WriteEndArray();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
