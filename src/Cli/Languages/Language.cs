using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PolicyIngest.Cli.Languages;

/// <summary>The language in which the program speaks to people. Data, codes and what is stored are the same in every language.</summary>
internal sealed class Language
{
    /// <summary>The option that names the language; it counts for every verb.</summary>
    public const string OptionName = "--lang";

    private readonly Lazy<Catalogue>? _catalogue;

    private Language(string name, Lazy<Catalogue>? catalogue)
    {
        Name = name;
        _catalogue = catalogue;
    }

    /// <summary>English, in which all messages are written.</summary>
    public static Language English { get; } = new("en", null);

    /// <summary>Chinese (中文), by the catalogue inside the program.</summary>
    public static Language Chinese { get; } = new("zh", new Lazy<Catalogue>(() => Catalogue.OfProgram("zh")));

    /// <summary>All languages, by their names.</summary>
    public static ImmutableArray<Language> All { get; } = [English, Chinese];

    /// <summary>The value of the option: <c>en</c>, <c>zh</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The language of a call: what the option says, else <paramref name="standard"/>. Needed before the command line is parsed, whose
    /// help and complaints are messages too; a value that is no language is left for the parser to complain about.
    /// </summary>
    public static Language Of(IReadOnlyList<string> arguments, Language standard)
    {
        for (int at = 0; at < arguments.Count; at++)
        {
            string? value = arguments[at] == OptionName && at + 1 < arguments.Count ? arguments[at + 1]
                : arguments[at].StartsWith(OptionName + "=", StringComparison.Ordinal) ? arguments[at][(OptionName.Length + 1)..]
                : null;
            if (All.FirstOrDefault(language => language.Name == value) is { } named) return named;
        }
        return standard;
    }

    /// <summary>The language of the system: Chinese where its locale is, English everywhere else.</summary>
    public static Language OfSystem()
    {
        if (OperatingSystem.IsWindows()) return (GetUserDefaultUILanguage() & 0x3FF) == WindowsChinese ? Chinese : English;
        // The first of these that is set decides, as for every program.
        string[] names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        string? locale = names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is not null && locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
    }

    /// <summary>The message in this language; a message that the catalogue lacks stays English.</summary>
    public string Translate(string message) => _catalogue is null ? message : _catalogue.Value.Translate(message) ?? message;

    private const int WindowsChinese = 0x04; // LANG_CHINESE, the lower ten bits of a language identifier

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern ushort GetUserDefaultUILanguage();
}
