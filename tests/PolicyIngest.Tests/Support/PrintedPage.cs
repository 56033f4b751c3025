using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>Which lines a printed table has.</summary>
internal enum TableLines
{
    /// <summary>Around every cell.</summary>
    All,

    /// <summary>Between the rows.</summary>
    Rows,

    /// <summary>Above, below, and under the head (三线表).</summary>
    Three,

    /// <summary>None.</summary>
    None,
}

/// <summary>Prints a document's body as a PDF by a browser, its tables with the lines asked for; wide ones on sheets that lie.</summary>
internal static class PrintedPage
{
    private const int WideFrom = 8;

    /// <summary>The PDF.</summary>
    /// <param name="document">What to print.</param>
    /// <param name="lines">The lines of its tables.</param>
    /// <param name="middle">Whether cells stand in the middle of their rows; else at the top.</param>
    /// <param name="folder">Where the browser may write.</param>
    public static byte[] Print(PolicyDocument document, TableLines lines, bool middle, TemporaryFolder folder)
    {
        string page = folder.Write("page.html", Html(document, lines, middle)), pdf = folder["page.pdf"];
        File.Delete(pdf);
        var start = new ProcessStartInfo("chromium",
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={folder["profile"]}", $"--print-to-pdf={pdf}", page])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        using var browser = Process.Start(start)!;
        var (error, output) = (browser.StandardError.ReadToEndAsync(), browser.StandardOutput.ReadToEndAsync());
        if (!browser.WaitForExit(120_000)) browser.Kill(entireProcessTree: true);
        return File.Exists(pdf) ? File.ReadAllBytes(pdf) : throw new InvalidOperationException($"chromium printed nothing: {error.Result} {output.Result}");
    }

    private static string Html(PolicyDocument document, TableLines lines, bool middle)
    {
        string borders = lines switch
        {
            TableLines.All => "td{border:.5pt solid #000}",
            TableLines.Rows => "td{border-top:.5pt solid #000;border-bottom:.5pt solid #000}",
            TableLines.Three => "table{border-top:1.2pt solid #000;border-bottom:1.2pt solid #000}.head td{border-bottom:.7pt solid #000}",
            _ => "",
        };
        var html = new StringBuilder($$"""
            <!doctype html><meta charset=utf-8><style>@page{size:A4;margin:2.4cm 2.6cm}@page wide{size:A4 landscape;margin:2cm 1.8cm}
            body{font:16pt/28pt "Noto Serif CJK SC",serif;margin:0}p{margin:0;text-indent:2em;text-align:justify}.c{text-align:center;text-indent:0}
            table{border-collapse:collapse;width:100%;font-size:10pt;line-height:14pt;margin:8pt 0}td{padding:3pt 4pt;vertical-align:{{(middle ? "middle" : "top")}}}
            .wide{page:wide}.wide table{font-size:9pt;line-height:12pt}{{borders}}</style><body>
            """);
        foreach (var block in document.Blocks.Where(block => block.Role == BlockRole.Body))
        {
            if (block is TableBlock table) Append(html, document, table);
            else
                foreach (string line in block.Span.Of(document.Text).Split('\n'))
                    html.Append(CultureInfo.InvariantCulture, $"<p{(block is ParagraphBlock { IsCentered: true } ? " class=c" : "")}>{WebUtility.HtmlEncode(line)}</p>");
        }
        return html.ToString();
    }

    private static void Append(StringBuilder html, PolicyDocument document, TableBlock table)
    {
        var rows = table.Cells.GroupBy(cell => cell.Row).Where(row => row.Any(cell => cell.RowSpan > 1 || cell.Span.Length > 0)).OrderBy(row => row.Key).ToList();
        var head = rows.Find(row => row.Count(cell => cell.Span.Length > 0) > 2);
        html.Append(CultureInfo.InvariantCulture, $"<div class={(table.ColumnCount >= WideFrom ? "wide" : "narrow")}><table>");
        foreach (var row in rows)
        {
            html.Append(row == head ? "<tr class=head>" : "<tr>");
            foreach (var cell in row)
                html.Append(CultureInfo.InvariantCulture, $"<td rowspan={cell.RowSpan} colspan={cell.ColumnSpan}>{WebUtility.HtmlEncode(cell.Span.Of(document.Text)).Replace("\n", "<br>", StringComparison.Ordinal)}</td>");
            html.Append("</tr>");
        }
        html.Append("</table></div>");
    }
}
