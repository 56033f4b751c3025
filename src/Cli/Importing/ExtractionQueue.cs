using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Records;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing;

/// <summary>What came of a file.</summary>
/// <param name="Item">The file.</param>
/// <param name="Outcome">What became of the document; null for an archive and where there was nothing to do or the bytes were the known ones.</param>
/// <param name="Milliseconds">Time that reading and extracting took.</param>
internal sealed record WorkResult(WorkItem Item, DocumentOutcome? Outcome, double Milliseconds)
{
    /// <summary>What the file holds, if it is an archive; results for its members follow, one each.</summary>
    public ArchiveListing? Archive { get; init; }
}

/// <summary>
/// Has files read by a worker process and gives the results in the files' order, whatever order they become ready in; an archive's
/// members follow it. A document that brings the worker down is tried once more alone; if the worker dies again, the document is given
/// up and a new worker goes on.
/// </summary>
internal sealed class ExtractionQueue : IDisposable
{
    // How many files may be ahead of the oldest unfinished one, and how many bytes may wait.
    private const int MaxAhead = 256;
    private const long MaxWaitingBytes = 48L << 20;
    private const int MaxStartFailures = 3;

    // A document over its time is told so inside the worker first; one that does not listen takes the worker with it.
    private static readonly TimeSpan TimeoutGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly WorkerCommand _command;
    private readonly WorkerSettings _settings;
    private readonly GivenLookup _given;
    private readonly Channel<WorkerEvent?> _events = Channel.CreateUnbounded<WorkerEvent?>();
    private readonly Dictionary<long, InFlight> _inFlight = [];
    private readonly Dictionary<long, WorkResult> _ready = [];
    // Members of archives, and files that another one's fault interrupted.
    private readonly PriorityQueue<WorkItem, long> _waiting = new();
    private readonly Queue<WorkItem> _suspects = [];
    private readonly HashSet<long> _suspectedBefore = [];
    private WorkerProcess? _worker;
    private TimeSpan _awake;
    private long _lookedAt = Stopwatch.GetTimestamp();
    private long _next;
    private int _membersOfNext;
    // Of results, from when they are known until they are taken.
    private long _waitingBytes;
    private int _untaken;
    private volatile bool _wantsRoom;
    private int _startFailures;

    public ExtractionQueue(WorkerCommand command, WorkerSettings settings, GivenLookup given)
    {
        _command = command;
        _settings = settings;
        _given = given;
    }

    /// <summary>Works through the files.</summary>
    /// <exception cref="UsageException">No worker can be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task Run(IEnumerable<WorkItem> items, ChannelWriter<WorkResult> results, CancellationToken cancellation)
    {
        using var timer = new Timer(_ => _events.Writer.TryWrite(null), null, Tick, Tick);
        using var source = items.GetEnumerator();
        bool sourceHasMore = source.MoveNext();
        while (true)
        {
            while (_ready.Remove(_next, out var result))
            {
                _next = After(result);
                Interlocked.Increment(ref _untaken);
                await results.WriteAsync(result, cancellation);
            }
            while (HasRoom() && TakeNext() is { } item) Begin(item);
            if (_ready.ContainsKey(_next)) continue;
            if (_inFlight.Count == 0 && _suspects.Count == 0 && _waiting.Count == 0 && !sourceHasMore) return;
            Handle(await _events.Reader.ReadAsync(cancellation));
        }

        WorkItem? TakeNext()
        {
            // A suspect is worked on alone, so that it is clear who is to blame.
            if (_suspects.Count > 0) return _inFlight.Count == 0 ? _suspects.Dequeue() : null;
            if (_inFlight.Values.Any(work => work.IsAlone)) return null;
            if (_waiting.TryDequeue(out var waiting, out _)) return waiting;
            if (!sourceHasMore || source.Current.Order >= _next + WorkItem.OrderOf(MaxAhead, 0)) return null;
            var item = source.Current;
            sourceHasMore = source.MoveNext();
            return item;
        }
    }

    /// <summary>Ends the worker at once.</summary>
    public void Dispose()
    {
        _worker?.Kill();
        _worker?.Dispose();
    }

    /// <summary>A result that was given is its taker's now, and no longer counts here. Called from another thread.</summary>
    public void Taken(WorkResult result)
    {
        Interlocked.Decrement(ref _untaken);
        Interlocked.Add(ref _waitingBytes, -BytesOf(result));
        if (!_wantsRoom) return;
        _wantsRoom = false;
        _events.Writer.TryWrite(null);
    }

    private bool HasRoom()
    {
        if (_inFlight.Count >= 2 * _settings.Jobs) return false;
        if (MayWait()) return true;
        _wantsRoom = true;
        // Something may have been taken just now.
        return MayWait();
    }

    private bool MayWait() =>
        (_inFlight.Count == 0 && Volatile.Read(ref _untaken) == 0)
        || Interlocked.Read(ref _waitingBytes) + _inFlight.Values.Sum(work => work.Item.Stamp.Size ?? 0) < MaxWaitingBytes;

    private void Begin(WorkItem item)
    {
        if (item.IsDecided)
        {
            Finish(new WorkResult(item, null, 0));
            return;
        }
        if (item.Member?.Failure is { } failure)
        {
            Finish(new WorkResult(item, new DocumentOutcome(item.Stamp.Path, item.Stamp.Size, null, failure), 0));
            return;
        }
        _worker ??= new WorkerProcess(_command, _settings, _events.Writer!);
        _inFlight.Add(item.Order, new InFlight(item, IsAlone: _suspectedBefore.Contains(item.Order)));
        string? known = item.Need == Need.Compare ? item.Known?.Sha256 : null;
        _worker.Send(new WorkRequest(item.Order, item.File.Path, item.File.Key, known, item.Member?.Number ?? 0, item.Member?.ArchiveSha256, item.Given, _settings.Records == RecordForm.None ? null : item.Name));
    }

    private void Handle(WorkerEvent? happened)
    {
        if (happened is null) StopOverdue();
        else if (happened.Worker != _worker) return;
        else if (happened is WorkerEvent.Ended) WorkerEnded();
        else if (happened is WorkerEvent.Said said) WorkerSaid(said.Message);
    }

    private void WorkerSaid(WorkerMessage message)
    {
        if (!_inFlight.TryGetValue(message.Order, out var work)) return;
        switch (message)
        {
            case WorkerMessage.Started:
                (work.StartedAt, work.StartedAwake) = (Stopwatch.GetTimestamp(), _awake);
                return;
            case WorkerMessage.Allowed allowed:
                work.Allowed += TimeSpan.FromMilliseconds(allowed.Milliseconds);
                return;
            case WorkerMessage.Same same:
                Finish(new WorkResult(work.Item, null, same.Milliseconds));
                break;
            case WorkerMessage.Listed listed:
                Finish(new WorkResult(work.Item, null, listed.Milliseconds) { Archive = listed.Archive });
                foreach (var member in MembersOf(work.Item, listed.Archive)) _waiting.Enqueue(member, member.Order);
                break;
            case WorkerMessage.Finished finished:
                Finish(new WorkResult(work.Item, finished.Outcome, finished.Milliseconds));
                break;
            case WorkerMessage.OutOfMemory:
                Suspect(work, new FileFailure(DocumentStatus.ResourceLimit, "out-of-memory", string.Create(CultureInfo.InvariantCulture,
                    $"reading takes more memory than the limit of {_settings.Memory >> 20} MB; raise --max-memory if the document is genuine")));
                break;
        }
        _startFailures = 0;
    }

    /// <summary>The worker died: whatever it was working on may be the cause, whatever it had not begun is not.</summary>
    private void WorkerEnded()
    {
        var (worker, works) = (_worker!, _inFlight.Values.ToList());
        _worker = null;
        worker.Dispose();
        if (!works.Exists(work => work.StartedAt is not null) && ++_startFailures >= MaxStartFailures)
            throw new UsageException($"the worker process does not stay up: {worker.Stderr.Split('\n')[0].Trim()}");
        foreach (var work in works)
        {
            if (work.StartedAt is null) PutBack(work);
            else Suspect(work, CrashOf(worker.Stderr));
        }
    }

    private static FileFailure CrashOf(string stderr)
    {
        if (stderr.Contains("Stack overflow", StringComparison.OrdinalIgnoreCase))
            return new FileFailure(DocumentStatus.Crash, "stack-overflow", "the document is nested so deeply that the program ran out of stack; please report it");
        return stderr.Contains("OutOfMemory", StringComparison.OrdinalIgnoreCase) || stderr.Contains("Out of memory", StringComparison.OrdinalIgnoreCase)
            ? new FileFailure(DocumentStatus.ResourceLimit, "out-of-memory", "reading takes more memory than the limit; raise --max-memory if the document is genuine")
            : new FileFailure(DocumentStatus.Crash, "worker-died", "the program died while reading this document; please report it");
    }

    private void StopOverdue()
    {
        // Time in which this process slept makes no document slow.
        _awake += AwakeTimeout.Counted(Stopwatch.GetElapsedTime(_lookedAt));
        _lookedAt = Stopwatch.GetTimestamp();
        var overdue = _inFlight.Values.Where(work => work.StartedAt is not null && _awake - work.StartedAwake > _settings.Timeout + work.Allowed + TimeoutGrace).ToList();
        if (overdue.Count == 0 || _worker is null) return;
        var failure = _worker.IsPaused ? DocumentWork.Paused : DocumentWork.TimedOut(_settings.Timeout);
        _worker.Kill();
        _worker.Dispose();
        _worker = null;
        foreach (var work in _inFlight.Values.ToList())
        {
            if (overdue.Contains(work)) GiveUp(work, failure);
            else PutBack(work);
        }
    }

    private void Suspect(InFlight work, FileFailure failure)
    {
        if (!_suspectedBefore.Add(work.Item.Order))
        {
            GiveUp(work, failure);
            return;
        }
        _inFlight.Remove(work.Item.Order);
        _suspects.Enqueue(work.Item);
    }

    private void GiveUp(InFlight work, FileFailure failure)
    {
        double milliseconds = work.StartedAt is { } start ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : 0;
        Finish(new WorkResult(work.Item, new DocumentOutcome(work.Item.Stamp.Path, work.Item.Stamp.Size, null, failure), milliseconds));
    }

    private void PutBack(InFlight work)
    {
        _inFlight.Remove(work.Item.Order);
        if (work.IsAlone) _suspects.Enqueue(work.Item);
        else _waiting.Enqueue(work.Item, work.Item.Order);
    }

    private void Finish(WorkResult result)
    {
        _inFlight.Remove(result.Item.Order);
        _ready.Add(result.Item.Order, result);
        Interlocked.Add(ref _waitingBytes, BytesOf(result));
    }

    /// <summary>The place after a result's: the archive's next member, or the next file.</summary>
    private long After(WorkResult result)
    {
        var item = result.Item;
        if (item.Member is null) _membersOfNext = result.Archive?.Members.Count ?? 0;
        return (item.Member?.Number ?? 0) < _membersOfNext ? item.Order + 1 : WorkItem.OrderOf(item.Sequence + 1, 0);
    }

    private IEnumerable<WorkItem> MembersOf(WorkItem archive, ArchiveListing listing) => listing.Members.Select((member, index) => archive with
    {
        Stamp = new FileStamp(member.Path, member.Size, null),
        Need = Need.New,
        Known = null,
        Given = _given.Of(member.Path),
        Member = new MemberPlace(index + 1, member.Path, listing.Sha256, member.Failure),
    });

    /// <summary>Bytes of a result's rows and record, which are what takes memory.</summary>
    public static long BytesOf(WorkResult result) => (result.Outcome?.Document?.Rows.Length ?? 0L) + (result.Outcome?.Record.Length ?? 0L);

    private sealed record InFlight(WorkItem Item, bool IsAlone)
    {
        public long? StartedAt { get; set; }

        public TimeSpan StartedAwake { get; set; }

        /// <summary>Time beyond the limit that this one may take.</summary>
        public TimeSpan Allowed { get; set; }
    }
}
