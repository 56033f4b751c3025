using System.Diagnostics;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Scale;

/// <summary>
/// Questions to a large database. The test suite asks them of 4,000 tasks; <c>./dev.sh scale FILE</c> makes a million, in FILE, and holds the
/// clock against each.
/// </summary>
[Collection(Alone.Name)]
public sealed class ScaleTests : IDisposable
{
    private readonly ITestOutputHelper _output;
    private readonly TemporaryFolder _folder = new();
    private readonly string _database;

    public ScaleTests(ITestOutputHelper output)
    {
        _output = output;
        _database = Environment.GetEnvironmentVariable("POLICYINGEST_SCALE") is { Length: > 0 } file ? file : _folder["p.db"];
        long start = Stopwatch.GetTimestamp();
        ScaleDatabase.Make(_database, _database == _folder["p.db"] ? 4_000 : 1_000_000);
        _output.WriteLine($"made in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Generated() => Assert.NotEmpty(TemporaryFolder.Query(_database, "SELECT * FROM v_task LIMIT 5"));
}
