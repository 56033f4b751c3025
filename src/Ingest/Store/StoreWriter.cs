using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyIngest.Ingest.Store;

/// <summary>A connection that writes: statements that are compiled once, transactions, singly or together, and a log that does not grow for ever.</summary>
/// <param name="path">The database's file.</param>
/// <param name="connection">The connection, which is disposed with this.</param>
internal sealed class StoreWriter(string path, SqliteConnection connection) : IDisposable
{
    /// <summary>Usual value of <see cref="LogToFold"/>.</summary>
    public const long UsualLogToFold = 256L << 20;

    /// <summary>Usual value of <see cref="MostLog"/>.</summary>
    public const long UsualMostLog = 2L << 30;

    // To look at the log's size takes longer than a small document's transaction.
    private const int TransactionsBetweenLooks = 32;

    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);
    private int _sinceLook = TransactionsBetweenLooks;
    private bool _isShared, _hasBegun;

    /// <summary>The database's file, as it was named.</summary>
    public string Path => path;

    /// <summary>The connection.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>
    /// Size of the log, in bytes, from which it is folded in as soon as no reader needs it; SQLite's own folding in leaves a file
    /// that grows as long as somebody reads.
    /// </summary>
    public long LogToFold { get; init; } = UsualLogToFold;

    /// <summary>Size of the log, in bytes, from which no more is written before the reader is done.</summary>
    public long MostLog { get; init; } = UsualMostLog;

    /// <summary>The statement of this text, compiled once.</summary>
    /// <exception cref="SqliteException">It can't be compiled.</exception>
    public PreparedStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements.Add(sql, statement = new PreparedStatement(connection, sql));
        return statement;
    }

    /// <summary>Does something in one transaction, for which it waits while another process writes.</summary>
    /// <exception cref="StoreException">It failed; nothing of it is stored.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public T InTransaction<T>(Func<T> work) => Explained(() =>
    {
        if (!(_isShared && IsOpen)) Begin();
        _sinceLook++;
        try
        {
            var result = work();
            if (!_isShared) Statement("COMMIT").Run();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    });

    /// <summary>Does several things that each take a transaction in a single one. It begins with the first of them: things that change nothing lock nothing.</summary>
    /// <returns>False if one of them failed, or their end: then nothing of any is stored, and each may be done alone.</returns>
    /// <exception cref="StoreException">The transaction can't begin; nothing is stored.</exception>
    /// <exception cref="OperationCanceledException">The wait for it was ended; nothing is stored.</exception>
    public bool Together(Action work)
    {
        (_isShared, _hasBegun) = (true, false);
        try
        {
            work();
            if (_hasBegun) Explained(() =>
            {
                Statement("COMMIT").Run();
                return true;
            });
            return true;
        }
        catch (StoreException) when (_hasBegun)
        {
            return false;
        }
        finally
        {
            _isShared = false;
            RollBack();
        }
    }

    /// <summary>Does something, and puts SQLite's faults into words.</summary>
    /// <exception cref="StoreException">It failed.</exception>
    public T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException fault)
        {
            throw SqliteFile.Explain(path, fault);
        }
    }

    /// <summary>Folds the write-ahead log into the file, as far as nobody reads from it.</summary>
    /// <returns>Whether all of it is in the file.</returns>
    /// <exception cref="StoreException">It can't be written.</exception>
    public bool FoldLog() => Explained(Truncate);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        connection.Dispose();
    }

    private bool IsOpen => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    private void Begin()
    {
        // A shared one that was rolled back does not begin again with the next thing: what came before would be missing.
        if (_isShared && _hasBegun) throw new InvalidOperationException("a thing failed, those behind it must not be done");
        if (_sinceLook >= TransactionsBetweenLooks) KeepLogSmall();
        DatabaseWait.For(path, () =>
        {
            Statement("BEGIN IMMEDIATE").Run();
            return true;
        });
        _hasBegun = true;
    }

    private void RollBack()
    {
        // SQLite may have rolled back by itself (disk full); then there is nothing left to do.
        if (IsOpen) Statement("ROLLBACK").Run();
    }

    /// <summary>A reader that stays holds the log open behind the place where it began: it grows with each transaction.</summary>
    private void KeepLogSmall()
    {
        _sinceLook = 0;
        long size = LogSize();
        if (size < LogToFold || Truncate() || size < MostLog) return;
        try
        {
            DatabaseWait.For(path, () => Truncate() ? true : throw new SqliteException("the log is in use", raw.SQLITE_BUSY));
        }
        catch (SqliteException fault) when (DatabaseWait.IsLocked(fault))
        {
            throw new StoreException($"{path}: another program has been reading the database for so long that its log has grown to {size >> 20} MB; close it and import again, what is stored so far stays", fault);
        }
    }

    private long LogSize()
    {
        var log = new FileInfo(System.IO.Path.GetFullPath(path) + "-wal");
        return log.Exists ? log.Length : 0;
    }

    private bool Truncate()
    {
        int code = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        if (code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED) return false;
        SqliteException.ThrowExceptionForRC(code, connection.Handle);
        return true;
    }
}
