using System.CommandLine;
using PolicyIngest.Cli.Evaluating;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Cli.Verbs;

/// <summary>The option <c>--lexicons</c>: a folder with word lists that add to the program's own.</summary>
internal sealed class LexiconOption
{
    private const string Ending = ".tsv";

    private readonly Option<string?> _folder = new("--lexicons")
    {
        Description = "Folder with word lists (unit-names.tsv and others) that add to the program's own or replace them",
        HelpName = "DIR",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(_folder);

    /// <summary>The folder, or null.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(_folder);

    /// <summary>The texts of the folder's word lists by name, in the order of their names; empty without the option.</summary>
    /// <exception cref="UsageException">The folder is not there or holds no word list.</exception>
    public Dictionary<string, string> Texts(ParseResult parsed)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Folder(parsed) is not { } folder) return texts;
        if (!Directory.Exists(folder)) throw new UsageException($"{folder}: there is no such folder of lexicons");
        foreach (string file in Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal))
            texts.Add(Path.GetFileNameWithoutExtension(file), System.Text.Encoding.UTF8.GetString(GoldFiles.Bytes(file)));
        if (texts.Count == 0) throw new UsageException($"{folder}: the folder holds no lexicon; they are called {string.Join(", ", LexiconForm.All.Keys.Select(name => name + Ending))}");
        return texts;
    }

    /// <summary>The word lists in force.</summary>
    /// <exception cref="UsageException">The folder's can't be used; the message tells file and line.</exception>
    public LexiconSet Read(ParseResult parsed)
    {
        try
        {
            return Folder(parsed) is null ? LexiconSet.BuiltIn : LexiconSet.Extended(Texts(parsed));
        }
        catch (LexiconException fault)
        {
            throw new UsageException($"{PathOf(Folder(parsed)!, fault.Problem.Lexicon)}:{fault.Problem.Line}: {fault.Problem.Message}");
        }
    }

    /// <summary>The path of a folder's lexicon.</summary>
    public static string PathOf(string folder, string lexicon) => Path.Combine(folder, lexicon + Ending);
}
