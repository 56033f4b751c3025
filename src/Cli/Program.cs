using System.Text;
using System.Text.Json;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;

// Provisional: prints the extractions of the named files as JSON Lines.
Console.OutputEncoding = new UTF8Encoding(false);
using var stdout = Console.OpenStandardOutput();
foreach (string path in args)
{
    var extraction = IngestPipeline.Run(new SourceFile(path, File.ReadAllBytes(path)), ReadOptions.Default);
    using (var json = new Utf8JsonWriter(stdout, GoldJson.Options(indented: false))) GoldJson.Write(json, extraction);
    stdout.WriteByte((byte)'\n');
}
return 0;
