using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Correcting;

/// <summary>Corrections as lines for people: what was and what is.</summary>
internal static class CorrectionLine
{
    private const int MostWords = 40;

    /// <summary>What a correction does: <c>change assignment 二/(一) "市水务": unit 市水务 → 市水务局</c>.</summary>
    public static string Of(Correction correction)
    {
        string place = string.Join('/', correction.Anchor.Path);
        if (correction.Anchor.Part > 1) place += string.Create(CultureInfo.InvariantCulture, $"#{correction.Anchor.Part}");
        string words = correction.Anchor.Words.Length > 0 ? $" \"{Short(correction.Anchor.Words)}\"" : "";
        var changes = correction.Now.Select(each => correction.Was.Has(each.Key) ? $"{each.Key} {Shown(correction.Was[each.Key])} → {Shown(each.Value)}" : $"{each.Key} {Shown(each.Value)}");
        string what = string.Join(", ", correction.Action == CorrectionAction.Drop ? correction.Was.Where(each => each.Value is not null && each.Key != "rule").Select(each => $"{each.Key} {Shown(each.Value)}") : changes);
        return $"{GoldJson.Name(correction.Action)} {GoldJson.Name(correction.Subject)}{(place.Length > 0 ? " " + place : "")}{words}{(what.Length > 0 ? ": " + what : "")}";
    }

    /// <summary>A stored correction with its id, who made it and how it fares.</summary>
    public static string Of(StoredCorrection stored)
    {
        var correction = stored.Correction;
        string state = stored.State == CorrectionState.Applied ? "" : $" [{GoldJson.Name(stored.State)}{(stored.Reason is { } reason ? ": " + reason : "")}]";
        string why = correction.Why.Length > 0 ? $" ({Short(correction.Why)})" : "";
        return $"{correction.Id}  {correction.DocumentName}  {correction.Who}  {Of(correction)}{why}{state}";
    }

    private static string Shown(string? value) => value is null ? "–" : Short(value);

    private static string Short(string words)
    {
        string line = Terminal.Printable(words.Replace('\n', ' '));
        return line.Length <= MostWords ? line : line[..MostWords] + "…";
    }
}
