using System.Text.RegularExpressions;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Html;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Html;

/// <summary>The State Council's pages as crawled: fields of the site, the document's own head, its text and nothing of the site in it.</summary>
public sealed partial class StateCouncilPageTests
{
    /// <summary>Decisions, replies and lists of names: pages without items that tell anybody to do something.</summary>
    private const int MostPagesWithoutTasks = 14;

    [SharedFact]
    public void Each_page_gives_its_head_and_its_text_without_chrome()
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Shared!, "bulk", "govcn_html"), "*.html");
        Assert.True(files.Length > 50);
        int withoutTasks = 0;
        var faults = new List<string>();
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            var extraction = IngestPipeline.Run(new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file)), ReadOptions.Default);
            faults.AddRange(Faults(extraction).Select(fault => $"{Path.GetFileName(file)}: {fault}"));
            // Replies, reports and rule-books hand work out seldom; all other texts do.
            bool plans = extraction.Plans.Length == 0 || extraction.Plans.Any(plan => !PlanKinds.OnlyAssigned(plan.Kind));
            if (plans && !extraction.Plans.Any(plan => plan.Tasks.Length > 0)) withoutTasks++;
        }
        Assert.Empty(faults);
        Assert.InRange(withoutTasks, 0, MostPagesWithoutTasks);
    }

    private static IEnumerable<string> Faults(Extraction extraction)
    {
        var document = extraction.Document;
        var fields = document.Metadata.ToLookup(field => field.Name, field => field.Value.Of(document.Text), StringComparer.Ordinal);
        foreach (string name in new[] { "标题", "发文机关", "发文字号", "成文日期" })
            if (fields[name].Count() != 1) yield return $"{name} {fields[name].Count()} times";
        var body = document.Blocks.OfType<ParagraphBlock>().Where(block => block.Role == BlockRole.Body).Select(block => block.Span.Of(document.Text)).ToList();
        foreach (string line in body.Where(line => SiteWords.Classify(line) != SiteLine.Text)) yield return "of the site: " + line;

        string title = Letters(fields["标题"].First());
        string head = Letters(string.Concat(body.Take(12)));
        if (!head.Contains(title, StringComparison.Ordinal)) yield return "the text does not show the title: " + title;
        foreach (var plan in extraction.Plans)
        {
            if (plan.Title is null) yield return "a plan without a title";
            if (plan.DocNumber != fields["发文字号"].First()) yield return $"number {plan.DocNumber}";
            if (plan.Issuer != fields["发文机关"].First()) yield return $"issuer {plan.Issuer}";
            if (plan.IssuedOn is null) yield return "a plan without its date";
        }
    }

    private static string Letters(string text) => NoLetter().Replace(text, "");

    // white space and punctuation
    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex NoLetter();
}
