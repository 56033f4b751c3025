using System.Collections.Frozen;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>Names of enum values as the database holds them.</summary>
public static class StoredNames
{
    private static readonly FrozenDictionary<DocumentStatus, string> Statuses = Enum.GetValues<DocumentStatus>().ToFrozenDictionary(
        status => status,
        status => status == DocumentStatus.ResourceLimit ? "resource_limit" : Export.GoldJson.Name(status));

    /// <summary>A status's name: <c>imported</c>, <c>resource_limit</c> …</summary>
    public static string Of(DocumentStatus status) => Statuses[status];

    /// <summary>The status of a name.</summary>
    public static DocumentStatus Status(string name) => Statuses.First(pair => pair.Value == name).Key;

    /// <summary>The value of an enum whose stored names are its own in lower case.</summary>
    public static T Parse<T>(string name) where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);
}
