using System.Text.Json;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Cli.Searching;

/// <summary>Writes passages that were found as one JSON object. Hits are [start, length] in Unicode code points of the text.</summary>
internal static class PassageJson
{
    public static void Write(Stream stream, SearchRequest request, TextSearchResult result) =>
        SearchJson.Write(stream, request, (result.Matches, result.IsCapped, result.NotIndexed), "passages", json =>
        {
            foreach (var passage in result.Passages) Write(json, passage);
        });

    private static void Write(Utf8JsonWriter json, FoundPassage passage)
    {
        json.WriteStartObject();
        json.WriteString("kind", passage.Kind);
        json.WriteNumber("key", passage.Key);
        json.WriteNumber("document_id", passage.DocumentId);
        json.WriteString("document", passage.Document);
        json.WriteString("plan", passage.Plan);
        json.WriteString("label", passage.Label);
        SearchJson.WriteOptional(json, "page", passage.Source.Page);
        SearchJson.WriteOptional(json, "line", passage.Source.Line);
        json.WriteString("sheet", passage.Source.Sheet);
        json.WriteString("text", passage.Text);
        SearchJson.WriteHits(json, "hits", passage.Text, passage.Hits);
        json.WriteNumber("start_cp", passage.StartCp);
        json.WriteNumber("length_cp", passage.LengthCp);
        json.WriteNumber("score", Math.Round(passage.Score, 4));
        json.WriteEndObject();
    }
}
