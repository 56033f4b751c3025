using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Cli.Searching;

/// <summary>Writes what a search found as one JSON object. Hits are [start, length] in Unicode code points of title and content.</summary>
internal static class SearchJson
{
    public static void Write(Stream stream, SearchRequest request, SearchResult result) => Write(stream, request, (result.Matches, result.IsCapped, result.NotIndexed), "tasks", json =>
    {
        foreach (var task in result.Tasks) Write(json, task);
    });

    /// <summary>What every search says, and what it found as an array.</summary>
    internal static void Write(Stream stream, SearchRequest request, (int Matches, bool IsCapped, long NotIndexed) counts, string name, Action<Utf8JsonWriter> writeFound)
    {
        using (var json = new Utf8JsonWriter(stream, GoldJson.Options(indented: true)))
        {
            json.WriteStartObject();
            json.WriteStartArray("words");
            foreach (string word in request.Words) json.WriteStringValue(word);
            json.WriteEndArray();
            json.WriteNumber("matches", counts.Matches);
            json.WriteBoolean("more_match", counts.IsCapped);
            json.WriteNumber("documents_not_indexed", counts.NotIndexed);
            json.WriteStartArray(name);
            writeFound(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, FoundTask task)
    {
        var row = task.Row;
        json.WriteStartObject();
        json.WriteNumber("task_id", row.TaskId);
        json.WriteString("document", row.Document);
        json.WriteString("plan", row.Plan);
        json.WriteString("issuer", row.Issuer);
        json.WriteString("region", row.Region);
        WriteOptional(json, "year", row.Year);
        json.WriteString("headings", row.Headings);
        json.WriteString("label", row.Label);
        json.WriteString("title", row.Title);
        json.WriteString("content", row.Content);
        json.WriteString("kind", row.Kind);
        WriteUnits(json, "leads", row.Leads);
        WriteUnits(json, "supports", row.Supports);
        json.WriteString("due", row.Due);
        WriteHits(json, "title_hits", row.Title ?? "", task.TitleHits);
        WriteHits(json, "content_hits", row.Content, task.ContentHits);
        json.WriteNumber("start_cp", row.StartCp);
        json.WriteNumber("length_cp", row.LengthCp);
        json.WriteNumber("score", Math.Round(task.Score, 4));
        json.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter json, string name, string? units)
    {
        json.WriteStartArray(name);
        foreach (string unit in units?.Split('、') ?? []) json.WriteStringValue(unit);
        json.WriteEndArray();
    }

    internal static void WriteHits(Utf8JsonWriter json, string name, string text, ImmutableArray<SearchHit> hits)
    {
        json.WriteStartArray(name);
        foreach (var hit in hits)
        {
            json.WriteStartArray();
            json.WriteNumberValue(CodePoints(text.AsSpan(0, hit.Start)));
            json.WriteNumberValue(CodePoints(text.AsSpan(hit.Start, hit.Length)));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    internal static void WriteOptional(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
