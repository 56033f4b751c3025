using System.Globalization;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Auditing;

/// <summary>Where in its source a finding stands, as far as the format tells.</summary>
internal sealed class FindingPlaces(PolicyDocument document)
{
    private readonly int[] _starts = [.. document.Blocks.Select(block => block.Span.Start)];

    /// <summary>The place of a finding; null where it is about the whole document or the format tells none.</summary>
    public SourcePlace? Of(Finding finding)
    {
        if (finding.Span is not { } span || _starts.Length == 0) return null;
        int at = Array.BinarySearch(_starts, span.Start);
        return document.Blocks[Math.Max(0, at < 0 ? ~at - 1 : at)].Place;
    }

    /// <summary>The place in short: <c>:12</c> a line, <c>:p3</c> a page, <c>:表1</c> a sheet; nothing where there is none.</summary>
    public string Short(Finding finding) => Of(finding) switch
    {
        { Line: { } line } => string.Create(CultureInfo.InvariantCulture, $":{line}"),
        { Page: { } page } => string.Create(CultureInfo.InvariantCulture, $":p{page}"),
        { Sheet: { } sheet } => $":{sheet}",
        _ => "",
    };
}
