using System.Globalization;
using System.Text;
using PolicyIngest.Cli.Languages;

namespace PolicyIngest.Cli;

/// <summary>Where a command reads and writes: data on <see cref="Out"/>, messages for people on <see cref="Error"/>.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output, as bytes.</param>
/// <param name="Error">Standard error, as text.</param>
/// <param name="ErrorIsTerminal">Whether a person sees standard error as it is written.</param>
internal sealed record Terminal(Stream In, Stream Out, TextWriter Error, bool ErrorIsTerminal = false)
{
    /// <summary>The language of messages.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess()
    {
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = new UTF8Encoding(false);
        var output = Console.OpenStandardOutput();
        return new Terminal(Console.OpenStandardInput(), Console.IsOutputRedirected ? output : new PrintableStream(output),
            new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
            !Console.IsErrorRedirected)
        {
            Language = Language.OfSystem(),
        };
    }

    /// <summary>Writes one message for people.</summary>
    public void Say(string message) => Error.WriteLine(Shown(message));

    /// <summary>A message as it is shown: in the language of the call, and on one line.</summary>
    public string Shown(string message) => Printable(Language.Translate(message));

    /// <summary>A writer of text for <see cref="Out"/>; the caller disposes it, the stream stays open.</summary>
    public StreamWriter OutText() => new(Out, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };

    /// <summary>
    /// The text as it may be shown on a terminal, on one line: control characters, terminal escapes, line ends and the marks that turn
    /// the direction of writing stand as <c>\u{1B}</c>. File names and documents may hold any of them.
    /// </summary>
    public static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') || !text.Any(IsUnprintable)) return text;
        var shown = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (IsUnprintable(c)) shown.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:X}}}");
            else shown.Append(c);
        }
        return shown.ToString();
    }

    /// <summary>Whether a character commands a terminal instead of being shown.</summary>
    public static bool IsUnprintable(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E')
            or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
