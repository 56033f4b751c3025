using System.Diagnostics;
using System.Globalization;
using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using Xunit;

namespace PolicyIngest.Tests.Readers.Html;

public sealed class HostileTagTests
{
    [Theory]
    [InlineData("a{0}=\"{0}\" ")]
    [InlineData("a{0} ")]
    [InlineData("a{0}=x\n")]
    [InlineData("a{0}/")]
    public void An_element_of_half_a_million_attributes_is_refused_at_once(string attribute)
    {
        var page = new StringBuilder("<html><body><p ");
        for (int i = 0; i < 500_000; i++) page.AppendFormat(CultureInfo.InvariantCulture, attribute, i);
        var watch = Stopwatch.StartNew();
        Assert.Equal("html-too-many-attributes", Assert.Throws<DocumentException>(() => Read(page.Append(">清理河道</p>").ToString())).Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("<p title=\"{0}\">清理河道</p>", "一 二 = / ")]
    [InlineData("<p style='{0}'>清理河道</p>", "a = b / c ")]
    [InlineData("<!-- {0} --><p>清理河道</p>", "a = b ")]
    [InlineData("<p>清理河道</p>{0}", "a = 3 < b ")]
    public void Long_values_and_text_are_no_attributes(string page, string part)
    {
        string text = Read("<html><body>" + string.Format(CultureInfo.InvariantCulture, page, string.Concat(Enumerable.Repeat(part, 20_000))) + "</body></html>");
        Assert.Contains("清理河道", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_that_never_end_take_no_time()
    {
        var watch = Stopwatch.StartNew();
        try
        {
            Read("<html><body><p>清理河道</p>" + string.Concat(Enumerable.Repeat("<a", 1_000_000)));
        }
        catch (DocumentException)
        {
            // Refused or read, as long as it is soon.
        }
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    private static string Read(string page) => IngestPipeline.Read(new SourceFile("page.html", Encoding.UTF8.GetBytes(page)), ReadOptions.Default).Text;
}
