using System.Collections.Frozen;
using System.Text;
using PolicyIngest.Ingest.Report;

namespace PolicyIngest.Ingest.Review;

/// <summary>A file that the review page is made of.</summary>
/// <param name="ContentType">Its type, as HTTP names it.</param>
/// <param name="Bytes">Its content.</param>
public sealed record ReviewAsset(string ContentType, byte[] Bytes);

/// <summary>The review page's files: its own under Assets, and those that it shares with the report.</summary>
public static class ReviewAssets
{
    private static readonly string[] Shared = ["words.js", "data.js", "dom.js", "source.js"];
    private static readonly string[] Own = ["api.js", "state.js", "document.js", "panel.js", "forms.js", "actions.js", "queue.js", "keys.js", "review.js"];

    /// <summary>The files by their paths.</summary>
    public static FrozenDictionary<string, ReviewAsset> All { get; } = new Dictionary<string, ReviewAsset>(StringComparer.Ordinal)
    {
        ["/"] = Of("text/html", Read("review.html")),
        ["/review.css"] = Of("text/css", ReportAssets.Read("shared.css") + Read("review.css")),
        // One function around all files, so that the page gets no global names.
        ["/review.js"] = Of("text/javascript", "(() => {\n'use strict';\n" + string.Concat(Shared.Select(ReportAssets.Read)) + string.Concat(Own.Select(Read)) + "})();\n"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static ReviewAsset Of(string type, string text) => new(type + "; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static string Read(string name) => EmbeddedFile.Text("Review." + name);
}
