using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store.Queries;

/// <summary>A unit's name that a database knows.</summary>
/// <param name="Name">The name as it stands in assignments.</param>
/// <param name="Canonical">One form for all of the organ's names.</param>
/// <param name="Count">In how many assignments it stands.</param>
public sealed record KnownUnit(string Name, string Canonical, long Count);

/// <summary>A place where a unit is named.</summary>
/// <param name="Document">Key of the document.</param>
/// <param name="DocumentName">Name of its file.</param>
/// <param name="Assignment">Key of the assignment.</param>
/// <param name="Role">The part it has there.</param>
/// <param name="Task">The task's title or its first words.</param>
/// <param name="Before">Up to 20 characters before the name.</param>
/// <param name="Raw">The name as written.</param>
/// <param name="After">Up to 20 characters behind it.</param>
public sealed record UnitPlace(long Document, string DocumentName, long Assignment, string Role, string Task, string Before, string Raw, string After);

/// <summary>The units of a database, for a person who writes one.</summary>
public static class UnitPlaces
{
    /// <summary>How many names are proposed.</summary>
    public const int MostNames = 12;

    /// <summary>How many places are shown.</summary>
    public const int MostPlaces = 500;

    /// <summary>Names in which the words stand, in their short or full form: those that begin with them first, then the more frequent ones.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static ImmutableArray<KnownUnit> Matching(string database, string words)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () =>
        {
            var units = ImmutableArray.CreateBuilder<KnownUnit>();
            using var row = new RowReader(connection, $"""
                SELECT u.name, u.canonical, (SELECT count(*) FROM assignments WHERE unit = u.name) AS n FROM units u
                WHERE n > 0 AND (instr(u.name, @words) OR instr(u.canonical, @words)) ORDER BY instr(u.name, @words) <> 1, n DESC, u.name LIMIT {MostNames}
                """, ("@words", words));
            while (row.Read()) units.Add(new KnownUnit(row.Text(), row.Text(), row.Long()));
            return units.ToImmutable();
        });
    }

    /// <summary>The places where a unit is called exactly so, in the order of documents and texts; <see cref="MostPlaces"/> at most.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static ImmutableArray<UnitPlace> Of(string database, string name)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () =>
        {
            var places = ImmutableArray.CreateBuilder<UnitPlace>();
            using var row = new RowReader(connection, $"""
                SELECT p.document_id, (SELECT name FROM files WHERE document_id = p.document_id ORDER BY path LIMIT 1), a.assignment_id, a.role, coalesce(t.title, substr(t.raw, 1, 40)),
                    substr(d.text, max(1, a.start_cp - 19), min(20, a.start_cp)), a.raw, substr(d.text, a.start_cp + a.length_cp + 1, 20)
                FROM assignments a JOIN tasks t USING (task_id) JOIN plans p USING (plan_id) JOIN documents d USING (document_id)
                WHERE a.unit = @name ORDER BY a.assignment_id LIMIT {MostPlaces}
                """, ("@name", name));
            while (row.Read()) places.Add(new UnitPlace(row.Long(), row.Text(), row.Long(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text()));
            return places.ToImmutable();
        });
    }
}
