using System.Globalization;
using System.Text.Json;
using PolicyIngest.Cli.Evaluating;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Auditing;

/// <summary>Writes the findings of documents, one after another, and counts them.</summary>
internal sealed class AuditReport(Terminal terminal, string format)
{
    private const int LongestShown = 40;

    /// <summary>Documents written so far.</summary>
    public int Documents { get; private set; }

    /// <summary>Alarms written so far.</summary>
    public int Alarms { get; private set; }

    private int _doubts, _infos;

    /// <summary>Writes the findings of one document.</summary>
    public void Add(Extraction extraction)
    {
        Documents++;
        Alarms += extraction.Findings.Count(finding => finding.Code.Severity == FindingSeverity.Alarm);
        _doubts += extraction.Findings.Count(finding => finding.Code.Severity == FindingSeverity.Doubt);
        _infos += extraction.Findings.Count(finding => finding.Code.Severity == FindingSeverity.Info);
        if (format == "json") WriteJson(extraction);
        else WriteLines(extraction);
    }

    /// <summary>Writes what closes the report.</summary>
    public void Close()
    {
        if (format == "json") return;
        string sums = string.Create(CultureInfo.InvariantCulture, $"{Documents} documents: {Alarms} alarms, {_doubts} doubts, {_infos} only worth knowing");
        using var output = terminal.OutText();
        output.WriteLine(format == "github" ? $"::notice title=audit::{GithubReport.Data(sums)}" : terminal.Shown(sums));
    }

    private void WriteJson(Extraction extraction)
    {
        using (var json = new Utf8JsonWriter(terminal.Out, GoldJson.Options(indented: false))) GoldJson.WriteFindings(json, extraction);
        terminal.Out.WriteByte((byte)'\n');
    }

    private void WriteLines(Extraction extraction)
    {
        var (places, text, path) = (new FindingPlaces(extraction.Document), extraction.Document.Text, extraction.Document.Source.Path);
        using var output = terminal.OutText();
        foreach (var finding in extraction.Findings)
        {
            string raw = finding.Span is { } span ? Short(span.Of(text)) : "";
            string message = terminal.Shown(finding.Code.Message);
            if (format == "github")
            {
                string line = places.Of(finding)?.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $",line={number}") : "";
                output.WriteLine($"::{Command(finding)} file={GithubReport.Property(path)}{line},title={finding.Code.Name}::{GithubReport.Data(raw.Length > 0 ? $"{raw}: {message}" : message)}");
                continue;
            }
            output.WriteLine($"{path}{places.Short(finding)}: {GoldJson.Name(finding.Code.Severity)} {finding.Code.Name}: {message}");
            if (raw.Length > 0) output.WriteLine($"    {raw}");
        }
    }

    private static string Command(Finding finding) => finding.Code.Severity switch
    {
        FindingSeverity.Alarm => "error",
        FindingSeverity.Doubt => "warning",
        _ => "notice",
    };

    /// <summary>The words in one line, cut where they are long.</summary>
    private static string Short(string raw)
    {
        string line = raw.Replace('\n', ' ').Replace('\t', ' ');
        if (line.Length <= LongestShown) return line;
        return line[..(char.IsHighSurrogate(line[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";
    }
}
