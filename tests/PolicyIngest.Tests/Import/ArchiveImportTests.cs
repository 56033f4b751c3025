using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

public sealed class ArchiveImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    private string Archive => _folder["in/plans.zip"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_member_is_a_document_and_the_archive_has_a_row()
    {
        Write(Plans("甲", "乙").Part("deep.zip", Plans("丙").Part("d.docx", DocxBuilder.Body(DocxBuilder.P("一、清理河道。")).Zip()).Zip()));
        await Import(0, "imported 4, replaced 0, unchanged 0, skipped 0, failed 0");
        Assert.Equal(
            ["plans.zip|imported|False", "plans.zip!/0.txt|imported|True", "plans.zip!/1.txt|imported|True", "plans.zip!/deep.zip!/0.txt|imported|True", "plans.zip!/deep.zip!/d.docx|imported|True"],
            Rows());
        Assert.Equal(["4"], Query("SELECT count(*) FROM documents"));
        await Import(0, "imported 0, replaced 0, unchanged 1");
        await Import(0, "imported 0, replaced 0, unchanged 1", "--verify");
        await Import(0, "replaced 4, unchanged 0", "--force");
    }

    [Fact]
    public async Task What_a_changed_archive_holds_no_more_is_dropped()
    {
        Write(Plans("甲", "乙", "丙"));
        await Import(0, "imported 3");
        Write(Plans("甲", "丁"));
        await Import(0, "imported 0, replaced 1, unchanged 1");
        Assert.Equal(["plans.zip|imported|False", "plans.zip!/0.txt|imported|True", "plans.zip!/1.txt|imported|True"], Rows());
        Assert.Equal(["2"], Query("SELECT count(*) FROM documents"));

        File.WriteAllBytes(Archive, Plans("甲").Zip()[..^30]);
        await Import(2, "damaged-zip");
        Assert.Equal(["2"], Query("SELECT count(*) FROM documents"));

        File.WriteAllText(Archive, "云岭市工作方案\n一、清理河道。\n");
        await Import(0, "imported 1");
        Assert.Equal(["plans.zip|imported|True"], Rows());
        Assert.Equal(["1"], Query("SELECT count(*) FROM documents"));

        Write(Plans("甲"));
        await Import(0, "imported 1");
        Assert.Equal(["plans.zip|imported|False", "plans.zip!/0.txt|imported|True"], Rows());
    }

    [Fact]
    public async Task Prune_drops_members_with_their_archive_but_not_files_in_a_folder_that_looks_like_one()
    {
        Write(Plans("甲", "乙"));
        _folder.Write("in/odd!/x.txt", "云岭市方案\n一、清理河道。\n");
        await Import(0, "imported 3");
        await Import(0, "pruned 0", "--prune");
        File.Delete(Archive);
        await Import(0, "pruned 3", "--prune");
        Assert.Equal(["odd!/x.txt|imported|True"], Rows());
    }

    [Fact]
    public async Task Members_that_fail_cost_themselves_only_and_are_tried_again_when_asked()
    {
        Write(Plans("甲").Part("empty.txt", "").Again("0.txt", "乙").Part("bomb.txt", new byte[30 << 20]));
        await Import(1, "imported 1, replaced 0, unchanged 0, skipped 1, failed 2");
        Assert.Equal(
            ["plans.zip|partial|False", "plans.zip!/0.txt|imported|True", "plans.zip!/0.txt#2|skipped|False", "plans.zip!/bomb.txt|resource_limit|False", "plans.zip!/empty.txt|malformed|False"],
            Rows());
        Assert.Equal(["members-failed"], Query("SELECT code FROM files WHERE name = 'plans.zip'"));
        await Import(0, "imported 0, replaced 0, unchanged 1, skipped 0, failed 0");
        await Import(1, "imported 0, replaced 0, unchanged 1, skipped 1, failed 2", "--retry-failed");
    }

    [Fact]
    public async Task Nesting_and_numbers_have_limits_with_options()
    {
        byte[] zip = Plans("甲").Zip();
        for (int depth = 0; depth < 200; depth++) zip = new ZipBuilder().Part("inner.zip", zip).Zip();
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllBytes(Archive, zip);
        await Import(2, "zip-nesting");
        Assert.Equal(["plans.zip|partial|False", "plans.zip!/inner.zip!/inner.zip!/inner.zip|resource_limit|False"], Rows());
        Write(Plans("甲", "乙", "丙"));
        await Import(2, "too-many-parts", "--max-zip-parts", "2");
        await Import(0, "imported 3", "--retry-failed");
    }

    [Fact]
    public async Task A_fingerprint_does_not_depend_on_the_number_of_workers()
    {
        for (int i = 0; i < 4; i++) File.WriteAllBytes(InFolder($"in/{i}.zip"), Plans([.. Enumerable.Range(0, 20).Select(n => $"{i}-{n}")]).Zip());
        var prints = new List<string>();
        foreach (string jobs in new[] { "1", "2", "8" })
        {
            await CliRun.Of("import", _folder["in"], "--db", _folder[jobs], "--jobs", jobs);
            prints.Add(Fingerprint.Of(_folder[jobs]).Whole + string.Join(' ', TemporaryFolder.Query(_folder[jobs], "SELECT document_id, sha256 FROM documents ORDER BY document_id")));
        }
        Assert.Single(prints.Distinct());
        Assert.Equal(["80"], TemporaryFolder.Query(_folder["8"], "SELECT count(*) FROM documents"));
    }

    [Fact]
    public async Task Show_walks_an_archive()
    {
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllBytes(Archive, new ZipBuilder().Part("云岭.txt", "云岭市方案\n一、清理河道。\n").Part("b.txt", "").Zip(Encodings.Gb18030));
        var run = await CliRun.Of("show", Archive);
        Assert.Equal(1, run.Code);
        Assert.Contains("plans.zip!/云岭.txt", run.Out, StringComparison.Ordinal);
        Assert.Contains("plans.zip!/b.txt: the file is empty", run.Error, StringComparison.Ordinal);
    }

    private static ZipBuilder Plans(params string[] names)
    {
        var builder = new ZipBuilder();
        for (int i = 0; i < names.Length; i++) builder.Part($"{i}.txt", $"云岭市{names[i]}工作方案\n一、主要任务\n1. 清理河道。\n");
        return builder;
    }

    private void Write(ZipBuilder zip) => File.WriteAllBytes(InFolder("in/plans.zip"), zip.Zip());

    private string InFolder(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        return _folder[name];
    }

    private async Task Import(int code, string told, params string[] options)
    {
        var run = await CliRun.Of(["import", _folder["in"], "--db", Database, .. options]);
        Assert.True(code == run.Code, $"exit code {run.Code}: {run.Error}");
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    private string[] Rows() => Query($"SELECT substr(path, {_folder["in/"].Length + 1}), status, CASE WHEN document_id IS NULL THEN 'False' ELSE 'True' END FROM files ORDER BY path");

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);
}
