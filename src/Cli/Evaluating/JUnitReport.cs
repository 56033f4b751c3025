using System.Globalization;
using System.Text;
using System.Xml;
using PolicyIngest.Ingest.Evaluation;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>An evaluation as JUnit's XML: a test for each threshold, for each measure of a baseline, and for each document.</summary>
internal static class JUnitReport
{
    public static void Write(Stream output, EvaluationOutcome outcome)
    {
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            WriteThresholds(xml, outcome);
            if (outcome.HasBaseline) WriteBaseline(xml, outcome);
            WriteDocuments(xml, outcome);
            xml.WriteEndElement();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteThresholds(XmlWriter xml, EvaluationOutcome outcome)
    {
        StartSuite(xml, "thresholds", outcome.Thresholds.Length, outcome.Thresholds.Count(threshold => !threshold.Holds(outcome.Result)));
        foreach (var threshold in outcome.Thresholds)
        {
            WriteCase(xml, "thresholds", threshold.Name, threshold.Holds(outcome.Result) ? null : outcome.ShortBy(threshold),
                outcome.FirstFacts(threshold.Measure, missing: true).Select(each => $"missing: {each.Fact.Shown}")
                    .Concat(outcome.FirstFacts(threshold.Measure, missing: false).Select(each => $"surplus: {each.Fact.Shown}")));
        }
        xml.WriteEndElement();
    }

    private static void WriteBaseline(XmlWriter xml, EvaluationOutcome outcome)
    {
        StartSuite(xml, "baseline", outcome.Result.Measured.Length, outcome.Drops.Length);
        foreach (string measure in outcome.Result.Measured)
        {
            var drop = outcome.Drops.FirstOrDefault(each => each.Measure == measure);
            WriteCase(xml, "baseline", measure, drop is null ? null : $"F1 {EvaluationOutcome.FellBy(drop)}",
                outcome.Changes.Where(change => change.Measure == measure).Select(change => $"{EvaluationOutcome.NameOf(change.Kind)}: {change.Fact}"));
        }
        xml.WriteEndElement();
    }

    private static void WriteDocuments(XmlWriter xml, EvaluationOutcome outcome)
    {
        StartSuite(xml, "documents", outcome.Result.Documents.Length, outcome.Result.Documents.Count(document => !document.WasFound));
        foreach (var document in outcome.Result.Documents)
            WriteCase(xml, "documents", document.Document, document.WasFound ? null : "there is no such document",
                outcome.Result.Measured.Select(measure => string.Create(CultureInfo.InvariantCulture,
                    $"{measure}: F1 {Figures.Short(document.Tallies[measure].Score.F1)}, gold {document.Tallies[measure].Score.Gold}")));
        xml.WriteEndElement();
    }

    private static void StartSuite(XmlWriter xml, string name, int tests, int failures)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteCase(XmlWriter xml, string suite, string name, string? failure, IEnumerable<string> details)
    {
        string text = string.Join('\n', details.Select(Terminal.Printable));
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"eval.{suite}");
        xml.WriteAttributeString("name", Terminal.Printable(name));
        if (failure is not null)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", failure);
            xml.WriteString(text);
            xml.WriteEndElement();
        }
        else if (text.Length > 0) xml.WriteElementString("system-out", text);
        xml.WriteEndElement();
    }
}
