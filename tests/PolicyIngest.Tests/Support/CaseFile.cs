namespace PolicyIngest.Tests.Support;

/// <summary>One case of a case file; Cases/README.md describes the form.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Name">The words behind <c>===</c>.</param>
/// <param name="Line">Line of the heading, from 1.</param>
/// <param name="Frame">What the input is put into: <c>task</c> or <c>document</c>; <c>passage</c> and <c>label</c> go to one rule alone.</param>
/// <param name="Year">The framing plan's first year.</param>
/// <param name="LastYear">Its last year.</param>
/// <param name="Show">What the expected lines tell, in the order of printing.</param>
/// <param name="Ending">The file ending under which the input is read.</param>
/// <param name="Known">The reason why the case does not hold yet, or null.</param>
/// <param name="Input">The text.</param>
/// <param name="Expected">The expected lines.</param>
internal sealed record TestCase(
    string File, string Name, int Line, string Frame, int Year, int LastYear, string[] Show, string Ending, string? Known, string Input, string Expected);

/// <summary>Reads case files: several small cases to a text file, input and expected facts together.</summary>
internal static class CaseFile
{
    /// <summary>The folder of the case files.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Tests, "Cases");

    /// <summary>All cases of all files.</summary>
    public static IReadOnlyList<TestCase> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(path => Parse(Path.GetFileName(path), System.IO.File.ReadAllText(path))),
    ];

    /// <summary>Reads a file's cases.</summary>
    /// <exception cref="FormatException">The file does not keep to the form; the message names its line.</exception>
    public static List<TestCase> Parse(string file, string text)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var cases = new List<TestCase>();
        var common = new Settings();
        int i = 0;
        for (; i < lines.Length && !IsHeading(lines[i]); i++)
            _ = common.Take(lines[i]); // any other line before the first case is commentary
        while (i < lines.Length)
        {
            int heading = i++;
            var settings = common with { };
            string? known = null;
            for (; At(i) != "<<<"; i++)
            {
                if (At(i).StartsWith("! known:", StringComparison.Ordinal)) known = At(i)["! known:".Length..].Trim();
                else if (At(i).Trim().Length > 0 && !settings.Take(At(i))) throw Bad(i, "neither a setting nor <<<");
            }
            int input = ++i;
            while (At(i) != ">>>") i++;
            int expected = ++i;
            while (i < lines.Length && !IsHeading(lines[i])) i++;
            cases.Add(new TestCase(file, lines[heading][4..].Trim(), heading + 1, settings.Frame, settings.Year, settings.LastYear, settings.Show, settings.Ending, known,
                string.Join('\n', lines[input..(expected - 1)]), string.Join('\n', lines[expected..i]).Trim('\n')));
        }
        if (cases.Count == 0) throw Bad(0, "no case; a case begins with ===");
        return cases;

        string At(int line) => line < lines.Length ? lines[line] : throw Bad(line - 1, "the case has no <<< or no >>>");
        FormatException Bad(int line, string what) => new($"{file}:{line + 1}: {what}");
    }

    private static bool IsHeading(string line) => line.StartsWith("=== ", StringComparison.Ordinal);

    private sealed record Settings
    {
        public string Frame { get; private set; } = "task";
        public int Year { get; private set; } = 2024;
        public int LastYear { get; private set; } = 2024;
        public string[] Show { get; private set; } = [];
        public string Ending { get; private set; } = ".txt";

        /// <summary>Takes a line <c>key: value</c>; false when it is none.</summary>
        public bool Take(string line)
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0) return false;
            string value = line[(colon + 2)..].Trim();
            switch (line[..colon])
            {
                case "in" when value is "task" or "document" or "passage" or "label": Frame = value; return true;
                case "year":
                    Year = int.Parse(value.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture);
                    LastYear = int.Parse(value.AsSpan(value.Length - 4), System.Globalization.CultureInfo.InvariantCulture);
                    return true;
                case "show": Show = value.Split(' ', StringSplitOptions.RemoveEmptyEntries); return true;
                case "as": Ending = value; return true;
                default: return false;
            }
        }
    }
}
