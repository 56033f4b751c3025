using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Cli.Searching;

/// <summary>Prints what a search found, for a person to read; hits stand between « and ».</summary>
internal sealed class SearchPage(TextWriter output, Terminal terminal)
{
    // Characters before the first hit, and in all, of a content that is too long to be shown whole.
    private const int Before = 30, Shown = 140;

    /// <summary>Prints all tasks.</summary>
    public void Write(SearchResult result)
    {
        for (int i = 0; i < result.Tasks.Length; i++) Write(i + 1, result.Tasks[i]);
    }

    /// <summary>Prints all passages.</summary>
    public void Write(TextSearchResult result)
    {
        for (int i = 0; i < result.Passages.Length; i++)
        {
            var passage = result.Passages[i];
            Line(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Excerpt(passage.Text, passage.Hits)}"));
            if (passage.Plan is not null) Line("   " + passage.Plan);
            Line($"   {passage.Document}  {terminal.Shown(PlaceOf(passage))}");
            output.WriteLine();
        }
    }

    /// <summary>cell 3/2, page 4; paragraph, line 12; task 一/(二).</summary>
    private static string PlaceOf(FoundPassage passage)
    {
        var (page, line, sheet) = passage.Source;
        return passage.Kind + (passage.Label is null ? "" : $" {passage.Label}") + (page is null ? "" : $", page {page}") + (line is null ? "" : $", line {line}") + (sheet is null ? "" : $", sheet {sheet}");
    }

    private void Write(int number, FoundTask task)
    {
        var row = task.Row;
        string title = row.Title is null ? Excerpt(row.Content, task.ContentHits) : Marked(row.Title, task.TitleHits);
        Line(string.Create(CultureInfo.InvariantCulture, $"{number}. {title}{(row.Due is null ? "" : $"  [{terminal.Shown($"due {row.Due}")}]")}"));
        if (row.Title is not null && row.Content.Length > 0) Line("   " + Excerpt(row.Content, task.ContentHits));
        if (row.Leads is not null) Line("   " + terminal.Shown($"lead 牵头: {row.Leads}"));
        if (row.Supports is not null) Line("   " + terminal.Shown($"support 配合: {row.Supports}"));
        Line($"   {row.Plan ?? terminal.Shown("(no title)")}, {row.Label}");
        Line(string.Create(CultureInfo.InvariantCulture, $"   {row.Document}  {terminal.Shown($"task {row.TaskId}")}"));
        output.WriteLine();
    }

    private void Line(string text) => output.WriteLine(Terminal.Printable(text));

    private static string Excerpt(string text, ImmutableArray<SearchHit> hits)
    {
        string line = text.Replace('\n', ' ');
        int from = line.Length <= Shown || hits.IsEmpty ? 0 : Math.Clamp(hits[0].Start - Before, 0, line.Length - Shown);
        int to = Math.Min(line.Length, from + Shown);
        if (from > 0 && char.IsLowSurrogate(line[from])) from--;
        if (to < line.Length && char.IsLowSurrogate(line[to])) to--;
        var inside = hits.Where(hit => hit.Start >= from && hit.Start + hit.Length <= to).Select(hit => hit with { Start = hit.Start - from });
        return (from > 0 ? "…" : "") + Marked(line[from..to], [.. inside]) + (to < line.Length ? "…" : "");
    }

    private static string Marked(string text, ImmutableArray<SearchHit> hits)
    {
        var marked = new StringBuilder();
        int at = 0;
        foreach (var hit in hits)
        {
            marked.Append(text, at, hit.Start - at).Append('«').Append(text, hit.Start, hit.Length).Append('»');
            at = hit.Start + hit.Length;
        }
        return marked.Append(text, at, text.Length - at).ToString();
    }
}
