using System.Runtime.ExceptionServices;

namespace PolicyIngest.Cli.Importing;

/// <summary>Threads on which documents are worked on.</summary>
internal static class DeepStack
{
    /// <summary>
    /// Stack in bytes. Deeply nested documents are followed by recursion here and there; memory is taken only as far as the stack really grows.
    /// </summary>
    public const int Size = 64 << 20;

    /// <summary>Does work on such a thread and waits for it.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? fault = null;
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
        }, Size);
        thread.Start();
        thread.Join();
        fault?.Throw();
        return result;
    }
}
