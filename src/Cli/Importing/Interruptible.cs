using System.Runtime.InteropServices;

namespace PolicyIngest.Cli.Importing;

/// <summary>Lets Ctrl-C, SIGTERM and a closed terminal stop work in an orderly way. A second Ctrl-C ends the program at once.</summary>
internal static class Interruptible
{
    public static async Task<int> Run(Func<CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        return await work(stop.Token);

        void Stop(PosixSignalContext signal)
        {
            if (stop.IsCancellationRequested) return;
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
