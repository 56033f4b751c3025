using PolicyIngest.Cli;
using PolicyIngest.Ingest.Store;
using Xunit;

namespace PolicyIngest.Tests.Cli;

public sealed class LastResortTests
{
    [Fact]
    public void A_fault_that_nobody_foresaw_is_one_line_that_names_the_file_with_the_rest()
    {
        string told = LastResort.Explain(new InvalidOperationException("it\nbroke"), ["query", "SELECT \u001b"]);
        string file = told[(told.LastIndexOf(' ') + 1)..];
        try
        {
            Assert.StartsWith("the program failed (InvalidOperationException: it", told, StringComparison.Ordinal);
            string report = File.ReadAllText(file);
            Assert.Contains("InvalidOperationException: it\nbroke", report, StringComparison.Ordinal);
            Assert.Contains("arguments: query SELECT \\u{1B}", report, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Faults_of_use_and_of_the_system_need_no_report()
    {
        Assert.Equal("do otherwise", LastResort.Explain(new UsageException("do otherwise"), []));
        Assert.Equal("it is damaged", LastResort.Explain(new StoreException("it is damaged"), []));
        Assert.Equal("a file can't be read or written: the disk is full", LastResort.Explain(new IOException("No space left on device", 28), []));
    }

    [Fact]
    public async Task A_command_that_fails_in_its_own_code_exits_with_2()
    {
        using var error = new StringWriter { NewLine = "\n" };
        int code = await Program.Run(["schema"], new Terminal(Stream.Null, new FailingStream(), error));
        Assert.Equal(ExitCode.Nothing, code);
        Assert.StartsWith("policy-ingest: the program failed (NotSupportedException: ", error.ToString(), StringComparison.Ordinal);
        File.Delete(error.ToString().TrimEnd('\n').Split(' ')[^1]);
    }

    private sealed class FailingStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException("a stream that fails");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("a stream that fails");
    }
}
