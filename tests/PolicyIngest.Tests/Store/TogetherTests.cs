using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

/// <summary>Several things stored in one transaction.</summary>
public sealed class TogetherTests : IDisposable
{
    private const string Rules = "rules";
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_there_at_once_and_not_before()
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("1", Rules);
        Assert.True(store.Together(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal(SaveOutcome.Imported, Save(store, run, i));
                Assert.Equal(["0"], Query("SELECT count(*) FROM documents"));
            }
            Assert.Equal(SaveOutcome.Unchanged, Save(store, run, 2));
        }));
        Assert.Equal(["5|5"], Query("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM files)"));
    }

    [Fact]
    public void It_gives_the_same_rows_as_one_by_one()
    {
        string alone = _folder["alone.db"];
        using (var store = SqliteStore.Open(alone))
        {
            long run = store.BeginRun("1", Rules);
            for (int i = 0; i < 7; i++) Save(store, run, i % 5);
        }
        using (var store = SqliteStore.Open(Database))
        {
            long run = store.BeginRun("1", Rules);
            Assert.True(store.Together(() =>
            {
                for (int i = 0; i < 7; i++) Save(store, run, i % 5);
            }));
        }
        Assert.Equal(Fingerprint.Of(alone).Whole, Fingerprint.Of(Database).Whole);
    }

    [Fact]
    public void Where_one_fails_nothing_of_any_is_stored_and_each_can_be_stored_alone()
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("1", Rules);
        Query("CREATE TRIGGER refuse BEFORE INSERT ON files WHEN NEW.name = '2.txt' BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        Assert.False(store.Together(() =>
        {
            for (int i = 0; i < 4; i++) Save(store, run, i);
        }));
        Assert.Equal(["0"], Query("SELECT count(*) FROM documents"));
        AssertUnlocked();
        Assert.Equal([0, 1, 3], new[] { 0, 1, 2, 3 }.Where(i => Record.Exception(() => Save(store, run, i)) is null));
        Assert.Equal(["0.txt", "1.txt", "3.txt"], Query("SELECT name FROM files JOIN documents USING (document_id) ORDER BY name"));
        Assert.Empty(Query("PRAGMA foreign_key_check"));
    }

    [Fact]
    public void What_follows_one_that_failed_is_not_stored_without_it()
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("1", Rules);
        Query("CREATE TRIGGER refuse BEFORE INSERT ON files WHEN NEW.name = '1.txt' BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        Assert.Throws<InvalidOperationException>(() => store.Together(() =>
        {
            Save(store, run, 0);
            Assert.Throws<StoreException>(() => Save(store, run, 1));
            Save(store, run, 2);
        }));
        Assert.Equal(["0"], Query("SELECT count(*) FROM documents"));
    }

    [Fact]
    public void The_database_is_locked_from_the_first_thing_that_is_stored_to_the_end()
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("1", Rules);
        Assert.True(store.Together(AssertUnlocked));
        store.Together(() =>
        {
            AssertUnlocked();
            Save(store, run, 0);
            Assert.False(TemporaryFolder.CanWrite(Database));
        });
        AssertUnlocked();
        Assert.Throws<FormatException>(() => store.Together(() =>
        {
            Save(store, run, 1);
            throw new FormatException();
        }));
        AssertUnlocked();
        Assert.Equal(["1"], Query("SELECT count(*) FROM documents"));
    }

    [Fact]
    public void While_another_one_writes_it_is_waited_for_once()
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("1", Rules);
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        Execute(other, "BEGIN IMMEDIATE");
        DatabaseWait.Current = new DatabaseWait(null) { Longest = TimeSpan.FromMilliseconds(300) };
        // It fails before anything is stored, so that each alone would wait as long once more.
        Assert.Contains("kept the database locked", Assert.Throws<StoreException>(() => store.Together(() => Save(store, run, 0))).Message, StringComparison.Ordinal);
        Execute(other, "ROLLBACK");
        Assert.True(store.Together(() => Save(store, run, 0)));
    }

    [Fact]
    public void A_long_reader_does_not_make_the_log_grow_for_ever()
    {
        const long ToFold = 1 << 20, Most = 4 << 20;
        SqliteStore.Open(Database).Dispose();
        DatabaseWait.Current = new DatabaseWait(null) { Longest = TimeSpan.FromMilliseconds(300) };
        using var reader = new SqliteConnection($"Data Source={Database};Pooling=False;Mode=ReadOnly");
        reader.Open();
        Execute(reader, "BEGIN; SELECT count(*) FROM documents");
        using var store = SqliteStore.Open(Database, ToFold, Most);
        long run = store.BeginRun("1", Rules);
        int groups = 0;
        Assert.Contains("has been reading the database for so long", Assert.Throws<StoreException>(() =>
        {
            for (; groups < 500; groups++) store.Together(() => Fail(groups));
        }).Message, StringComparison.Ordinal);
        Assert.InRange(LogSize(), Most, 2 * Most);
        Execute(reader, "COMMIT");
        for (int i = 0; i < 60; i++) Assert.True(store.Together(() => Fail(groups + i)));
        Assert.InRange(LogSize(), 0, 2 * ToFold + (1 << 20));

        long LogSize() => new FileInfo(Database + "-wal").Length;
        void Fail(int group)
        {
            for (int i = 0; i < 40; i++) store.SaveFailure(new FileStamp($"/plans/{group}/{i}.txt", i, null), null, new FileFailure(DocumentStatus.Malformed, "bad", new string('x', 2_000)), Rules, run);
        }
    }

    private static SaveOutcome Save(SqliteStore store, long run, int number) =>
        store.Save(new FileStamp($"/plans/{number}.txt", 1, null), PreparedDocument.Of(SampleExtraction.Make($"/plans/{number}.txt", content: $"bytes {number}"), Rules), Rules, run);

    private void AssertUnlocked() => Assert.True(TemporaryFolder.CanWrite(Database));

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);
}
