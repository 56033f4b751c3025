using PolicyIngest.Fuzz;

return args switch
{
    ["guided", var folder, .. var options] => GuidedRun.Run(folder, options),
    ["loop", var target] => FuzzLoop.Run(target),
    ["replay", var target, var file] => Replay.Run(FuzzTarget.Named(target), file),
    _ => throw new ArgumentException("guided FOLDER [--minutes N] [--target NAME] | loop TARGET | replay TARGET FILE"),
};
