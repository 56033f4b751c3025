using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>Tests that hold a clock against the program run alone, so that they measure it and not the other tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The collection's name, for <c>[Collection(Alone.Name)]</c>.</summary>
    public const string Name = "alone";
}
