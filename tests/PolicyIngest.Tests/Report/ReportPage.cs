using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Report;

/// <summary>Makes a database of texts and a report of it.</summary>
internal sealed class ReportPage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Database => _folder["plans.db"];

    public string Html => _folder["report.html"];

    public static async Task<ReportPage> Of(params (string Name, string Text)[] files)
    {
        var page = new ReportPage();
        page.Store(files.Select(file => ("/plans/" + file.Name, Encoding.UTF8.GetBytes(file.Text))));
        await page.Write();
        return page;
    }

    public static async Task<ReportPage> OfFolder(string folder)
    {
        var page = new ReportPage();
        page.Store(Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(file => (file.Replace('\\', '/'), File.ReadAllBytes(file))));
        await page.Write();
        return page;
    }

    public async Task<CliRun> Write(params string[] options)
    {
        var run = await CliRun.Of(["report", "--db", Database, "--output", Html, .. options]);
        Assert.True(run.Code == 0, run.Error);
        return run;
    }

    public IHtmlDocument Parse()
    {
        using var stream = File.OpenRead(Html);
        return new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument(stream);
    }

    public string[] Query(string sql) => TemporaryFolder.Query(Database, sql);

    public void Dispose() => _folder.Dispose();

    /// <summary>An import without the processes that the command starts.</summary>
    private void Store(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("0", "rules");
        foreach (var (path, bytes) in files)
        {
            var extraction = IngestPipeline.Run(new SourceFile(path, bytes), ReadOptions.Default);
            store.Save(new FileStamp(path, bytes.Length, null), PreparedDocument.Of(extraction, "rules"), "rules", run);
        }
        store.SaveFailure(new FileStamp("/plans/<b>broken</b>.pdf", null, null), null,
            new FileFailure(PolicyIngest.Model.DocumentStatus.Malformed, "broken", "the file is cut off; fetch it again"), "rules", run);
        store.EndRun(run, "finished", new RunCounts(1, 0, 0, 0, 1, 0));
    }
}
