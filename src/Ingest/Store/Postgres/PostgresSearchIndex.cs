using System.Collections.Immutable;
using System.Text;
using Npgsql;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// What PostgreSQL searches by: indexes of trigrams for words of three characters and more, and indexes of characters and pairs for shorter ones and for the passages of a document.
/// Texts are folded by the server as <see cref="SearchText"/> folds them.
/// </summary>
internal static class PostgresSearchIndex
{
    /// <summary>A task's words, as its indexes hold them.</summary>
    public const string TaskWords = "search_fold(coalesce(title || ' ', '') || content)";

    /// <summary>A document's words, as its indexes hold them.</summary>
    public const string DocumentWords = "search_fold(text)";

    private const int SortMegabytes = 128;

    // A character is at most 0x10FFFF.
    private const int CharacterBits = 21;

    // Characters of one translate(), which holds each character of the text against all of them.
    private const int Together = 16;

    // They stand in every text, and to replace them one by one is quickest.
    private const string Frequent = "\n，（）：；“”—？！％－";

    /// <summary>Statements that make the functions of which the indexes are made.</summary>
    public static ImmutableArray<string> Functions { get; } = [FoldFunction(), PairsFunction()];

    /// <summary>The indexes by name, and what each is of. To make them costs four times what the rows cost: a first load makes them at its end, of all rows at once.</summary>
    public static ImmutableArray<(string Name, string Sql)> Indexes { get; } =
    [
        Index("tasks_search", $"tasks USING gin ({TaskWords} gin_trgm_ops) WHERE restates = 0"),
        Index("tasks_pairs", $"tasks USING gin (search_pairs({TaskWords})) WHERE restates = 0"),
        Index("documents_search", $"documents USING gin ({DocumentWords} gin_trgm_ops)"),
        Index("documents_pairs", $"documents USING gin (search_pairs({DocumentWords}))"),
    ];

    /// <summary>Whether all of them are there.</summary>
    public static bool IsComplete(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand($"SELECT count(*) FROM unnest(ARRAY[{string.Join(", ", Indexes.Select(index => $"'{index.Name}'"))}]) AS name WHERE to_regclass(quote_ident(current_schema()) || '.' || name) IS NULL", connection);
        return (long)command.ExecuteScalar()! == 0;
    }

    /// <summary>Makes those that are missing, of all rows at once.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="say">Is told of each index before it is made.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Complete(NpgsqlConnection connection, Action<string> say, CancellationToken cancellation)
    {
        // With the 64 MB that are usual it sorts twice as often. Functions first: those of an earlier version fold slowly.
        Run($"SELECT set_config('maintenance_work_mem', '{SortMegabytes}MB', false) WHERE pg_size_bytes(current_setting('maintenance_work_mem')) < {SortMegabytes} * 1024 * 1024");
        foreach (string function in Functions) Run(function);
        for (int i = 0; i < Indexes.Length; i++)
        {
            say($"making search index {i + 1} of {Indexes.Length}, {Indexes[i].Name}; with many documents each takes minutes, and what is loaded can be asked meanwhile");
            Run(Indexes[i].Sql);
            Run(WithoutStatistics(Indexes[i].Name));
        }
        Run("ANALYZE");

        void Run(string statement)
        {
            using var command = new NpgsqlCommand(statement, connection);
            using var stop = cancellation.Register(command.Cancel);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>A word as search_pairs has it: the number of its only character, or those of its pairs.</summary>
    public static long[] PairsOf(string word)
    {
        long[] runes = [.. word.EnumerateRunes().Select(rune => (long)rune.Value)];
        return runes.Length == 1 ? runes : [.. runes.Zip(runes.Skip(1), (one, two) => one << CharacterBits | two).Distinct()];
    }

    /// <summary>A pattern for LIKE that finds the word wherever it stands, whatever signs it has.</summary>
    public static string PatternOf(string word) =>
        "%" + word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";

    /// <summary>Whether a word has trigrams in its inside: three letters or digits in a row.</summary>
    public static bool HasTrigrams(string word)
    {
        int inARow = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            inARow = Rune.IsLetterOrDigit(rune) ? inARow + 1 : 0;
            if (inARow == 3) return true;
        }
        return false;
    }

    /// <summary>To gather them takes as long as to make the index, each time that the server does, and no search asks for them.</summary>
    private static string WithoutStatistics(string index) => $"ALTER INDEX {index} ALTER COLUMN 1 SET STATISTICS 0";

    private static (string, string) Index(string name, string what) => (name, $"CREATE INDEX IF NOT EXISTS {name} ON {what}");

    /// <summary>The rare characters are looked for all at once first: one translate() with the whole list took nine tenths of a load.</summary>
    private static string FoldFunction()
    {
        var (from, to) = SearchText.Folded;
        var folded = from.Zip(to).ToDictionary();
        char[] rare = [.. from.Where(c => !Frequent.Contains(c, StringComparison.Ordinal))];
        var body = new StringBuilder("DECLARE t text := $1;\nBEGIN\n");
        foreach (char c in Frequent) body.Append($"    t := replace(t, {Quoted([c])}, {Quoted([folded[c]])});\n");
        body.Append($"    IF t ~ {Class(rare)} THEN\n");
        foreach (char[] some in rare.Chunk(Together))
            body.Append($"        IF t ~ {Class(some)} THEN t := translate(t, {Quoted(some)}, {Quoted([.. some.Select(c => folded[c])])}); END IF;\n");
        // The columns compare as the locale C does, which knows small letters of ASCII alone.
        body.Append("    END IF;\n    RETURN lower(t COLLATE \"default\");\nEND");
        return $"CREATE OR REPLACE FUNCTION search_fold(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $fold$\n{body}\n$fold$";
    }

    /// <summary>Numbers, since to sort texts takes three times as long.</summary>
    private static string PairsFunction() => $"""
        CREATE OR REPLACE FUNCTION search_pairs(text) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $pairs$ SELECT array_agg(ascii(one)::bigint) || array_agg(ascii(one)::bigint << {CharacterBits} | ascii(two))
        FROM unnest(string_to_array($1, NULL), (string_to_array($1, NULL))[2:]) AS pair(one, two) $pairs$
        """;

    private static string Class(char[] characters) =>
        Quoted([.. "[", .. characters.SelectMany(c => c is '\\' or ']' or '[' or '^' or '-' ? new[] { '\\', c } : [c]), .. "]"]);

    private static string Quoted(char[] characters) => $"'{new string(characters).Replace("'", "''", StringComparison.Ordinal)}'";
}
