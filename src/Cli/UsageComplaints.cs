using System.CommandLine;
using System.Text.RegularExpressions;

namespace PolicyIngest.Cli;

/// <summary>What is wrong with a command line, in words for people: the parser's own name types of the program.</summary>
internal static partial class UsageComplaints
{
    private const string NoCommand = "Required command was not provided.";

    /// <summary>The complaints, a sentence each.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var messages = parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal).ToList();
        bool hasUnknown = messages.Exists(message => Unknown().IsMatch(message));
        foreach (string message in messages)
        {
            if (message == NoCommand && hasUnknown) continue;
            if (WrongType().Match(message) is { Success: true } wrong)
            {
                // The option's own check has said so already.
                if (!messages.Exists(other => other.StartsWith(wrong.Groups["option"].Value + " takes ", StringComparison.Ordinal)))
                    yield return $"{wrong.Groups["option"].Value} can't be '{wrong.Groups["value"].Value}'";
                continue;
            }
            if (NotAmong().Match(message) is { Success: true } among)
            {
                string allowed = string.Join(", ", among.Groups["allowed"].Value.Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                yield return $"'{among.Groups["value"].Value}' is none of {allowed}";
                continue;
            }
            yield return message;
            if (Unknown().Match(message) is { Success: true } unknown && Near(unknown.Groups["word"].Value, parsed.CommandResult.Command) is { } near)
                yield return $"did you mean {near}?";
        }
    }

    /// <summary>The command or option that a word is a slip of, or null.</summary>
    private static string? Near(string word, Command command)
    {
        var known = command.Subcommands.Where(below => !below.Hidden).Select(below => below.Name)
            .Concat(command.Options.Where(option => !option.Hidden).Select(option => option.Name));
        int most = Math.Min(2, word.TrimStart('-').Length / 2);
        return word.Length > LongestWord ? null
            : known.Select(name => (Name: name, Distance: Distance(word, name))).Where(near => near.Distance <= most).OrderBy(near => near.Distance).Select(near => near.Name).FirstOrDefault();
    }

    private const int LongestWord = 40;

    /// <summary>How many letters have to be put in, taken out, changed or exchanged with their neighbour.</summary>
    private static int Distance(string one, string other)
    {
        int[,] cost = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= other.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= one.Length; i++)
        {
            for (int j = 1; j <= other.Length; j++)
            {
                int change = one[i - 1] == other[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[one.Length, other.Length];
    }

    // Cannot parse argument 'x' for option '--year' as expected type 'System.Nullable`1[System.Int32]'.
    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (?:option|command) '(?<option>[^']*)' as expected type", RegexOptions.Singleline)]
    private static partial Regex WrongType();

    // Argument 'x' not recognized. Must be one of:, then a line for each
    [GeneratedRegex(@"^Argument '(?<value>.*)' not recognized\. Must be one of:(?<allowed>.*)$", RegexOptions.Singleline)]
    private static partial Regex NotAmong();

    // Unrecognized command or argument 'imprt'.
    [GeneratedRegex(@"^Unrecognized command or argument '(?<word>.*)'\.$", RegexOptions.Singleline)]
    private static partial Regex Unknown();
}
