using PolicyIngest.Ingest.Readers.Processes;
using Xunit;

namespace PolicyIngest.Tests.Readers.Processes;

public sealed class AwakeTimeoutTests
{
    [Fact]
    public void Time_that_the_process_slept_does_not_count()
    {
        var clock = new Clock();
        int ended = 0;
        using var timeout = new AwakeTimeout(TimeSpan.FromSeconds(10), () => ended++, clock);
        // The computer sleeps for an hour, twice.
        clock.Pass(TimeSpan.FromHours(1));
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(0, ended);
        for (int i = 0; i < 79; i++) clock.Pass(AwakeTimeout.Tick);
        Assert.Equal(0, ended);
        clock.Pass(AwakeTimeout.Tick);
        Assert.Equal(1, ended);
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(1, ended);
    }

    [Fact]
    public void A_limit_moves_further_away()
    {
        var clock = new Clock();
        int ended = 0;
        using var timeout = new AwakeTimeout(TimeSpan.FromSeconds(1), () => ended++, clock);
        timeout.Extend(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 19; i++) clock.Pass(AwakeTimeout.Tick);
        Assert.Equal(0, ended);
        clock.Pass(AwakeTimeout.Tick);
        Assert.Equal(1, ended);
    }

    [Fact]
    public void After_its_end_nothing_happens()
    {
        var clock = new Clock();
        int ended = 0;
        new AwakeTimeout(AwakeTimeout.Tick, () => ended++, clock).Dispose();
        clock.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(0, ended);
    }

    private sealed class Clock : TimeProvider
    {
        private TimeSpan _now;
        private Action _tick = () => { };

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = () => callback(state);
            return new NoTimer();
        }

        /// <summary>Lets time pass, at whose end the timer fires once.</summary>
        public void Pass(TimeSpan time)
        {
            _now += time;
            _tick();
        }
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
