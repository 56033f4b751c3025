using System.Runtime.ExceptionServices;

namespace PolicyIngest.Cli.Importing;

/// <summary>Threads on which documents are worked on.</summary>
internal static class DeepStack
{
    /// <summary>
    /// Stack in bytes. Deeply nested documents are followed by recursion here and there; memory is taken only as far as the stack really grows.
    /// </summary>
    public const int Size = 64 << 20;

    /// <summary>How long work that is to stop is waited for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Does work on such a thread and waits for it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="stop">The work looks at it where it can. Where it does not, as inside a library, it is left to itself after a second; it ends with the program.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled before the work was done.</exception>
    public static T Run<T>(Func<T> work, CancellationToken stop = default)
    {
        T result = default!;
        ExceptionDispatchInfo? fault = null;
        var done = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception caught)
            {
                fault = ExceptionDispatchInfo.Capture(caught);
            }
            done.SetResult();
        }, Size)
        { IsBackground = true };
        thread.Start();
        try
        {
            done.Task.Wait(stop);
        }
        catch (OperationCanceledException)
        {
            if (!done.Task.Wait(Grace)) throw;
        }
        fault?.Throw();
        return result;
    }
}
