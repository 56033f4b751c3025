namespace PolicyIngest.Tests.Support;

/// <summary>Folders of the working tree in which the tests run.</summary>
internal static class Repository
{
    /// <summary>The folder that holds PolicyIngest.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The project's own documents.</summary>
    public static string Samples { get; } = Path.Combine(Root, "samples");

    /// <summary>The source folder of this test project.</summary>
    public static string Tests { get; } = Path.Combine(Root, "tests", "PolicyIngest.Tests");

    /// <summary>
    /// Real documents with their gold answers, which are not part of the project: <c>$POLICYINGEST_SHARED</c>, else <c>../shared</c>;
    /// null where there are none.
    /// </summary>
    public static string? Shared { get; } = FindShared();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PolicyIngest.sln"))) return folder.FullName;
        throw new InvalidOperationException($"no PolicyIngest.sln above {AppContext.BaseDirectory}; run the tests inside the working tree");
    }

    private static string? FindShared()
    {
        string shared = Environment.GetEnvironmentVariable("POLICYINGEST_SHARED") is { Length: > 0 } named
            ? named
            : Path.Combine(Root, "..", "shared");
        return Directory.Exists(Path.Combine(shared, "corpus")) ? Path.GetFullPath(shared) : null;
    }
}
