using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

public sealed class TriageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DocumentStatus.Io, "Again")]
    [InlineData(DocumentStatus.Malformed, "Nothing")]
    [InlineData(DocumentStatus.Imported, "Nothing")]
    public void An_archive_is_read_again_by_itself_where_a_member_failed_for_a_reason_that_may_pass(DocumentStatus member, string need)
    {
        var file = new InputFile(new FilePath(_folder.Write("a.zip", "x")));
        var known = new Dictionary<string, FileRecord>(StringComparer.Ordinal)
        {
            [file.Key] = new(file.Stamp(), "sha", DocumentStatus.Partial, "rules", null),
            [file.Key + "!/b.txt"] = new(new FileStamp(file.Key + "!/b.txt", 1, null), null, member, "rules", null),
        };
        var item = Assert.Single(new Triage(known, "rules", new RedoOptions(false, false, false), GivenLookup.Stored(known)).Items([file]));
        Assert.Equal(need, item.Need.ToString());
    }
}
