namespace PolicyIngest.Ingest.Readers.Processes;

/// <summary>
/// A time limit that counts only the time in which this process runs. A computer that sleeps, or a process that is stopped by SIGSTOP, makes
/// no document slow.
/// </summary>
public sealed class AwakeTimeout : IDisposable
{
    /// <summary>How often the time is taken.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>Most that counts between two looks; what is beyond is a pause. A busy machine looks late, but not as late as that.</summary>
    public static readonly TimeSpan MostPerTick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action _onEnd;
    private readonly ITimer _timer;
    private TimeSpan _limit;
    private TimeSpan _awake;
    private long _last;
    private bool _isOver;

    /// <summary>Starts the time.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="onEnd">Done once when the limit is reached; not after <see cref="Dispose"/>.</param>
    /// <param name="time">The clock; the system's where it is null.</param>
    public AwakeTimeout(TimeSpan limit, Action onEnd, TimeProvider? time = null)
    {
        (_limit, _onEnd, _time) = (limit, onEnd, time ?? TimeProvider.System);
        _last = _time.GetTimestamp();
        _timer = _time.CreateTimer(_ => Look(), null, Tick, Tick);
    }

    /// <summary>What counts of a time that passed between two looks.</summary>
    public static TimeSpan Counted(TimeSpan passed) => passed < MostPerTick ? passed : MostPerTick;

    /// <summary>Moves the limit further away.</summary>
    public void Extend(TimeSpan by)
    {
        lock (_gate) _limit += by;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _isOver = true;
        _timer.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_isOver) return;
            long now = _time.GetTimestamp();
            _awake += Counted(_time.GetElapsedTime(_last, now));
            _last = now;
            if (_awake < _limit) return;
            _isOver = true;
            _onEnd();
        }
    }
}
