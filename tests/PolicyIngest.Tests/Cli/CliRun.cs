using System.Text;
using PolicyIngest.Cli;

namespace PolicyIngest.Tests.Cli;

/// <summary>A command run inside the tests' own process.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<CliRun> Of(params string[] args)
    {
        using var input = new MemoryStream();
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        int code = await Program.Run(args, new Terminal(input, output, error));
        return new CliRun(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
