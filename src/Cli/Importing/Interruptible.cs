using System.Runtime.InteropServices;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Importing;

/// <summary>Lets Ctrl-C, SIGTERM and a closed terminal stop work in an orderly way. A second Ctrl-C ends the program at once.</summary>
internal static class Interruptible
{
    /// <summary>Does work that ends by itself, soon after the token is cancelled, with an <see cref="OperationCanceledException"/> or without.</summary>
    public static Task<int> Run(Func<CancellationToken, int> work, CancellationToken cancellation) => Run(stop => Task.FromResult(work(stop)), cancellation);

    /// <summary>Does work that ends soon after the token is cancelled.</summary>
    public static async Task<int> Run(Func<CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        DatabaseWait.Current = DatabaseWait.Current with { Stop = stop.Token };
        return await work(stop.Token);

        void Stop(PosixSignalContext signal)
        {
            if (stop.IsCancellationRequested) return;
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
