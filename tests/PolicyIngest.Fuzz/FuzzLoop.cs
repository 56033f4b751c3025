using System.Runtime.ExceptionServices;
using SharpFuzz;

namespace PolicyIngest.Fuzz;

/// <summary>The side of afl-fuzz that runs inputs: one after the other in a process that starts anew after a crash.</summary>
internal static class FuzzLoop
{
    // As on the threads on which the program works on documents.
    private const int Stack = 64 << 20;

    /// <summary>Runs what afl-fuzz sends until it ends the process.</summary>
    /// <param name="name">The target, looked up late: no code that counts its branches may run before there is memory for the counts.</param>
    public static int Run(string name)
    {
        OnDeepStack(() => Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            FuzzTarget.Named(name).Run(input.ToArray());
        }));
        return 0;
    }

    /// <summary>Does something on a thread with as deep a stack as documents have.</summary>
    public static void OnDeepStack(Action work)
    {
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception caught)
            {
                fault = ExceptionDispatchInfo.Capture(caught);
            }
        }, Stack);
        thread.Start();
        thread.Join();
        fault?.Throw();
    }
}
