using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyIngest.Ingest.Store;

/// <summary>How the program waits while another one has the database locked: for a while in silence, then it says so, and not for ever.</summary>
/// <param name="Tell">Told in one sentence that, and how long at most, is waited.</param>
public sealed record DatabaseWait(Action<string>? Tell)
{
    private static readonly AsyncLocal<DatabaseWait?> Own = new();

    /// <summary>Longest wait.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>As long as nothing is said.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Ends a wait.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>How the present command waits.</summary>
    public static DatabaseWait Current
    {
        get => Own.Value ?? Silent;
        set => Own.Value = value;
    }

    private static DatabaseWait Silent { get; } = new(Tell: null);

    /// <summary>Does something that changes nothing where the database is locked, again and again until it is not.</summary>
    /// <exception cref="SqliteException">It failed, or the database was locked for the longest time.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    internal static T For<T>(string path, Func<T> work)
    {
        var wait = Current;
        long start = Stopwatch.GetTimestamp();
        bool isTold = false;
        while (true)
        {
            try
            {
                return work();
            }
            catch (SqliteException fault) when (IsLocked(fault) && Stopwatch.GetElapsedTime(start) < wait.Longest)
            {
                wait.Stop.ThrowIfCancellationRequested();
                if (!isTold && Stopwatch.GetElapsedTime(start) >= wait.Silence)
                {
                    wait.Tell?.Invoke($"{path}: another program has the database locked; waiting for it, {wait.Longest.TotalSeconds} s at most");
                    isTold = true;
                }
                wait.Stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    /// <summary>Whether a fault is that the database is locked.</summary>
    internal static bool IsLocked(SqliteException fault) => fault.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
}
