using System.Globalization;
using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Review;

/// <summary>Corrections that were stored by one act, such as the two names that one was split into: to be undone together.</summary>
internal static class CorrectionBatches
{
    // The ids of one act follow each other by a thousandth of a second, those of two acts by more (CorrectionId.BetweenActs).
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(2);

    private const string IdTime = "yyyyMMdd'T'HHmmss.fff'Z'";
    private const int IdTimeLength = 20;

    /// <summary>The acts, in the order of their ids.</summary>
    /// <param name="corrections">Corrections of one document in the order of their ids.</param>
    public static List<List<Correction>> Of(IReadOnlyList<Correction> corrections)
    {
        var batches = new List<List<Correction>>();
        foreach (var correction in corrections)
        {
            if (batches.Count > 0 && batches[^1][^1] is var former && former.Who == correction.Who && Time(correction.Id) - Time(former.Id) <= Step) batches[^1].Add(correction);
            else batches.Add([correction]);
        }
        return batches;
    }

    /// <summary>Writes an act: its ids, who and when, and what its first correction did.</summary>
    public static void Write(Utf8JsonWriter json, List<Correction> batch)
    {
        var first = batch[0];
        json.WriteStartObject();
        json.WriteStartArray("ids");
        foreach (var each in batch) json.WriteStringValue(each.Id);
        json.WriteEndArray();
        json.WriteString("who", first.Who);
        json.WriteString("when", first.When);
        json.WriteString("action", GoldJson.Name(first.Action));
        json.WriteString("subject", GoldJson.Name(first.Subject));
        json.WriteString("words", first.Anchor.Words);
        json.WriteEndObject();
    }

    private static DateTime? Time(string id) =>
        id.Length >= IdTimeLength && DateTime.TryParseExact(id[..IdTimeLength], IdTime, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
