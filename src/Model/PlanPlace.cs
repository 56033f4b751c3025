namespace PolicyIngest.Model;

/// <summary>The rank of the organ that a plan is from (层级).</summary>
public enum PlaceLevel
{
    /// <summary>An organ of the state (国家).</summary>
    State,
    /// <summary>A province, an autonomous region or a municipality (省).</summary>
    Province,
    /// <summary>A prefecture or a city of that rank (市).</summary>
    City,
    /// <summary>A county, a district or a city of that rank (县).</summary>
    County,
    /// <summary>A township, a town or a street office (乡镇).</summary>
    Town,
    /// <summary>A development zone (园区).</summary>
    Zone,
}

/// <summary>By what a plan's place is known.</summary>
public enum PlaceSource
{
    /// <summary>The issuing organ's name.</summary>
    Issuer,
    /// <summary>The title.</summary>
    Title,
    /// <summary>The character by which the document number begins: 鲁政办发.</summary>
    Number,
    /// <summary>The units that have tasks.</summary>
    Units,
    /// <summary>Another plan of the same document.</summary>
    Document,
    /// <summary>The places that the document's text names.</summary>
    Text,
    /// <summary>A person who says so from outside.</summary>
    Given,
}

/// <summary>Where a plan holds (地区), by the register of places.</summary>
/// <param name="Code">Code after GB/T 2260, six digits, of the narrowest place that is known; null for the state, and where the register has no such place.</param>
/// <param name="Province">The province's full name, or null.</param>
/// <param name="City">The full name of the prefecture or city of that rank, or null, as for municipalities and what is ruled by a province directly.</param>
/// <param name="County">The full name of the county, or null.</param>
/// <param name="Level">The issuer's rank, or null where neither name nor place tells it.</param>
/// <param name="Source">By what the place is known; null where only the rank is.</param>
public sealed record PlanPlace(string? Code, string? Province, string? City, string? County, PlaceLevel? Level, PlaceSource? Source)
{
    /// <summary>Nothing is known.</summary>
    public static PlanPlace None { get; } = new(null, null, null, null, null, null);

    /// <summary>Whether the name means several places of the register, and the document does not say which.</summary>
    public bool IsOpen => Code is null && Source is PlaceSource.Issuer or PlaceSource.Title && Level != PlaceLevel.State;
}
