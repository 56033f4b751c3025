using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using Xunit;

namespace PolicyIngest.Tests.Rules.Responsibility;

/// <summary>Lists of units printed in any of the written forms are read back.</summary>
public sealed class WrittenUnitsProperties
{
    private static readonly string[] Units =
        ["市水利局", "市财政局", "市生态环境局", "市发展改革委", "市教育局", "市公安局", "市交通运输局", "市农业农村局", "市应急管理局", "市文化和旅游局"];

    private static readonly Func<IEnumerable<string>, string>[] Forms =
    [
        units => $"1. 清理河道。\n责任单位：{string.Join('、', units)}\n",
        units => $"1. 清理河道。（{string.Join('、', units)}负责）\n",
        units => $"1. 清理河道。（责任单位：{string.Join('，', units)}）\n",
        units => $"1. 清理河道。（牵头单位：{string.Join('、', units)}）\n",
        units => $"1. 清理河道。\n责任单位：{string.Join(' ', units)}\n",
    ];

    [Fact]
    public void Lists_are_read_back() => Prop.ForAll(
        Arb.From(
            from form in Gen.Choose(0, Forms.Length - 1)
            from units in Gen.Shuffle(Units)
            from count in Gen.Choose(1, 6)
            select (form, units: units.Take(count).ToArray())),
        printed => Read("云岭市河道治理工作方案\n一、主要任务\n" + Forms[printed.form](printed.units)).SequenceEqual(printed.units)).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Read(string text) =>
        IngestPipeline.Run(new SourceFile("plan.txt", Encoding.UTF8.GetBytes(text)), ReadOptions.Default)
            .Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Select(assignment => assignment.Unit);
}
