using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers;

/// <summary>Whatever numbers a document gives – starts of lists, spans, levels, sizes, places of cells – it is read or refused with a reason.</summary>
public sealed partial class HostileNumbersTests
{
    private static readonly string[] Numbers = ["-2147483648", "2147483647", "-1", "9223372036854775807", "-9223372036854775809", "79228162514264337593543950335", "1e308", "-1e308", "NaN", ""];

    // ="12", ="-3.5": a number as an attribute's value
    [GeneratedRegex("""(?<name>[A-Za-z:]+)="-?\d+(?:\.\d+)?" """)]
    private static partial Regex Attribute();

    // <v>45000.5</v>: a cell's number
    [GeneratedRegex("""<v>[^<]*</v>""")]
    private static partial Regex CellValue();

    [Fact]
    public void Of_Office_files()
    {
        int changed = 0;
        foreach (string sample in new[] { "docx/automatic-numbers.docx", "docx/merged-cells.docx", "docx/contents-and-page-numbers.docx", "xlsx/merged-cells.xlsx" })
        {
            using var package = ZipFile.OpenRead(Path.Combine(Repository.Samples, sample));
            var parts = package.Entries.Select(entry => (entry.FullName, Content: Read(entry))).ToList();
            var names = parts.Where(part => part.FullName.EndsWith(".xml", StringComparison.Ordinal))
                .SelectMany(part => Attribute().Matches(Text(part.Content)).Select(match => match.Groups["name"].Value)).Distinct().ToList();
            foreach (string number in Numbers)
            {
                // All at once, and in turn one name more, so that each is met without the others' getting in its way.
                foreach (string? only in new[] { null, names[changed % names.Count], names[(changed + 1) % names.Count], names[(changed + 2) % names.Count] })
                {
                    var zip = new ZipBuilder();
                    foreach (var (name, content) in parts)
                    {
                        string changedPart = Attribute().Replace(Text(content), match => only is null || match.Groups["name"].Value == only ? $"{match.Groups["name"].Value}=\"{number}\" " : match.Value);
                        zip.Part(name, name.EndsWith(".xml", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(only is null ? CellValue().Replace(changedPart, $"<v>{number}</v>") : changedPart) : content);
                    }
                    IsReadOrRefused(sample, zip.Zip(), $"{only} {number}");
                    changed++;
                }
            }
        }
        Assert.True(changed > 100);
    }

    [Fact]
    public void Of_web_pages()
    {
        foreach (string number in Numbers)
        {
            string page = $"""
                <html><body><h1>云岭市工作方案</h1><ol start="{number}"><li>治理扬尘</li><li value="{number}">清理河道</li><li>种树</li></ol>
                <ol reversed start="{number}" type="A"><li>一</li><li value="{number}">二</li></ol><ol style="list-style-type: upper-roman" start="{number}"><li>三</li></ol>
                <div role="heading" aria-level="{number}">任务</div><p style="mso-outline-level:{number}; mso-list: l{number} level{number} lfo{number}; margin-left:{number}px">四</p>
                <table border="{number}" width="{number}"><tr><td colspan="{number}" rowspan="{number}">五</td><td colspan="{number}">六</td></tr><tr><td rowspan="{number}">七</td></tr></table>
                <img width="{number}" height="{number}" alt="图"><font size="{number}">八</font></body></html>
                """;
            IsReadOrRefused("page.html", Encoding.UTF8.GetBytes(page), number);
        }
    }

    [Fact]
    public void A_list_item_of_the_least_number_is_read()
    {
        var page = new SourceFile("page.html", Encoding.UTF8.GetBytes("<html><body><ol><li value=\"-2147483648\">清理河道</li></ol></body></html>"));
        Assert.Contains("清理河道", IngestPipeline.Read(page, ReadOptions.Default).Text, StringComparison.Ordinal);
    }

    private static void IsReadOrRefused(string name, byte[] content, string what)
    {
        try
        {
            _ = IngestPipeline.Run(new SourceFile(name, content), ReadOptions.Default);
        }
        catch (DocumentException refused)
        {
            Assert.NotEqual(DocumentStatus.Crash, refused.Status);
        }
        catch (Exception fault)
        {
            Assert.Fail($"{name}, {what}: {fault}");
        }
    }

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content).Replace("\"/>", "\" />", StringComparison.Ordinal).Replace("\">", "\" >", StringComparison.Ordinal);

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
