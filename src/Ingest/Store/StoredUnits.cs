using System.Collections.Frozen;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store;

/// <summary>
/// What units are called in a database: as the word lists say that were in force when its documents were read, which need not be the
/// program's own.
/// </summary>
public sealed class StoredUnits
{
    private readonly FrozenDictionary<string, (string Canonical, string? Level, bool IsGroup)> _units;

    private readonly UnitDirectory _known;

    private StoredUnits(FrozenDictionary<string, (string, string?, bool)> units, UnitDirectory known) => (_units, _known) = (units, known);

    /// <summary>No database: only the names of word lists.</summary>
    public static StoredUnits None(LexiconSet lexicons) => new(FrozenDictionary<string, (string, string?, bool)>.Empty, UnitDirectory.Of(lexicons));

    /// <summary>A unit under its full name, with its level and whether it is a group of units.</summary>
    public (string Canonical, string? Level, bool IsGroup) Describe(string name)
    {
        if (_units.TryGetValue(name, out var stored)) return stored;
        var known = _known.Describe(name);
        return (known.Canonical, known.Level, known.IsGroup);
    }

    /// <summary>SQL for a unit's full name: the one stored for the name, else the one that the program knows.</summary>
    /// <param name="name">SQL for the name.</param>
    /// <param name="known">SQL for the full name that the program knows.</param>
    internal static string CanonicalOf(string name, string known) =>
        $"coalesce((SELECT canonical FROM units WHERE name = {name}), (SELECT canonical FROM units WHERE canonical = {name} LIMIT 1), {known})";

    internal static StoredUnits Read(SqliteConnection connection)
    {
        var units = new Dictionary<string, (string, string?, bool)>(StringComparer.Ordinal);
        using var row = new RowReader(connection, "SELECT name, canonical, level, is_group FROM units");
        while (row.Read()) units.Add(row.Text(), (row.Text(), row.OptionalText(), row.Int() == 1));
        return new StoredUnits(units.ToFrozenDictionary(StringComparer.Ordinal), UnitDirectory.Of(LexiconSet.BuiltIn));
    }
}
