using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Rules.Catalogue;

/// <summary>Where an example's text stands.</summary>
public enum ExampleFrame
{
    /// <summary>Behind <c>1.示例举措。</c> in a small plan of the year 2024.</summary>
    Task,
    /// <summary>It is the whole document.</summary>
    Document,
}

/// <summary>A rule, for people: what it looks for, and texts in which it finds something and in which it must not.</summary>
/// <param name="Id">The id that each of its facts carries.</param>
/// <param name="Chinese">What it looks for, in Chinese.</param>
/// <param name="English">The same in English.</param>
/// <param name="Finds">Texts in which it finds something; the first is shown.</param>
/// <param name="Passes">Texts in which it finds nothing.</param>
/// <param name="Frame">Where the texts stand.</param>
public sealed record RuleDescription(
    string Id, string Chinese, string English, ImmutableArray<string> Finds, ImmutableArray<string> Passes, ExampleFrame Frame = ExampleFrame.Task)
{
    /// <summary>The kind of fact: the id's part before the point.</summary>
    public string Kind => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>An example as a whole document.</summary>
    public string DocumentOf(string example) =>
        Frame == ExampleFrame.Document ? example : $"云岭市2024年示例工作方案\n一、重点任务\n（一）示例事项\n1.示例举措。{example}";
}

/// <summary>All rules, in the order in which they are documented. An id that extraction gives and that is not here is a fault (a test looks).</summary>
public static class RuleCatalogue
{
    /// <summary>The rules.</summary>
    public static ImmutableArray<RuleDescription> All { get; } =
        [.. PlanAndTaskRules.All, .. ResponsibilityRules.All, .. DeadlineRules.All, .. TargetRules.All, .. CitationRules.All];

    private static readonly Dictionary<string, RuleDescription> ById = All.ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule of an id, or null.</summary>
    public static RuleDescription? Find(string id) => ById.GetValueOrDefault(id);
}
