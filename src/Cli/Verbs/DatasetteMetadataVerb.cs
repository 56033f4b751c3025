using System.CommandLine;
using System.Text.Json;
using PolicyIngest.Cli.Searching;
using PolicyIngest.Ingest.Export;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>datasette-metadata</c>: writes the file that makes Datasette show the database with explanations, facets and ready questions.</summary>
internal static class DatasetteMetadataVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output without it", HelpName = "FILE" };
        var command = new Command("datasette-metadata",
            "Writes metadata for Datasette: what tables and columns mean, facets, search and ready questions. Only the database's name is used, not the file.")
        {
            database, output,
        };
        command.SetAction(parsed =>
        {
            string name = Path.GetFileNameWithoutExtension(parsed.GetRequiredValue(database));
            OutputFile.Write(parsed.GetValue(output), terminal, stream =>
            {
                using (var json = new Utf8JsonWriter(stream, GoldJson.Options(indented: true))) DatasetteMetadata.Write(json, name);
                stream.WriteByte((byte)'\n');
            });
            return ExitCode.Success;
        });
        Help.AddExamples(command,
            "policy-ingest datasette-metadata --db policies.db --output metadata.json",
            "datasette policies.db -m metadata.json");
        return command;
    }
}
