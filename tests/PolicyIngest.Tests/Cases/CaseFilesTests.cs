using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Cases;

/// <summary>Runs every case of every file in this folder.</summary>
public sealed class CaseFilesTests(ITestOutputHelper output)
{
    /// <summary>File, name, and for a known gap its reason, so that the reason shows in the test's name.</summary>
    public static TheoryData<string, string, string?> Cases()
    {
        var rows = new TheoryData<string, string, string?>();
        foreach (var test in CaseFile.All) rows.Add(test.File, test.Name, test.Known);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gives_its_facts(string file, string name, string? known)
    {
        var test = CaseFile.All.Single(test => test.File == file && test.Name == name);
        string found = CaseRunner.Run(test), where = $"{test.File}:{test.Line}: {test.Name}";
        if (known is null)
        {
            Assert.True(found == test.Expected, $"{where}\n{LineDiff.Of(test.Expected, found)}");
            return;
        }
        output.WriteLine($"known: {known}\n{LineDiff.Of(test.Expected, found)}");
        Assert.True(found != test.Expected, $"{where}: the case holds now; take its `! known:` line away");
    }

    [Fact]
    public void Cases_show_something_and_have_names_of_their_own()
    {
        Assert.All(CaseFile.All, test => Assert.NotEmpty(test.Show));
        Assert.All(CaseFile.All, test => Assert.Subset(CaseRunner.Shows.ToHashSet(), test.Show.ToHashSet()));
        Assert.Empty(CaseFile.All.GroupBy(test => (test.File, test.Name)).Where(group => group.Count() > 1).Select(group => group.Key));
    }
}
