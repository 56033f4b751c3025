using System.Text;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;

// A worker with a pipeline that fails as badly as a pipeline can, where the document asks for it. For tests of the import alone.
WorkerLoop.Serve(Terminal.OfProcess(), Extract, args[0]);

static Extraction Extract(SourceFile file, ReadOptions options, RuleOptions rules, CancellationToken cancellation)
{
    string text = Encoding.UTF8.GetString(file.Bytes.Span);
    if (text.Contains("OVERFLOW THE STACK", StringComparison.Ordinal)) Descend(0);
    if (text.Contains("HANG FOREVER", StringComparison.Ordinal)) Thread.Sleep(Timeout.Infinite);
    if (text.Contains("WAIT TO BE CANCELLED", StringComparison.Ordinal)) cancellation.WaitHandle.WaitOne();
    if (text.Contains("THROW", StringComparison.Ordinal)) throw new InvalidOperationException("thrown for the test");
    if (text.Contains("FILL THE DISK", StringComparison.Ordinal)) throw new IOException("No space left on device", 28);
    if (text.Contains("FAST EXIT", StringComparison.Ordinal)) Environment.FailFast("ended for the test");
    if (text.Contains("EXIT ONCE", StringComparison.Ordinal)) ExitOnce(file.Path);
    if (text.Contains("EAT MEMORY", StringComparison.Ordinal)) Eat();
    if (text.Contains("TAKE A WHILE", StringComparison.Ordinal)) Thread.Sleep(Random.Shared.Next(30));
    cancellation.ThrowIfCancellationRequested();
    return IngestPipeline.Run(file, options, rules, cancellation);
}

static long Descend(long depth)
{
    Span<byte> frame = stackalloc byte[1_000];
    frame[0] = (byte)depth;
    return Descend(depth + 1) + frame[0];
}

static void Eat()
{
    var eaten = new List<byte[]>();
    while (true) eaten.Add(new byte[16 << 20]);
}

static void ExitOnce(string path)
{
    string mark = path + ".seen";
    if (File.Exists(mark)) return;
    File.WriteAllText(mark, "");
    Environment.Exit(3);
}
