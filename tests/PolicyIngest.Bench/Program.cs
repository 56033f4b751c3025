using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PolicyIngest.Bench.Whole;

switch (args)
{
    case ["whole", .. var rest]:
        WholeProgram.Run(rest);
        return 0;
    case ["peers", .. var rest]:
        WholeProgram.RunPeers(rest);
        return 0;
    case ["fuzz", .. var rest]:
        return FuzzRun.Run(rest);
    case ["worst", .. var rest]:
        return WorstCases.Run(rest);
}
// In this process, so that nothing is built while it measures; `./dev.sh bench stages --filter '*Growth*'` picks some.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
return 0;
