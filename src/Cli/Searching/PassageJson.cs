using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Cli.Searching;

/// <summary>Writes passages that were found as one JSON object. Hits are [start, length] in Unicode code points of the text.</summary>
internal static class PassageJson
{
    public static void Write(Stream stream, SearchRequest request, TextSearchResult result)
    {
        using (var json = new Utf8JsonWriter(stream, GoldJson.Options(indented: true)))
        {
            json.WriteStartObject();
            json.WriteStartArray("words");
            foreach (string word in request.Words) json.WriteStringValue(word);
            json.WriteEndArray();
            json.WriteNumber("matches", result.Matches);
            json.WriteBoolean("more_match", result.IsCapped);
            json.WriteNumber("documents_not_indexed", result.NotIndexed);
            json.WriteStartArray("passages");
            foreach (var passage in result.Passages) Write(json, passage);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, FoundPassage passage)
    {
        json.WriteStartObject();
        json.WriteString("kind", passage.Kind);
        json.WriteNumber("key", passage.Key);
        json.WriteNumber("document_id", passage.DocumentId);
        json.WriteString("document", passage.Document);
        json.WriteString("plan", passage.Plan);
        json.WriteString("label", passage.Label);
        Optional(json, "page", passage.Source.Page);
        Optional(json, "line", passage.Source.Line);
        json.WriteString("sheet", passage.Source.Sheet);
        json.WriteString("text", passage.Text);
        SearchJson.WriteHits(json, "hits", passage.Text, passage.Hits);
        json.WriteNumber("start_cp", passage.StartCp);
        json.WriteNumber("length_cp", passage.LengthCp);
        json.WriteNumber("score", Math.Round(passage.Score, 4));
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
